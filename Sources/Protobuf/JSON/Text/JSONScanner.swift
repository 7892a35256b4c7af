/// Reads JSON text (RFC 8259) piece by piece where it stands, without making values of it.
///
/// The caller knows what it wants: it looks at the next character with `peek` and takes a string, a number, a word or the
/// marks between them. The text is changed on the way, because strings are unescaped in place, which never makes them
/// longer; a failure is worded with the text as it was.
///
/// Behind the text stand `padding` zero bytes. A zero ends everything, so no step asks whether the text has ended, and
/// a wide load at the last byte stays inside the memory.
struct JSONScanner {
  /// How many zero bytes must stand behind the text.
  static let padding = 16
  /// How many arrays and objects may be open in a value that is skipped.
  static let maximumDepth = 128

  /// Where the text begins. To be set anew if the memory is moved.
  var text: UnsafeMutablePointer<UInt8>
  /// How many bytes of the text are read.
  var position: Int

  /// A scanner for text that is UTF-8 and has `padding` zero bytes behind it, all of which outlives the scanner.
  init(text: UnsafeMutablePointer<UInt8>, position: Int = 0) {
    self.text = text
    self.position = position
  }

  /// Moves to the next character that is not white space and returns it; zero is the end, or a stray zero.
  @inline(__always) mutating func peek() -> UInt8 {
    var byte = text[position]
    while byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position &+= 1
      byte = text[position]
    }
    return byte
  }

  /// Moves past white space, and past the character if it is the next one.
  @inline(__always) mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position &+= 1
    return true
  }

  /// Moves past the colon behind the name of a member.
  @inline(__always) mutating func takeColon() throws(JSONFailure) {
    guard take(UInt8(ascii: ":")) else { throw failure(.colon) }
  }

  /// Moves past the comma in front of the next member, or past the end of the object; false at the end.
  @inline(__always) mutating func takesMember() throws(JSONFailure) -> Bool {
    let next = peek()
    position &+= 1
    if next == UInt8(ascii: ",") {
      if peek() == UInt8(ascii: "\"") { return true }
      throw failure(.name)
    }
    if next == UInt8(ascii: "}") { return false }
    position &-= 1
    throw failure(.memberEnd)
  }

  /// Moves past an opening brace, which is the next character; false if the object is empty, and then past its end.
  @inline(__always) mutating func opensObject() throws(JSONFailure) -> Bool {
    position &+= 1
    switch peek() {
    case UInt8(ascii: "\""): return true
    case UInt8(ascii: "}"):
      position &+= 1
      return false
    default: throw failure(.name)
    }
  }

  /// Moves past an opening bracket, which is the next character; false if the array is empty, and then past its end.
  @inline(__always) mutating func opensArray() -> Bool {
    position &+= 1
    return !take(UInt8(ascii: "]"))
  }

  /// Moves past the comma in front of the next element, or past the end of the array; false at the end.
  @inline(__always) mutating func takesElement() throws(JSONFailure) -> Bool {
    let next = peek()
    position &+= 1
    if next == UInt8(ascii: ",") { return true }
    if next == UInt8(ascii: "]") { return false }
    position &-= 1
    throw failure(.elementEnd)
  }

  /// Takes `true` or `false`; nil, and nothing taken, if neither is next.
  mutating func bool() throws(JSONFailure) -> Bool? {
    switch peek() {
    case UInt8(ascii: "t"):
      try word("true")
      return true
    case UInt8(ascii: "f"):
      try word("false")
      return false
    default: return nil
    }
  }

  /// Takes `null` if it is next.
  @inline(__always) mutating func takeNull() throws(JSONFailure) -> Bool {
    guard peek() == UInt8(ascii: "n") else { return false }
    try word("null")
    return true
  }

  /// Takes the number at the position.
  @inline(__always) mutating func number() throws(JSONFailure) -> JSONDecimal {
    guard let (value, end) = JSONDecimal.scan(text + position) else { throw failure(.number) }
    position = end - UnsafePointer(text)
    return value
  }

  /// Makes sure that nothing but white space is left of a text of so many bytes.
  mutating func finish(at count: Int) throws(JSONFailure) {
    _ = peek()
    if position < count { throw failure(.trailing) }
  }

  mutating func word(_ word: StaticString) throws(JSONFailure) {
    for index in 0..<word.utf8CodeUnitCount where text[position + index] != word.utf8Start[index] {
      throw failure(.value)
    }
    position += word.utf8CodeUnitCount
  }

  /// A failure at the position, or at another offset.
  func failure(_ reason: JSONFailure.Reason, at offset: Int? = nil) -> JSONFailure {
    JSONFailure(reason: reason, offset: offset ?? position)
  }
}
