import HTTPTypes
import Synchronization

/// What a server counts of the requests that it answers.
final class RequestMetrics: Sendable {
  private struct Endpoint: Hashable {
    var method: HTTPRequest.Method
    var path: String
  }

  /// The requests under way.
  let underWay = Counter()
  /// Answers with a status below 400, and the others.
  let successes = Counter(), failures = Counter()
  /// The endpoints that are answered past the routes.
  private let readySchemas: [ReadySchemas.Endpoint: EndpointMetrics]
  private let endpoints: Mutex<[Endpoint: EndpointMetrics]>

  init() {
    readySchemas = Dictionary(uniqueKeysWithValues: ReadySchemas.Endpoint.allCases.map { ($0, EndpointMetrics()) })
    let ready = readySchemas.map { (Endpoint(method: .get, path: $0.key.rawValue), $0.value) }
    endpoints = Mutex(Dictionary(uniqueKeysWithValues: ready))
  }

  /// Counts an answer.
  ///
  /// - Parameter path: the path of the route, with parameters in braces; nil if there is none.
  func count(_ method: HTTPRequest.Method, _ path: String?, _ status: HTTPResponse.Status, _ duration: Duration) {
    let isFailure = status.code >= 400
    (isFailure ? failures : successes).add()
    if let path { endpoint(method, path).count(duration, isFailure: isFailure) }
  }

  /// Counts an answer that was ready.
  func countReady(_ endpoint: ReadySchemas.Endpoint, _ duration: Duration) {
    successes.add()
    readySchemas[endpoint]?.count(duration, isFailure: false)
  }

  /// The endpoints that were asked for, by their names; some endpoints share one.
  var byName: [(name: String, metrics: EndpointMetrics.Snapshot)] {
    let endpoints = endpoints.withLock { $0 }
    var byName: [String: EndpointMetrics.Snapshot] = [:]
    for (endpoint, metrics) in endpoints {
      let name = EndpointName.of(endpoint.method, endpoint.path)
      byName[name, default: EndpointMetrics().snapshot] += metrics.snapshot
    }
    return byName.sorted { $0.key < $1.key }.map { (name: $0.key, metrics: $0.value) }
  }

  private func endpoint(_ method: HTTPRequest.Method, _ path: String) -> EndpointMetrics {
    endpoints.withLock { endpoints in
      let endpoint = Endpoint(method: method, path: path)
      if let known = endpoints[endpoint] { return known }
      let metrics = EndpointMetrics()
      endpoints[endpoint] = metrics
      return metrics
    }
  }
}
