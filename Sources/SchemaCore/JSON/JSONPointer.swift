/// A place within a JSON value: the keys and indexes that lead to it (RFC 6901).
///
/// The root is printed as `/`, as compatibility messages have it.
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
  /// Keys and indexes from the root, unescaped.
  public var tokens: [String]

  /// A pointer by its tokens.
  public init(_ tokens: [String] = []) {
    self.tokens = tokens
  }

  /// A pointer by its text: `/fields/0`, or with the `#` of a URI fragment before it. `/` and `#/` are the root, as
  /// compatibility messages have it.
  public init(text: String) {
    let path = text.utf8.first == UInt8(ascii: "#") ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...]
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    self.init(parts.elementsEqual([""]) { $0.elementsEqual($1.unicodeScalars) } ? [] : parts.map(Self.unescaped))
  }

  private static func unescaped(_ part: String.UnicodeScalarView.SubSequence) -> String {
    var token = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in part {
      if isEscaped {
        isEscaped = false
        if scalar == "0" || scalar == "1" {
          token.append(scalar == "0" ? "~" : "/")
          continue
        }
        token.append("~")
      }
      if scalar == "~" { isEscaped = true } else { token.append(scalar) }
    }
    if isEscaped { token.append("~") }
    return String(token)
  }

  /// The whole value.
  public static let root = JSONPointer()

  /// True for the whole value.
  public var isRoot: Bool { tokens.isEmpty }

  /// The member of this name below this place.
  public func appending(_ key: String) -> JSONPointer { JSONPointer(tokens + [key]) }

  /// The element of this index below this place.
  public func appending(_ index: Int) -> JSONPointer { appending(String(index)) }

  public var description: String {
    if isRoot { return "/" }
    return tokens.map { token in
      var escaped = "/"
      for scalar in token.unicodeScalars {
        switch scalar {
        case "~": escaped += "~0"
        case "/": escaped += "~1"
        default: escaped.unicodeScalars.append(scalar)
        }
      }
      return escaped
    }.joined()
  }

  /// Where the value stands in the text it was parsed from; nil if there is no such value.
  ///
  /// The text is read again: values carry no places, as only errors need them.
  public func position(in text: String, options: JSONParser.Options = JSONParser.Options()) -> TextPosition? {
    position(in: text, orEnclosing: false, options)
  }

  /// Where the value stands in the text, or the innermost value on the way to it that is there; nil if the text is no
  /// JSON.
  public func innermostPosition(in text: String) -> TextPosition? {
    position(in: text, orEnclosing: true, JSONParser.Options())
  }

  private func position(
    in text: String, orEnclosing: Bool, _ options: JSONParser.Options
  ) -> TextPosition? {
    var text = text
    return text.withUTF8 { bytes in
      var parser = JSONParser(bytes: bytes, options: options)
      var finder = JSONPlaceFinder(tokens)
      // A text that does not parse has no place to show; its own error is the better message.
      guard (try? parser.walk(&finder)) != nil, let offset = orEnclosing ? finder.innermost : finder.offset else {
        return nil
      }
      return TextPosition(offset: offset, in: bytes)
    }
  }
}
