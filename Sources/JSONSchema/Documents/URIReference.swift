/// A URI or a relative reference to one, in its parts (RFC 3986).
struct URIReference: Hashable, CustomStringConvertible {
  var scheme: String?
  var authority: String?
  var path: String
  var query: String?
  var fragment: String?

  /// Takes any text apart; what no part begins with is path (RFC 3986, appendix B).
  init(_ text: String) {
    var rest = text[...]
    if let place = rest.firstIndex(of: "#") {
      fragment = String(rest[rest.index(after: place)...])
      rest = rest[..<place]
    }
    if let place = rest.firstIndex(of: "?") {
      query = String(rest[rest.index(after: place)...])
      rest = rest[..<place]
    }
    if let place = rest.firstIndex(where: { $0 == ":" || $0 == "/" }), rest[place] == ":", place > rest.startIndex,
      Self.isScheme(rest[..<place])
    {
      scheme = rest[..<place].lowercased()
      rest = rest[rest.index(after: place)...]
    }
    if rest.hasPrefix("//") {
      rest = rest.dropFirst(2)
      let end = rest.firstIndex(of: "/") ?? rest.endIndex
      authority = String(rest[..<end])
      rest = rest[end...]
    }
    path = String(rest)
  }

  /// The URI that this means where `base` is that of the text around it (RFC 3986, 5.2.2).
  func resolved(against base: URIReference) -> URIReference {
    var target = self
    if scheme != nil {
      target.path = Self.withoutDots(path)
      return target
    }
    target.scheme = base.scheme
    if authority != nil {
      target.path = Self.withoutDots(path)
      return target
    }
    target.authority = base.authority
    if path.isEmpty {
      target.path = base.path
      target.query = query ?? base.query
    } else if path.hasPrefix("/") {
      target.path = Self.withoutDots(path)
    } else if base.authority != nil && base.path.isEmpty {
      target.path = Self.withoutDots("/" + path)
    } else {
      let folder = base.path.lastIndex(of: "/").map { base.path[...$0] } ?? ""
      target.path = Self.withoutDots(folder + path)
    }
    return target
  }

  /// The same without a fragment.
  var withoutFragment: String {
    var uri = self
    uri.fragment = nil
    return uri.description
  }

  /// True if it has a scheme.
  var isAbsolute: Bool { scheme != nil }

  var description: String {
    var text = scheme.map { $0 + ":" } ?? ""
    if let authority { text += "//" + authority }
    text += path
    if let query { text += "?" + query }
    if let fragment { text += "#" + fragment }
    return text
  }

  private static func isScheme(_ text: Substring) -> Bool {
    text.utf8.enumerated().allSatisfy { index, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): index > 0
      default: false
      }
    }
  }

  /// Without the segments `.` and `..`, which are followed (RFC 3986, 5.2.4).
  private static func withoutDots(_ path: String) -> String {
    guard path.contains(".") else { return path }
    var kept: [Substring] = []
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      switch segment {
      case ".":
        if isLast { kept.append("") }
      case "..":
        // The empty segment before a leading slash stays.
        if kept.count > 1 || (kept.count == 1 && kept[0] != "") { kept.removeLast() }
        if isLast { kept.append("") }
      default: kept.append(segment)
      }
    }
    return kept.joined(separator: "/")
  }
}

extension URIReference {
  /// What `%XX` in a fragment stand for; nil if that is no UTF-8 (RFC 3986, 2.1).
  static func percentDecoded(_ text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var decoded: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        let digits = rest.prefix(2)
        guard digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) else {
          return nil
        }
        rest = rest.dropFirst(2)
        decoded.append(value)
      } else {
        decoded.append(byte)
      }
    }
    return String(validating: decoded, as: UTF8.self)
  }

  /// The tokens of a fragment that is a JSON pointer (RFC 6901, section 6); nil if it is none.
  static func pointerTokens(ofFragment fragment: String) -> [String]? {
    guard let text = percentDecoded(fragment) else { return nil }
    if text.isEmpty { return [] }
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    return text.unicodeScalars.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { part in
      let token = Substring(part)
      guard token.utf8.contains(UInt8(ascii: "~")) else { return String(token) }
      var unescaped = ""
      var scalars = token.unicodeScalars[...]
      while let scalar = scalars.popFirst() {
        if scalar == "~", let next = scalars.first, next == "0" || next == "1" {
          unescaped.unicodeScalars.append(next == "0" ? "~" : "/")
          scalars.removeFirst()
        } else {
          unescaped.unicodeScalars.append(scalar)
        }
      }
      return unescaped
    }
  }
}
