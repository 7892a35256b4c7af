/// Where a registry keeps its log.
public enum StoreLocation: Hashable, Sendable, CustomStringConvertible {
  /// An SQLite file.
  case sqlite(path: String)
  /// A PostgreSQL database, by a connection text of libpq: a URI, or `keyword=value` pairs, or nothing where the
  /// environment says it all.
  case postgres(target: String)
  /// A topic of Kafka.
  case kafka(KafkaLocation)
  /// A backup, which is only read.
  case backup(path: String)
  /// Nowhere: gone with the process.
  case memory

  /// The forms that ``init(_:)`` reads, for messages.
  public static let forms =
    "sqlite:<file>, postgres://<user>@<host>/<database>, kafka://<host:port>,…/<topic>, backup:<file> or memory"

  /// Reads `sqlite:<file>`, `postgres://…` or `postgresql://…`, `postgres:<keyword>=<value> …`, `kafka://…` (see
  /// ``KafkaLocation``), `backup:<file>` and `memory`. What is behind `postgres:` is for libpq to understand.
  ///
  /// - Throws: `StoreLocationError` for anything else.
  public init(_ text: String) throws(StoreLocationError) {
    if text == "memory" {
      self = .memory
    } else if text.hasPrefix("sqlite:") {
      self = .sqlite(path: try Self.path(in: text, behind: "sqlite:"))
    } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
      self = .postgres(target: text)
    } else if text.hasPrefix("postgres:") {
      self = .postgres(target: String(text.dropFirst(9)))
    } else if text.hasPrefix("backup:") {
      self = .backup(path: try Self.path(in: text, behind: "backup:"))
    } else if text.hasPrefix("kafka:") {
      self = .kafka(try KafkaLocation(text))
    } else {
      throw StoreLocationError("it is \(Self.forms)")
    }
  }

  private static func path(in text: String, behind scheme: String) throws(StoreLocationError) -> String {
    let path = text.dropFirst(scheme.count)
    if path.isEmpty { throw StoreLocationError("it names no file: \(scheme)<file>") }
    return String(path)
  }

  /// The location as ``init(_:)`` reads it, with its passwords: not to be shown.
  public var text: String {
    switch self {
    case .sqlite(let path): "sqlite:\(path)"
    case .postgres(let target): target.contains("://") ? target : "postgres:\(target)"
    case .kafka(let location): location.url
    case .backup(let path): "backup:\(path)"
    case .memory: "memory"
    }
  }

  /// The location as it may be shown: without passwords.
  public var description: String {
    switch self {
    case .sqlite, .backup, .memory: text
    case .postgres(let target) where !target.contains("://"): "postgres:\(Self.withoutPasswords(inPairs: target))"
    case .postgres, .kafka: Self.withoutPasswords(inURI: text)
    }
  }

  /// A password stands between the user's name and the host, or among the parameters (PostgreSQL, 34.1.1.2).
  private static func withoutPasswords(inURI uri: String) -> String {
    let (address, query) = parts(of: uri, at: "?")
    var shown = address
    if let start = address.firstRange(of: "://")?.upperBound {
      let authority = address[start...].prefix { $0 != "/" }
      if let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") {
        shown = address[..<colon] + ":***" + address[at...]
      }
    }
    guard let query else { return String(shown) }
    let parameters = query.split(separator: "&", omittingEmptySubsequences: false).map { parameter in
      let (name, value) = parts(of: parameter, at: "=")
      return value != nil && isSecret(name) ? "\(name)=***" : String(parameter)
    }
    return "\(shown)?\(parameters.joined(separator: "&"))"
  }

  /// Values may be quoted, and quotes escaped: where there is a secret, nothing behind its name is shown.
  private static func withoutPasswords(inPairs pairs: String) -> String {
    let secrets = ["password", "sslpassword"].compactMap { pairs.firstRange(of: $0)?.upperBound }
    return secrets.min().map { "\(pairs[..<$0])=***" } ?? pairs
  }

  /// Of libpq and of librdkafka.
  private static func isSecret(_ name: some StringProtocol) -> Bool {
    ["password", "secret", "key.pem", "jaas", "oauthbearer.config"].contains { name.contains($0) }
  }

  private static func parts(of text: some StringProtocol, at separator: Character) -> (Substring, Substring?) {
    let text = Substring(text)
    guard let place = text.firstIndex(of: separator) else { return (text, nil) }
    return (text[..<place], text[text.index(after: place)...])
  }
}
