import SchemaCore

/// Who a client says to be. Never shows what is secret.
public struct Credentials: Sendable, CustomStringConvertible {
  enum Kind: Sendable {
    /// What stands in the `Authorization` header.
    case fixed(String)
    case tokens(any TokenProvider)
  }

  let kind: Kind
  /// What sort of credentials these are.
  public let description: String

  /// A name and a password (RFC 7617).
  ///
  /// - Throws: `ClientError.invalidRequest` if the name contains a colon, or one of the two a control character.
  public static func basic(user: String, password: String) throws(ClientError) -> Credentials {
    guard !user.unicodeScalars.contains(":") else {
      throw ClientError(.invalidRequest, "the user's name for the registry contains a colon, which none may")
    }
    guard !(user + password).unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      throw ClientError(
        .invalidRequest, "the user's name or password for the registry contains a control character, such as a line end"
      )
    }
    let pair = Base64.text(of: Array("\(user):\(password)".utf8))
    return Credentials(kind: .fixed("Basic \(pair)"), description: "the password of \(user)")
  }

  /// A token that stays the same (RFC 6750).
  ///
  /// - Throws: `ClientError.invalidRequest` if it is no token.
  public static func bearer(_ token: String) throws(ClientError) -> Credentials {
    try requireToken(token)
    return Credentials(kind: .fixed("Bearer \(token)"), description: "a bearer token")
  }

  /// Tokens that somebody hands out, anew before one expires or when the registry refuses it.
  public static func tokens(from provider: any TokenProvider) -> Credentials {
    Credentials(kind: .tokens(provider), description: "bearer tokens of a provider")
  }

  static func requireToken(_ text: String) throws(ClientError) {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw ClientError(
        .invalidRequest, "the bearer token for the registry is empty or contains what no token may, such as a line end")
    }
  }
}

/// Hands out bearer tokens, as from an identity provider.
public protocol TokenProvider: Sendable {
  /// A new token. Asked once at a time, however many requests wait for it.
  func token() async throws -> BearerToken
}

/// A bearer token and how long it is good for.
public struct BearerToken: Sendable {
  public var text: String
  /// How long it is good for from now on; nil if nobody knows.
  public var lifetime: Duration?

  public init(_ text: String, lifetime: Duration? = nil) {
    self.text = text
    self.lifetime = lifetime
  }
}
