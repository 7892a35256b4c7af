/// Writes JSON values as text.
///
/// Escapes are the short ones where JSON has them, other controls below U+0020 are `\u00XX` with upper-case digits,
/// everything else stands for itself.
public struct JSONWriter {
  /// How a value is laid out.
  public enum Style: Hashable, Sendable {
    /// No white space, members in their order.
    case compact
    /// No white space, members sorted by the UTF-16 code units of their keys, at every level.
    case sorted
    /// Two spaces a level, members in their order.
    case pretty
  }

  private let style: Style
  private var output: [UInt8] = []

  /// The value as text.
  public static func text(_ value: JSONValue, style: Style = .compact) -> String {
    String(decoding: bytes(value, style: style), as: UTF8.self)
  }

  /// The value as UTF-8 bytes.
  public static func bytes(_ value: JSONValue, style: Style = .compact) -> [UInt8] {
    var writer = JSONWriter(style: style)
    writer.write(value, depth: 0)
    return writer.output
  }

  /// Appends a string with its quotes.
  public static func appendString(_ text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { appendString($0, to: &output) }
  }

  /// Appends a string given as UTF-8 bytes, with its quotes.
  public static func appendString(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    var plain = 0
    for (index, byte) in text.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
      output += text[plain..<index]
      plain = index + 1
      eachEscaped(byte) { output.append($0) }
    }
    output += text[plain...]
    output.append(UInt8(ascii: "\""))
  }

  /// Calls `body` with each byte of the escape of a quote, a backslash or a control character.
  package static func eachEscaped(_ byte: UInt8, _ body: (UInt8) -> Void) {
    body(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: body(UInt8(ascii: "b"))
    case 0x09: body(UInt8(ascii: "t"))
    case 0x0A: body(UInt8(ascii: "n"))
    case 0x0C: body(UInt8(ascii: "f"))
    case 0x0D: body(UInt8(ascii: "r"))
    case 0x22, 0x5C: body(byte)
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      (digits.utf8.count == 1 ? "u000" : "u00").utf8.forEach(body)
      digits.utf8.forEach(body)
    }
  }

  private init(style: Style) {
    self.style = style
  }

  private mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: output += "null".utf8
    case .bool(let value): output += (value ? "true" : "false").utf8
    case .number(let number): output += number.text.utf8
    case .string(let text): Self.appendString(text, to: &output)
    case .array(let elements):
      writeList(elements, between: ("[", "]"), depth: depth) { writer, element in
        writer.write(element, depth: depth + 1)
      }
    case .object(let object):
      writeList(ordered(object), between: ("{", "}"), depth: depth) { writer, member in
        Self.appendString(member.key, to: &writer.output)
        writer.output += (writer.style == .pretty ? ": " : ":").utf8
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private func ordered(_ object: JSONObject) -> [JSONObject.Member] {
    guard style == .sorted else { return object.members }
    return object.members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
  }

  private mutating func writeList<Item>(
    _ items: [Item], between brackets: (String, String), depth: Int, _ write: (inout JSONWriter, Item) -> Void
  ) {
    output += brackets.0.utf8
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      breakLine(depth + 1)
      write(&self, item)
    }
    if !items.isEmpty { breakLine(depth) }
    output += brackets.1.utf8
  }

  private mutating func breakLine(_ depth: Int) {
    guard style == .pretty else { return }
    output.append(0x0A)
    output += repeatElement(0x20, count: 2 * depth)
  }
}
