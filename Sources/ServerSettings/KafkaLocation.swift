/// A topic of Kafka that holds a log, told by a URL: `kafka://[user[:password]@]host[:port],…/topic[?name=value&…]`.
///
/// The names after the question mark are those of librdkafka ("Configuration properties"), such as `security.protocol`,
/// and `replicas`. What would end a part of the URL early is percent-encoded.
public struct KafkaLocation: Hashable, Sendable {
  /// The URL, with the password that it may have.
  public let url: String
  /// The brokers to start from: `host:port`, several parted by commas.
  public let brokers: String
  /// The topic's name.
  public let topic: String
  /// Who the client is, by SASL; nil if it need not say.
  public let user: String?
  /// The user's password; nil if the URL does not have it.
  public let password: String?
  /// How many brokers are to hold a topic that is made; nil leaves it to the store.
  public let replicas: Int32?
  /// Settings of librdkafka.
  public let properties: [String: String]

  /// The form of a URL, for messages.
  static let form = "kafka://<host:port>,…/<topic>"

  /// Reads a URL.
  ///
  /// - Throws: `StoreLocationError` saying which part of it is not as it must be, without a password.
  public init(_ url: String) throws(StoreLocationError) {
    guard url.hasPrefix("kafka://") else {
      throw StoreLocationError("a topic of Kafka is named as \(Self.form)")
    }
    let (place, query) = Self.parts(of: url.dropFirst(8), at: "?")
    let (authority, path) = Self.parts(of: place, at: "/")
    var hosts = authority
    var (user, password): (String?, String?) = (nil, nil)
    if let at = authority.lastIndex(of: "@") {
      let (name, secret) = Self.parts(of: authority[..<at], at: ":")
      if name.isEmpty {
        throw StoreLocationError("there is no user before the @: kafka://<user>@<host:port>,…/<topic>")
      }
      user = try Self.decoded(name, "the user")
      password = try secret.map { (secret) throws(StoreLocationError) in try Self.decoded(secret, "the password") }
      hosts = authority[authority.index(after: at)...]
    }
    for host in hosts.split(separator: ",", omittingEmptySubsequences: false) { try Self.checkAddress(host) }
    var properties = try Self.properties(query)
    replicas = try properties.removeValue(forKey: "replicas").map(Self.replicas)
    self.url = url
    self.user = user
    self.password = password
    brokers = String(hosts)
    topic = try Self.topic(path)
    self.properties = properties
  }

  /// By Kafka's rule for names of topics.
  private static func topic(_ path: Substring?) throws(StoreLocationError) -> String {
    guard let path, !path.isEmpty else { throw StoreLocationError("it names no topic: \(form)") }
    let name = try decoded(path, "the topic")
    let isValid =
      (1...249).contains(name.utf8.count) && name != "." && name != ".."
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
    if isValid { return name }
    throw StoreLocationError(
      "\"\(name)\" cannot be the name of a topic: it has up to 249 letters and digits of ASCII, points, underscores and "
        + "hyphens")
  }

  /// A host, or an address of IPv6 in brackets, and perhaps a port.
  private static func checkAddress(_ text: Substring) throws(StoreLocationError) {
    guard let first = text.first else { throw StoreLocationError("the address of a broker is missing: \(form)") }
    if first == ":" || text.contains(where: { $0.isWhitespace || $0 == "@" }) {
      throw StoreLocationError("\"\(text)\" is not the address of a broker: host:port")
    }
    guard let colon = text.lastIndex(of: ":"), text.last != "]" else { return }
    let port = text[text.index(after: colon)...]
    if port.first == "+" || UInt16(port).map({ $0 == 0 }) ?? true {
      throw StoreLocationError("\"\(port)\" in \"\(text)\" is not a port: a number from 1 to 65535")
    }
  }

  private static func properties(_ query: Substring?) throws(StoreLocationError) -> [String: String] {
    var properties: [String: String] = [:]
    for parameter in query?.split(separator: "&") ?? [] {
      let (encodedName, encodedValue) = parts(of: parameter, at: "=")
      let name = try decoded(encodedName, "the name of a parameter")
      if name.isEmpty { throw StoreLocationError("a parameter has no name: ?<name>=<value>&…") }
      guard let encodedValue else { throw StoreLocationError("parameter \(name) has no value: \(name)=<value>") }
      let value = try decoded(encodedValue, "parameter \(name)")
      if properties.updateValue(value, forKey: name) != nil {
        throw StoreLocationError("parameter \(name) is there twice")
      }
    }
    return properties
  }

  private static func replicas(_ text: String) throws(StoreLocationError) -> Int32 {
    guard let count = Int32(text), (1...Int32(Int16.max)).contains(count) else {
      throw StoreLocationError("replicas cannot be \"\(text)\": it is a number from 1 to \(Int16.max)")
    }
    return count
  }

  private static func parts(of text: Substring, at separator: Character) -> (Substring, Substring?) {
    guard let place = text.firstIndex(of: separator) else { return (text, nil) }
    return (text[..<place], text[text.index(after: place)...])
  }

  /// The text that percent-encoding stands for.
  ///
  /// - Parameter part: what it is called in the error, which does not show it: it may be a password.
  private static func decoded(_ text: Substring, _ part: String) throws(StoreLocationError) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
      guard digits.count == 2 else {
        throw StoreLocationError("\(part) has a % that two hexadecimal digits do not follow; % itself is %25")
      }
      rest = rest.dropFirst(2)
      bytes.append(UInt8(digits[0] * 16 + digits[1]))
    }
    guard !bytes.contains(0), let decoded = String(validating: bytes, as: UTF8.self) else {
      throw StoreLocationError("\(part) is not UTF-8, or has a NUL")
    }
    return decoded
  }
}
