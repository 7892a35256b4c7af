import RegistryAPI

/// Where a registry is: the address without the name and password that may stand in it, which must not get into messages.
struct RegistryAddress: Sendable, CustomStringConvertible {
  /// The URL without a slash at its end.
  let description: String
  /// Who the address says to be.
  let credentials: Credentials?

  /// Reads an address such as `https://user:password@registry.example:8081/path`.
  ///
  /// - Throws: `ClientError.invalidRequest` if the text is not one.
  init(_ text: String) throws(ClientError) {
    let trimmed = text.hasSuffix("/") ? text.dropLast() : text[...]
    guard let scheme = ["http://", "https://"].first(where: { trimmed.lowercased().hasPrefix($0) }) else {
      throw Self.invalid(text, "one looks like http://127.0.0.1:8081")
    }
    let rest = trimmed.dropFirst(scheme.count)
    let authority = rest.prefix { $0 != "/" }
    let at = authority.lastIndex(of: "@")
    let host = at.map { authority[authority.index(after: $0)...] } ?? authority
    guard !host.isEmpty, rest.utf8.allSatisfy(Self.mayStandInURL) else {
      throw Self.invalid(text, "one looks like http://127.0.0.1:8081")
    }
    // The HTTP library ends the process where a port is not a number of 16 bits.
    guard Self.hasUsablePort(host) else { throw Self.invalid(text, "ports go from 1 to 65535") }
    description = scheme + host + rest.dropFirst(authority.count)
    credentials = try at.map { (end) throws(ClientError) in try Self.credentials(authority[..<end], of: text) }
  }

  private static func credentials(_ userInfo: Substring, of text: String) throws(ClientError) -> Credentials {
    let parts = userInfo.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let decoded = parts.compactMap { PercentEncoding.decoded($0) }
    guard decoded.count == parts.count else {
      throw invalid(text, "what stands before the @ is not percent-encoded UTF-8")
    }
    return try .basic(user: decoded[0], password: decoded.count > 1 ? decoded[1] : "")
  }

  private static func hasUsablePort(_ host: Substring) -> Bool {
    guard let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") else { return true }
    return UInt16(host[host.index(after: colon)...]).map { $0 > 0 } ?? false
  }

  /// What RFC 3986 lets stand in a URL, but for the query and the fragment, which an address has not.
  private static func mayStandInURL(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x7E: !#""<>\^`{|}?#"#.utf8.contains(byte)
    default: false
    }
  }

  private static func invalid(_ text: String, _ reason: String) -> ClientError {
    let shown = text.split(separator: "@", omittingEmptySubsequences: false).last.map(String.init) ?? text
    return ClientError(.invalidRequest, "\"\(shown)\" is not the address of a registry; \(reason)")
  }
}
