/// Reads the members of an object in a text one after the other, in their order. Nothing is made of what nobody asks for:
/// logs hold many objects of a few known members.
///
/// Of several members with one name each is told; whoever keeps the last does as `JSONParser`.
package struct JSONMemberReader {
  private var parser: JSONParser
  private var isAtStart = true
  /// The name of the member whose value comes next.
  private var name = 0..<0
  /// The same where it is written with escapes.
  private var unescapedName: String?

  /// Calls `body` with a reader of the object that a text holds. Not generic: generic code of another module is slow.
  ///
  /// - Throws: `JSONError`, also if the text holds anything but one object.
  package static func read(
    _ text: String, _ body: (inout JSONMemberReader) throws(JSONError) -> Void
  ) throws(JSONError) {
    var text = text
    let failure: JSONError? = text.withUTF8 { bytes in
      var reader = JSONMemberReader(parser: JSONParser(bytes: bytes, options: JSONParser.Options()))
      do throws(JSONError) {
        try body(&reader)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  private init(parser: JSONParser) {
    self.parser = parser
  }

  /// Moves to the next member, whose value must be read or skipped next. False after the last one, which ends the text.
  package mutating func next() throws(JSONError) -> Bool {
    if isAtStart {
      isAtStart = false
      guard try parser.take(UInt8(ascii: "{")) else { throw parser.error("an object is expected") }
      if try parser.take(UInt8(ascii: "}")) { return try end() }
    } else if try !parser.take(UInt8(ascii: ",")) {
      guard try parser.take(UInt8(ascii: "}")) else { throw parser.error("a comma or } is expected") }
      return try end()
    }
    try readName()
    return true
  }

  private mutating func end() throws(JSONError) -> Bool {
    try parser.skipSpace()
    if parser.position < parser.bytes.count { throw parser.error("there is text after the end of the value") }
    return false
  }

  private mutating func readName() throws(JSONError) {
    try parser.skipSpace()
    if let plain = parser.plainString() {
      (name, unescapedName) = (plain, nil)
      guard try parser.take(UInt8(ascii: ":")) else { throw parser.error("a colon is expected after a member name") }
    } else {
      unescapedName = try parser.name().text
    }
  }

  /// True if the member has this name.
  package func isNamed(_ expected: StaticString) -> Bool {
    let expected = UnsafeBufferPointer(start: expected.utf8Start, count: expected.utf8CodeUnitCount)
    if let unescapedName { return unescapedName.utf8.elementsEqual(expected) }
    if name.count != expected.count { return false }
    // Not `elementsEqual`, which calls a function for each byte here.
    for index in expected.indices where parser.bytes[name.lowerBound + index] != expected[index] { return false }
    return true
  }

  /// The value, if it is a string; whatever it is, it is read.
  package mutating func string() throws(JSONError) -> String? {
    try parser.skipSpace()
    guard parser.nextByte == UInt8(ascii: "\"") else { return try value().string }
    return try parser.string()
  }

  /// The value, if it is an integer of 32 bits; whatever it is, it is read.
  package mutating func int32() throws(JSONError) -> Int32? {
    try parser.skipSpace()
    if let number = parser.plainNumber() { return number }
    return try value().number?.int64.flatMap(Int32.init(exactly:))
  }

  /// The value, if it is true or false; whatever it is, it is read.
  package mutating func bool() throws(JSONError) -> Bool? { try value().bool }

  /// The value.
  package mutating func value() throws(JSONError) -> JSONValue {
    var builder = JSONValueBuilder()
    try parser.walk(&builder)
    return builder.value
  }

  /// Moves past the value.
  package mutating func skip() throws(JSONError) {
    try parser.skipSpace()
    if parser.plainString() == nil { _ = try value() }
  }
}
