/// Where a server listens: `host:port`, where the host may be an IPv6 address in brackets.
public struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
  /// A name or an address, without brackets.
  public var host: String
  /// The port; 0 for a free one.
  public var port: Int

  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Reads `host:port`; nil for anything else.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65535).contains(port)
    else { return nil }
    let host = text[..<colon]
    if host.hasPrefix("[") && host.hasSuffix("]") && host.count > 2 {
      self.init(host: String(host.dropFirst().dropLast()), port: port)
    } else if !host.isEmpty && !host.contains(":") {
      self.init(host: String(host), port: port)
    } else {
      return nil
    }
  }

  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
