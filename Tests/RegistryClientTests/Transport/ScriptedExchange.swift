import RegistryClient
import Synchronization

/// Answers as a test tells it to, and keeps what it was asked.
final class ScriptedExchange: HTTPExchange {
  typealias Script = @Sendable (_ message: HTTPMessage, _ number: Int) throws(ExchangeFailure) -> HTTPAnswer

  private let script: Script
  private let received = Mutex<[HTTPMessage]>([])

  /// - Parameter script: what to answer; told how many messages there were before.
  init(_ script: @escaping Script) {
    self.script = script
  }

  var messages: [HTTPMessage] { received.withLock { $0 } }

  /// The first letter of the host of each request, as in `aab`.
  var hosts: String { messages.map { String($0.url.dropFirst("http://".count).prefix(1)) }.joined() }

  func answer(to message: HTTPMessage, timeout: Duration) async throws(ExchangeFailure) -> HTTPAnswer {
    let number = received.withLock {
      $0.append(message)
      return $0.count - 1
    }
    return try script(message, number)
  }
}

extension HTTPAnswer {
  static func ok(_ json: String) -> HTTPAnswer { HTTPAnswer(status: 200, body: Array(json.utf8)) }

  static func refusal(_ status: Int, _ code: Int, retryAfter: Duration? = nil) -> HTTPAnswer {
    HTTPAnswer(
      status: status, body: Array(#"{"error_code":\#(code),"message":"no"}"#.utf8), retryAfter: retryAfter)
  }
}

extension SchemaRegistryClient {
  /// A client of nodes `a`, `b` … that are played by a script.
  init(
    nodes: Int, _ exchange: ScriptedExchange, _ time: ManualClock = ManualClock(),
    change: (inout ClientConfiguration) throws -> Void = { _ in }
  ) throws {
    var configuration = try ClientConfiguration(urls: ["a", "b", "c"].prefix(nodes).map { "http://\($0)" })
    try change(&configuration)
    self.init(configuration: configuration, exchange: exchange, clock: time.clock)
  }
}
