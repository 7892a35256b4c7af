import SchemaCore

/// URIs with places to fill in (RFC 6570).
enum URITemplate {
  static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var rest = String(decoding: text, as: UTF8.self).unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "{":
        guard let end = rest.firstIndex(of: "}"), isExpression(rest[..<end]) else { return false }
        rest = rest[rest.index(after: end)...]
      case "%": guard takesEscape(&rest) else { return false }
      case "}", "\"", "<", ">", "\\", "^", "`", "|", "\0"..."\u{20}", "\u{7F}"..."\u{9F}": return false
      default: continue
      }
    }
    return true
  }

  private static func isExpression(_ text: Substring.UnicodeScalarView) -> Bool {
    var text = text
    if let first = text.first, "+#./;?&=,!@|".unicodeScalars.contains(first) { text.removeFirst() }
    return text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { isVariable($0) }
  }

  private static func isVariable(_ text: Substring.UnicodeScalarView) -> Bool {
    var name = text
    if name.last == "*" {
      name.removeLast()
    } else if let colon = name.firstIndex(of: ":") {
      let length = name[name.index(after: colon)...]
      guard (1...4).contains(length.count), length.first != "0", length.allSatisfy({ ("0"..."9").contains($0) }) else {
        return false
      }
      name = name[..<colon]
    }
    var isPartStart = true
    while let scalar = name.popFirst() {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_": isPartStart = false
      case "%":
        guard takesEscape(&name) else { return false }
        isPartStart = false
      case "." where !isPartStart: isPartStart = true
      default: return false
      }
    }
    return !isPartStart
  }

  private static func takesEscape(_ text: inout Substring.UnicodeScalarView) -> Bool {
    for _ in 0..<2 {
      guard let digit = text.popFirst(), digit.isASCII,
        Hexadecimal.value(UInt8(truncatingIfNeeded: digit.value)) != nil
      else { return false }
    }
    return true
  }
}
