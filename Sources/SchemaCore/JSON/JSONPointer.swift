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
    var text = text
    return text.withUTF8 { bytes in
      var parser = JSONParser(bytes: bytes, options: options)
      var finder = JSONPlaceFinder(tokens)
      // A text that does not parse has no place to show; its own error is the better message.
      guard (try? parser.walk(&finder)) != nil, let offset = finder.offset else { return nil }
      return TextPosition(offset: offset, in: bytes)
    }
  }
}
