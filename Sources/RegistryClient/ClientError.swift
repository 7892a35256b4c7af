public import SchemaCore

/// Why a registry did not do what it was asked for.
public struct ClientError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong, for programs.
  public enum Kind: Hashable, Sendable {
    /// No answer: nobody listens there, the connection broke, or it took too long.
    case unreachable
    /// The registry said no, with an HTTP status and a code of its own.
    case refused(status: Int, code: Int)
    /// What answered does not speak as a schema registry does.
    case unintelligible
    /// What was asked for cannot be asked for; nothing was sent.
    case invalidRequest
    /// No answer to something that must not be done twice: it may have been done, and was not tried again.
    case outcomeUnknown
    /// There is no bearer token to be had.
    case noToken
    /// The task that asked was cancelled.
    case cancelled
  }

  /// What went wrong, for programs.
  public var kind: Kind
  /// A sentence for people: the registry's own words where it had some.
  public var message: String
  /// What the registry tells besides where it was asked to explain.
  public var details: JSONObject

  public init(_ kind: Kind, _ message: String, details: JSONObject = JSONObject()) {
    self.kind = kind
    self.message = message
    self.details = details
  }

  /// The registry's error code, if it answered with one.
  public var code: Int? {
    if case .refused(_, let code) = kind { code } else { nil }
  }

  public var description: String {
    switch kind {
    case .refused(_, let code): "\(message) (error code \(code))"
    case .unreachable, .unintelligible, .invalidRequest, .outcomeUnknown, .noToken, .cancelled: message
    }
  }

  static let cancelled = ClientError(.cancelled, "the request was cancelled")
}

extension ClientError {
  /// True for a no that stands until something changes in the registry: not for one that somebody else, or the same
  /// request a little later, might not get.
  var isFinal: Bool {
    guard case .refused(let status, _) = kind else { return false }
    return (400..<500).contains(status) && ![401, 403, 407, 408, 425, 429].contains(status)
  }
}
