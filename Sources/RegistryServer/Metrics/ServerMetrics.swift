import Registry
import SchemaCore

/// What `/metrics` tells: the names of the reference registry where it has one, and our own.
struct ServerMetrics: Sendable {
  let registry: SchemaRegistry
  let requests: RequestMetrics
  let configuration: ServerConfiguration

  private static let reference = "kafka_schema_registry_"

  /// The measurements as of now.
  func text() async -> String {
    var text = PrometheusText()
    let counts = await registry.writeCounts
    addSchemas(counts, to: &text)
    addRequests(to: &text)
    addEndpoints(to: &text)
    addState(to: &text)
    ProcessMetrics.add(to: &text)
    text.begin("martlet_build_info", .gauge, "The version that runs.")
    text.add("martlet_build_info", 1, ("version", configuration.version), ("commit", configuration.commit ?? ""))
    return text.text
  }

  /// What was written while this process ran; what it read at its start does not count.
  private func addSchemas(_ counts: WriteCounts, to text: inout PrometheusText) {
    let reference = Self.reference
    let registered = counts.registered.values.reduce(0, +)
    let deleted = counts.deleted.values.reduce(0, +)
    text.single("\(reference)registered_count", .counter, registered, "Versions registered since the start.")
    text.single("\(reference)deleted_count", .counter, deleted, "Versions deleted since the start.")
    for (name, counts, help) in [
      ("\(reference)schemas_created", counts.registered, "Versions registered since the start, by format."),
      ("\(reference)schemas_deleted", counts.deleted, "Versions deleted since the start, by format."),
    ] {
      text.begin(name, .counter, help)
      for format in registry.formatNames.sorted(by: { $0.rawValue < $1.rawValue }) {
        text.add(name, counts[format] ?? 0, ("schema_type", format.rawValue.lowercased()))
      }
    }
    text.single("\(reference)master_slave_role", .gauge, 1, "1 if this server takes writes.")
    text.single("\(reference)node_count", .gauge, 1, "The servers of this registry.")
  }

  private func addRequests(to text: inout PrometheusText) {
    let reference = Self.reference
    text.single(
      "\(reference)api_success_count", .counter, requests.successes.value, "Answers with a status below 400.")
    text.single(
      "\(reference)api_failure_count", .counter, requests.failures.value, "Answers with a status of 400 and above.")
    text.single("martlet_requests_in_flight", .gauge, requests.underWay.value, "Requests under way.")
  }

  private func addEndpoints(to text: inout PrometheusText) {
    let endpoints = requests.byName
    let total = "\(Self.reference)jersey_metrics_request_total"
    text.begin(total, .counter, "Requests by endpoint.")
    for endpoint in endpoints { text.add(total, endpoint.metrics.requests, ("endpoint", endpoint.name)) }
    let failed = "\(Self.reference)jersey_metrics_request_error_total"
    text.begin(failed, .counter, "Requests with an answer of 400 and above, by endpoint.")
    for endpoint in endpoints { text.add(failed, endpoint.metrics.failures, ("endpoint", endpoint.name)) }
    let latency = "\(Self.reference)jersey_metrics_request_latency_seconds"
    text.begin(latency, .histogram, "How long answers took, by endpoint.")
    for (name, metrics) in endpoints {
      for (bound, count) in metrics.cumulated {
        text.add("\(latency)_bucket", count, ("endpoint", name), ("le", String(bound)))
      }
      text.add("\(latency)_bucket", metrics.requests, ("endpoint", name), ("le", "+Inf"))
      text.add("\(latency)_sum", metrics.seconds, ("endpoint", name))
      text.add("\(latency)_count", metrics.requests, ("endpoint", name))
    }
  }

  private func addState(to text: inout PrometheusText) {
    let state = registry.state
    text.single(
      "martlet_unreadable_records", .gauge, state.damage.count,
      "Records of the log that cannot be read, and that no later one has made good.")
    text.single("martlet_schema_versions", .gauge, state.versionCount, "Versions of schemas, deleted ones included.")
    text.single(
      "martlet_log_position", .counter, state.nextPosition.rawValue, "Records in the log, which is where the next goes."
    )
  }
}
