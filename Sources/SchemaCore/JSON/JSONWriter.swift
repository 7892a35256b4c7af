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
  private let numbers: (JSONNumber) -> String
  private var output: [UInt8] = []

  /// The value as text.
  public static func text(_ value: JSONValue, style: Style = .compact) -> String {
    String(decoding: bytes(value, style: style), as: UTF8.self)
  }

  /// The value as text, with each number as a function writes it.
  package static func text(
    _ value: JSONValue, style: Style, numbers: @escaping (JSONNumber) -> String
  ) -> String {
    var writer = JSONWriter(style: style, numbers: numbers)
    writer.write(value)
    return String(decoding: writer.output, as: UTF8.self)
  }

  /// The value as UTF-8 bytes.
  public static func bytes(_ value: JSONValue, style: Style = .compact) -> [UInt8] {
    var writer = JSONWriter(style: style)
    writer.write(value)
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

  private init(style: Style, numbers: @escaping (JSONNumber) -> String = \.text) {
    self.style = style
    self.numbers = numbers
  }

  /// An array or an object that was not written to its end.
  private struct Container {
    var elements: [JSONValue] = []
    var members: [JSONObject.Member]?
    /// How many of them were written.
    var count = 0

    var isWritten: Bool { count == members?.count ?? elements.count }
  }

  // Nothing here calls itself: values may be deep, and stacks are small.
  private mutating func write(_ root: JSONValue) {
    var containers: [Container] = []
    begin(root, &containers)
    while let last = containers.indices.last {
      if containers[last].isWritten {
        let container = containers.removeLast()
        if container.count > 0 { breakLine(last) }
        output.append(container.members == nil ? UInt8(ascii: "]") : UInt8(ascii: "}"))
        continue
      }
      let place = containers[last].count
      containers[last].count += 1
      if place > 0 { output.append(UInt8(ascii: ",")) }
      breakLine(last + 1)
      guard let member = containers[last].members?[place] else {
        begin(containers[last].elements[place], &containers)
        continue
      }
      Self.appendString(member.key, to: &output)
      output += (style == .pretty ? ": " : ":").utf8
      begin(member.value, &containers)
    }
  }

  /// Writes a value, of an array or an object the beginning.
  private mutating func begin(_ value: JSONValue, _ containers: inout [Container]) {
    switch value {
    case .null: output += "null".utf8
    case .bool(let value): output += (value ? "true" : "false").utf8
    case .number(let number): output += numbers(number).utf8
    case .string(let text): Self.appendString(text, to: &output)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      containers.append(Container(elements: elements))
    case .object(let object):
      output.append(UInt8(ascii: "{"))
      containers.append(Container(members: ordered(object)))
    }
  }

  private func ordered(_ object: JSONObject) -> [JSONObject.Member] {
    guard style == .sorted else { return object.members }
    return object.members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
  }

  private mutating func breakLine(_ depth: Int) {
    guard style == .pretty else { return }
    output.append(0x0A)
    output += repeatElement(0x20, count: 2 * depth)
  }
}
