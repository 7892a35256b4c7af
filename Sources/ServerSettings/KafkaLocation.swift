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

  /// Reads a URL; nil if it is none of this form.
  public init?(_ url: String) {
    guard url.hasPrefix("kafka://") else { return nil }
    let (place, query) = Self.parts(of: url.dropFirst(8), at: "?")
    let (authority, path) = Self.parts(of: place, at: "/")
    guard let topic = path.flatMap(Self.decoded), Self.isTopic(topic) else { return nil }
    var hosts = authority
    var (user, password): (String?, String?) = (nil, nil)
    if let at = authority.lastIndex(of: "@") {
      let (name, secret) = Self.parts(of: authority[..<at], at: ":")
      guard let name = Self.decoded(name), !name.isEmpty else { return nil }
      user = name
      if let secret {
        guard let secret = Self.decoded(secret) else { return nil }
        password = secret
      }
      hosts = authority[authority.index(after: at)...]
    }
    guard hosts.split(separator: ",", omittingEmptySubsequences: false).allSatisfy(Self.isAddress) else { return nil }
    var properties: [String: String] = [:]
    for parameter in query.map({ $0.split(separator: "&") }) ?? [] {
      let (name, value) = Self.parts(of: parameter, at: "=")
      guard let name = Self.decoded(name), let value = value.flatMap(Self.decoded), !name.isEmpty,
        properties.updateValue(value, forKey: name) == nil
      else { return nil }
    }
    replicas = properties["replicas"].flatMap { Int32($0) }
    if let given = properties.removeValue(forKey: "replicas"), !(1...Int32(Int16.max)).contains(Int32(given) ?? 0) {
      return nil
    }
    self.url = url
    self.user = user
    self.password = password
    brokers = String(hosts)
    self.topic = topic
    self.properties = properties
  }

  /// Kafka's rule for names of topics.
  private static func isTopic(_ name: String) -> Bool {
    (1...249).contains(name.utf8.count) && name != "." && name != ".."
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  /// A host, or an address of IPv6 in brackets, and perhaps a port.
  private static func isAddress(_ text: Substring) -> Bool {
    guard let first = text.first, first != ":", !text.contains(where: { $0.isWhitespace || $0 == "@" }) else {
      return false
    }
    guard let colon = text.lastIndex(of: ":"), text.last != "]" else { return true }
    let port = text[text.index(after: colon)...]
    return port.first != "+" && UInt16(port).map { $0 > 0 } ?? false
  }

  private static func parts(of text: Substring, at separator: Character) -> (Substring, Substring?) {
    guard let place = text.firstIndex(of: separator) else { return (text, nil) }
    return (text[..<place], text[text.index(after: place)...])
  }

  /// The text that percent-encoding stands for; nil if it is none.
  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
      guard digits.count == 2 else { return nil }
      rest = rest.dropFirst(2)
      bytes.append(UInt8(digits[0] * 16 + digits[1]))
    }
    return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
  }
}
