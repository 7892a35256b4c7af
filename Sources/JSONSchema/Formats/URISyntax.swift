import SchemaCore

/// The grammar of URIs (RFC 3986) and of IRIs (RFC 3987).
enum URISyntax {
  /// - Parameter isReference: true if it may be relative.
  static func isValid(_ text: UnsafeBufferPointer<UInt8>, isInternational: Bool, isReference: Bool) -> Bool {
    let uri = URIReference(String(decoding: text, as: UTF8.self))
    guard isReference || uri.isAbsolute else { return false }
    func consists(_ part: String?, of others: String) -> Bool {
      part.map { isMade($0, of: others, isInternational) } ?? true
    }
    if !uri.isAbsolute, uri.authority == nil, uri.path.prefix(while: { $0 != "/" }).contains(":") { return false }
    return consists(uri.path, of: ":@/") && consists(uri.query, of: ":@/?") && consists(uri.fragment, of: ":@/?")
      && (uri.authority.map { isAuthority($0, isInternational) } ?? true)
  }

  private static func isAuthority(_ text: String, _ isInternational: Bool) -> Bool {
    var host = text[...]
    if let at = host.lastIndex(of: "@") {
      guard isMade(String(host[..<at]), of: ":", isInternational) else { return false }
      host = host[host.index(after: at)...]
    }
    if host.hasPrefix("[") {
      guard let end = host.firstIndex(of: "]"), isAddress(host[host.index(after: host.startIndex)..<end]) else {
        return false
      }
      let rest = host[host.index(after: end)...]
      return rest.isEmpty || rest.hasPrefix(":") && rest.dropFirst().utf8.allSatisfy(isDigit)
    }
    if let colon = host.lastIndex(of: ":") {
      guard host[host.index(after: colon)...].utf8.allSatisfy(isDigit) else { return false }
      host = host[..<colon]
    }
    return isMade(String(host), of: "", isInternational)
  }

  private static func isAddress(_ text: Substring) -> Bool {
    if text.lowercased().hasPrefix("v") {
      let parts = text.dropFirst().split(separator: ".", maxSplits: 1)
      return parts.count == 2 && parts[0].utf8.allSatisfy { Hexadecimal.value($0) != nil }
        && isMade(String(parts[1]), of: ":", false)
    }
    var text = String(text)
    return text.withUTF8 { bytes in
      var reader = FormatReader(bytes)
      return reader.takeIPv6() && reader.isAtEnd
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// True if there is nothing but unreserved characters, delimiters, escapes and these others.
  private static func isMade(_ text: String, of others: String, _ isInternational: Bool) -> Bool {
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~", "!", "$", "&", "'", "(", ")", "*", "+", ",", ";", "=":
        continue
      case "%":
        for _ in 0..<2 {
          guard let digit = scalars.popFirst(), digit.isASCII,
            Hexadecimal.value(UInt8(truncatingIfNeeded: digit.value)) != nil
          else { return false }
        }
      default:
        if others.unicodeScalars.contains(scalar) { continue }
        guard isInternational, scalar.value >= 0xA0, !(0xE000...0xF8FF).contains(scalar.value),
          !(0xFDD0...0xFDEF).contains(scalar.value), scalar.value & 0xFFFE != 0xFFFE
        else { return false }
      }
    }
    return true
  }
}
