/// How a registry is reached.
public struct ClientConfiguration: Sendable {
  /// The registry's address, such as `http://127.0.0.1:8081`, without a slash at the end.
  public let url: String
  /// How long an answer may take.
  public var timeout: Duration
  /// The largest answer that is taken, in bytes.
  public var maximumAnswerBytes: Int

  /// A registry by its address.
  ///
  /// - Throws: `ClientError.invalidRequest` if the text is not an address.
  public init(
    url: String, timeout: Duration = .seconds(30), maximumAnswerBytes: Int = 64 << 20
  ) throws(ClientError) {
    let trimmed = url.hasSuffix("/") ? String(url.dropLast()) : url
    guard trimmed.hasPrefix("http://") || trimmed.hasPrefix("https://"), !trimmed.hasSuffix("/") else {
      throw ClientError(
        .invalidRequest, "\"\(url)\" is not the address of a registry; one looks like http://127.0.0.1:8081")
    }
    guard Self.hasUsablePort(trimmed) else {
      throw ClientError(.invalidRequest, "\"\(url)\" is not the address of a registry: ports go from 1 to 65535")
    }
    self.url = trimmed
    self.timeout = timeout
    self.maximumAnswerBytes = maximumAnswerBytes
  }

  /// The HTTP library ends the process where a port is not a number of 16 bits.
  private static func hasUsablePort(_ url: String) -> Bool {
    let authority = url.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
    guard let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") else { return true }
    return UInt16(host[host.index(after: colon)...]).map { $0 > 0 } ?? false
  }
}
