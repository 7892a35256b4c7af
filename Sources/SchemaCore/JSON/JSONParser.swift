/// Reads JSON text (RFC 8259) into exact, ordered values.
///
/// Of several members with one key the last value counts, at the place of the first.
public struct JSONParser {
  /// What is accepted beyond and short of the standard.
  public struct Options: Sendable {
    /// `/* */` and `//` comments count as white space.
    public var allowsComments: Bool
    /// How many arrays and objects may be open at a time.
    public var maximumDepth: Int
    /// How long the text may be.
    public var maximumBytes: Int
    /// Whatever stands behind the first value is not looked at.
    public var ignoresRest: Bool

    public init(
      allowsComments: Bool = false, maximumDepth: Int = 512, maximumBytes: Int = .max, ignoresRest: Bool = false
    ) {
      self.allowsComments = allowsComments
      self.ignoresRest = ignoresRest
      self.maximumDepth = maximumDepth
      self.maximumBytes = maximumBytes
    }
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let options: Options
  var position = 0

  /// Reads a text that holds one value and nothing else.
  ///
  /// - Throws: `JSONError` with the place of the first thing that is wrong.
  public static func parse(_ text: String, options: Options = Options()) throws(JSONError) -> JSONValue {
    var text = text
    let result: Result<JSONValue, JSONError> = text.withUTF8 { parse($0, options) }
    return try result.get()
  }

  /// Reads UTF-8 bytes that hold one value and nothing else.
  ///
  /// - Throws: `JSONError`, also for bytes that are not UTF-8.
  public static func parse(
    _ bytes: some Collection<UInt8>, options: Options = Options()
  ) throws(JSONError) -> JSONValue {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw JSONError("the text is not UTF-8", at: TextPosition(line: 1, column: 1))
    }
    return try parse(text, options: options)
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>, _ options: Options) -> Result<JSONValue, JSONError> {
    Result { () throws(JSONError) in
      var parser = JSONParser(bytes: bytes, options: options)
      return try parser.document()
    }
  }

  init(bytes: UnsafeBufferPointer<UInt8>, options: Options) {
    self.bytes = bytes
    self.options = options
  }

  private mutating func document() throws(JSONError) -> JSONValue {
    if bytes.count > options.maximumBytes {
      throw error("the text has \(bytes.count) bytes; at most \(options.maximumBytes) are accepted", isLimit: true)
    }
    var builder = JSONValueBuilder()
    try walk(&builder)
    if options.ignoresRest { return builder.value }
    try skipSpace()
    if position < bytes.count { throw error("there is text after the end of the value") }
    return builder.value
  }

  /// Reads the next value, white space before it included, and tells a visitor what it holds.
  ///
  /// Nothing here calls itself: texts may be deep, and stacks are small.
  mutating func walk(_ visitor: inout some JSONVisitor) throws(JSONError) {
    // What ends each array and object that is open.
    var ends: [UInt8] = []
    values: while true {
      try skipSpace()
      guard position < bytes.count else { throw error("the text ends where a value is expected") }
      let first = bytes[position]
      if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
        if ends.count == options.maximumDepth {
          throw error("the text is nested more than \(options.maximumDepth) deep", isLimit: true)
        }
        let isObject = first == UInt8(ascii: "{")
        visitor.open(isObject ? .object : .array, at: position)
        position += 1
        let end = UInt8(ascii: isObject ? "}" : "]")
        if try take(end) {
          visitor.close(at: position)
        } else {
          ends.append(end)
          if isObject { tell(try name(), to: &visitor) }
          continue
        }
      } else {
        let start = position
        let value = try scalar()
        visitor.scalar(value, in: start..<position)
      }
      while let end = ends.last {
        if try take(UInt8(ascii: ",")) {
          if end == UInt8(ascii: "}") { tell(try name(), to: &visitor) }
          continue values
        }
        guard try take(end) else { throw error("a comma or \(Unicode.Scalar(end)) is expected, found \(found)") }
        visitor.close(at: position)
        ends.removeLast()
      }
      return
    }
  }

  private mutating func scalar() throws(JSONError) -> JSONValue {
    switch bytes[position] {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default: throw error("a value is expected, found \(found)")
    }
  }

  /// Reads the name of a member, and the colon behind it.
  mutating func name() throws(JSONError) -> (text: String, range: Range<Int>) {
    try skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      throw error("a member name in double quotes is expected, found \(found)")
    }
    let start = position
    let name = try string()
    let range = start..<position
    guard try take(UInt8(ascii: ":")) else {
      throw error("a colon is expected after the member name \"\(name)\", found \(found)")
    }
    return (name, range)
  }

  private func tell(_ name: (text: String, range: Range<Int>), to visitor: inout some JSONVisitor) {
    visitor.name(name.text, in: name.range)
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    let start = position
    let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[position...].starts(with: expected) else { throw error("a value is expected, found \(found)") }
    position = start + expected.count
    return value
  }

  /// Moves past the number at the position, if it is one of at most nine digits and nothing else; its value.
  mutating func plainNumber() -> Int32? {
    var place = position
    var number: Int32 = 0
    while place < bytes.count, place - position < 9, case let digit = bytes[place] &- UInt8(ascii: "0"), digit < 10 {
      number = number * 10 + Int32(digit)
      place += 1
    }
    // What begins with a zero, goes on or ends with the text is left to those who know all forms.
    guard place > position, place < bytes.count, bytes[position] != UInt8(ascii: "0") else { return nil }
    guard bytes[place] == UInt8(ascii: ",") || bytes[place] == UInt8(ascii: "}") else { return nil }
    position = place
    return number
  }

  private mutating func number() throws(JSONError) -> JSONNumber {
    var scanner = JSONNumberScanner(bytes: bytes, position: position)
    guard scanner.scan() else { throw error("this is not a number as JSON writes them") }
    let digits = bytes[position..<scanner.position]
    position = scanner.position
    return JSONNumber(checked: String(decoding: digits, as: UTF8.self))
  }

  /// Moves past white space and then past `byte`, if it is there.
  mutating func take(_ byte: UInt8) throws(JSONError) -> Bool {
    try skipSpace()
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// What comes next; nil at the end of the text.
  var nextByte: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func skipSpace() throws(JSONError) {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case UInt8(ascii: "/") where options.allowsComments: try skipComment()
      default: return
      }
    }
  }

  private mutating func skipComment() throws(JSONError) {
    let rest = bytes[position...]
    if rest.starts(with: "//".utf8) {
      position = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    } else if rest.starts(with: "/*".utf8) {
      var end = position + 2
      while end + 1 < bytes.count, bytes[end] != UInt8(ascii: "*") || bytes[end + 1] != UInt8(ascii: "/") { end += 1 }
      guard end + 1 < bytes.count else { throw error("the comment that begins here has no end") }
      position = end + 2
    } else {
      throw error("a value is expected, found \(found)")
    }
  }

  /// An error at the position, or at another offset.
  func error(_ message: String, at offset: Int? = nil, isLimit: Bool = false) -> JSONError {
    JSONError(message, at: TextPosition(offset: offset ?? position, in: bytes), isLimit: isLimit)
  }

  private var found: String {
    guard position < bytes.count else { return "the end of the text" }
    let next = String(decoding: bytes[position...].prefix(4), as: UTF8.self).unicodeScalars.first
    return next.map { $0.value < 0x20 ? "a control character" : "'\($0)'" } ?? "nothing"
  }
}
