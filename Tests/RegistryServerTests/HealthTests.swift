import HTTPTypes
import Registry
import RegistryTesting
import SchemaCore
import Synchronization
import Testing

/// Health and measurements.
struct HealthTests {
  @Test(
    "a server that answers is alive, started and ready, whatever media type is asked for",
    arguments: ["/health/live", "/health/ready", "/health/startup", "/_health", "/master_available"])
  func up(path: String) async throws {
    try await TestedServer.run { server in
      for accept in ["*/*", "text/html"] {
        let answer = try await server.send("GET", path, headers: [("Accept", accept)])
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType] == "application/json")
      }
      #expect(try await server.send("HEAD", path).status == 200)
    }
  }

  @Test("a server is not ready while its store cannot be read, and is again afterwards")
  func unreadableStore() async throws {
    let store = FailingStore()
    try await TestedServer.run(store: store) { server in
      store.failsReading = true
      let down = try await server.send("GET", "/health/ready")
      #expect(down.status == 503)
      #expect(down.json == ["status": "DOWN", "reason": "the disk is gone"])
      #expect(try await server.send("GET", "/_health").json?.object?["healthy"] == false)
      #expect(try await server.send("GET", "/health/live").status == 200)
      store.failsReading = false
      #expect(try await server.send("GET", "/health/ready").status == 200)
    }
  }

  @Test("a server is not ready after its store could not take a write, until one succeeds")
  func unwritableStore() async throws {
    let store = FailingStore()
    try await TestedServer.run(store: store) { server in
      store.failsWriting = true
      var status: Int?
      // The failure counts for ten seconds, in which a busy machine may not come round to the question.
      for _ in 0..<10 where status != 503 {
        let refused = try await server.register(#""int""#, under: "s")
        #expect(refused.status == 500)
        #expect(refused.code == 50001)
        status = try await server.send("GET", "/health/ready").status
      }
      #expect(status == 503)
      store.failsWriting = false
      #expect(try await server.register(#""int""#, under: "s").status == 200)
      #expect(try await server.send("GET", "/health/ready").status == 200)
    }
  }

  @Test("records that cannot be read are told to those who watch, and the rest is served")
  func unreadableRecords() async throws {
    let store = MemoryStore()
    let lost = RegistryRecord.unreadable(.lost("its row is missing"))
    try await store.append([LogEntry(position: .start, timestamp: 0, token: 0, record: lost)])
    try await TestedServer.run(store: store) { server in
      let ready = try await server.send("GET", "/health/ready")
      #expect(ready.status == 200)
      #expect(ready.json == ["status": "UP", "unreadableRecords": .number(JSONNumber(1))])
      #expect(try await server.send("GET", "/metrics").text.contains("\nmartlet_unreadable_records 1\n"))
      #expect(try await server.register(#""int""#, under: "s").json?.object?["id"] == .number(JSONNumber(2)))
    }
  }

  @Test("the measurements count what was asked and written")
  func metrics() async throws {
    try await TestedServer.run { server in
      try await server.register(#""int""#, under: "s")
      try await server.register(#""int""#, under: "s")
      try await server.register(#""long""#, under: "t")
      _ = try await server.send("DELETE", "/subjects/s")
      for _ in 0..<3 { _ = try await server.send("GET", "/schemas/ids/1") }
      _ = try await server.send("GET", "/schemas/ids/9")
      _ = try await server.send("GET", "/nowhere")
      let answer = try await server.send("GET", "/metrics", headers: [("Accept", "text/plain;version=0.0.4")])
      #expect(answer.status == 200)
      #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
      for line in [
        "kafka_schema_registry_registered_count 2", "kafka_schema_registry_deleted_count 1",
        #"kafka_schema_registry_schemas_created{schema_type="avro"} 2"#,
        #"kafka_schema_registry_schemas_deleted{schema_type="avro"} 1"#,
        "kafka_schema_registry_api_success_count 7", "kafka_schema_registry_api_failure_count 2",
        #"kafka_schema_registry_jersey_metrics_request_total{endpoint="subjects.versions.register"} 3"#,
        #"kafka_schema_registry_jersey_metrics_request_total{endpoint="schemas.ids.get-schema"} 4"#,
        #"kafka_schema_registry_jersey_metrics_request_error_total{endpoint="schemas.ids.get-schema"} 1"#,
        #"kafka_schema_registry_jersey_metrics_request_latency_seconds_count{endpoint="schemas.ids.get-schema"} 4"#,
        "kafka_schema_registry_master_slave_role 1", "martlet_requests_in_flight 1", "martlet_log_position 3",
        #"martlet_build_info{version="0.1.0",commit=""} 1"#,
      ] {
        #expect(answer.text.contains(line + "\n"), "\(line)")
      }
    }
  }

  @Test("each name is described once, and every sample belongs to the name described before it")
  func exposition() async throws {
    try await TestedServer.run { server in
      _ = try await server.send("GET", "/subjects")
      var names: [String] = []
      for line in try await server.send("GET", "/metrics").text.split(separator: "\n") {
        if line.hasPrefix("# HELP ") { names.append(String(line.split(separator: " ")[2])) }
        guard !line.hasPrefix("#") else { continue }
        let sample = line.prefix { $0 != " " && $0 != "{" }
        let name = try #require(names.last)
        #expect(sample == name || ["_bucket", "_sum", "_count"].contains { sample == name + $0 })
        #expect(line.split(separator: " ").last.flatMap { Double($0) } != nil)
      }
      #expect(Set(names).count == names.count)
    }
  }
}

/// A store in memory that can be told to fail.
private final class FailingStore: RegistryStore {
  private struct Failures {
    var reading = false
    var writing = false
  }

  private let store = MemoryStore()
  private let failures = Mutex(Failures())

  var failsReading: Bool {
    get { failures.withLock { $0.reading } }
    set { failures.withLock { $0.reading = newValue } }
  }

  var failsWriting: Bool {
    get { failures.withLock { $0.writing } }
    set { failures.withLock { $0.writing = newValue } }
  }

  func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] {
    if failsReading { throw .unavailable("the disk is gone") }
    return try await store.entries(from: position, limit: limit)
  }

  func append(_ entries: [LogEntry]) async throws(StoreError) {
    if failsWriting { throw .unavailable("the disk is full") }
    try await store.append(entries)
  }

  func close() async {}
}
