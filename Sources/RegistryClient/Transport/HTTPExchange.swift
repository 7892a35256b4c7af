/// One request to one address and its answer: the seam between the rules of asking and the HTTP library.
package protocol HTTPExchange: Sendable {
  /// - Throws: `ExchangeFailure` if there is no answer.
  func answer(to request: HTTPMessage, timeout: Duration) async throws(ExchangeFailure) -> HTTPAnswer
}

/// What is sent.
package struct HTTPMessage: Sendable {
  package var method: String
  package var url: String
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]?
}

/// What comes back.
package struct HTTPAnswer: Sendable {
  package var status: Int
  package var body: [UInt8]
  /// How long the server wants to be left alone.
  package var retryAfter: Duration?

  package init(status: Int, body: [UInt8], retryAfter: Duration? = nil) {
    self.status = status
    self.body = body
    self.retryAfter = retryAfter
  }
}

/// Why nothing came back.
package struct ExchangeFailure: Error {
  package enum Kind: Sendable {
    /// No connection was made, so that nothing can have been done.
    case notSent
    /// The connection broke or it took too long; the request may have been carried out.
    case answerLost
    /// The request is not one that can be sent.
    case invalid
    /// The answer is larger than is taken.
    case tooLarge
    case cancelled
  }

  package var kind: Kind
  /// A clause for people.
  package var reason: String

  package init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }
}
