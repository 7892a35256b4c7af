import SchemaCore

extension ProtoJSONReader {
  /// Reads one value of a field; nil if it is the name of an enum value that there is not, and may be left out.
  @inline(__always) mutating func readValue(
    _ field: UnsafePointer<ProtoJSONField>, _ arena: inout MessageArena, depth: Int
  ) throws(JSONFailure) -> MessageSlot? {
    switch field.pointee.kind {
    case .string, .anyString: try readString()
    case .int32: MessageSlot(Int64(try readInteger(as: Int32.self)))
    case .int64: MessageSlot(try readInteger(as: Int64.self))
    case .uint32: MessageSlot(UInt64(try readInteger(as: UInt32.self)))
    case .uint64: MessageSlot(try readInteger(as: UInt64.self))
    case .message:
      MessageSlot(
        MessagePlace(slot: try readMessage(messages + Int(field.pointee.type), &arena, depth: depth &+ 1)))
    case .double: MessageSlot(try readDouble())
    case .float: MessageSlot(try readFloat())
    case .bool: MessageSlot(try readBool())
    case .enumeration: try readEnum(field)
    case .bytes: try readBytes()
    case .null: try readNull()
    }
  }

  @inline(__always) private mutating func readString() throws(JSONFailure) -> MessageSlot {
    guard scanner.peek() == UInt8(ascii: "\"") else { throw refuse(.expected("a string")) }
    let piece = try scanner.string()
    return MessageSlot(offset: piece.offset, count: piece.count)
  }

  private mutating func readBytes() throws(JSONFailure) -> MessageSlot {
    let expectation = "bytes (a string in base64)"
    guard scanner.peek() == UInt8(ascii: "\"") else { throw refuse(.expected(expectation)) }
    let start = scanner.position
    let piece = try scanner.string()
    guard let count = Base64.decode(inPlace: scanner.text + piece.offset, count: piece.count) else {
      throw refuse(.expected(expectation), at: start)
    }
    return MessageSlot(offset: piece.offset, count: count)
  }

  private mutating func readBool() throws(JSONFailure) -> Bool {
    guard let value = try scanner.bool() else { throw refuse(.expected("true or false")) }
    return value
  }

  private mutating func readNull() throws(JSONFailure) -> MessageSlot {
    let start = scanner.valueStart
    if try !scanner.takeNull() {
      // As older writers have it.
      guard scanner.peek() == UInt8(ascii: "\""),
        StaticString("NULL_VALUE").isEqual(to: scanner.bytes(of: try scanner.string()))
      else { throw refuse(.expected("null"), at: start) }
    }
    return MessageSlot(0 as UInt64)
  }

  /// Reads a whole number, which may be written with a fraction of zeros or an exponent, and as a string.
  @inline(__always) private mutating func readInteger<Value: FixedWidthInteger>(
    as type: Value.Type
  ) throws(JSONFailure) -> Value {
    let start = scanner.valueStart
    if let (number, _) = try number(), let value = number.integer(as: type) { return value }
    let bits = "\(Value.isSigned ? "int" : "uint")\(Value.bitWidth)"
    throw refuse(.expected("\(bits) (a whole number from \(Value.min) to \(Value.max))"), at: start)
  }

  private mutating func readDouble() throws(JSONFailure) -> Double {
    let start = scanner.valueStart
    if let (number, text) = try number() {
      let value = number.double(of: text)
      if value.isFinite { return value }
    } else if let special = special(at: start) {
      return special
    }
    throw refuse(.expected(Self.numberExpectation("double")), at: start)
  }

  private mutating func readFloat() throws(JSONFailure) -> Float {
    let start = scanner.valueStart
    if let (number, text) = try number() {
      let value = number.float(of: text)
      if value.isFinite { return value }
    } else if let special = special(at: start) {
      return Float(special)
    }
    throw refuse(.expected(Self.numberExpectation("float")), at: start)
  }

  private static func numberExpectation(_ type: String) -> String {
    "\(type) (a number within its range, or \"NaN\", \"Infinity\" or \"-Infinity\")"
  }

  /// Reads a number or a string that holds just one; nil for anything else, of which a string is read.
  ///
  /// - Returns: The number with its text.
  @inline(__always) private mutating func number() throws(JSONFailure) -> (JSONDecimal, UnsafeBufferPointer<UInt8>)? {
    let next = scanner.peek()
    if next == UInt8(ascii: "\"") {
      // Most have no escapes, and then the number ends at a quote.
      let content = scanner.position &+ 1
      let direct = UnsafePointer(scanner.text + content)
      if let (number, end) = JSONDecimal.scan(direct), end.pointee == UInt8(ascii: "\"") {
        scanner.position = content &+ (end - direct) &+ 1
        return (number, UnsafeBufferPointer(start: direct, count: end - direct))
      }
      let piece = try scanner.string()
      let start = UnsafePointer(scanner.text + piece.offset)
      guard let (number, end) = JSONDecimal.scan(start), end == start + piece.count else { return nil }
      return (number, scanner.bytes(of: piece))
    }
    guard next == UInt8(ascii: "-") || next &- UInt8(ascii: "0") <= 9 else { return nil }
    let start = scanner.position
    let number = try scanner.number()
    return (number, scanner.bytes(of: JSONScanner.Piece(offset: start, count: scanner.position &- start)))
  }

  /// The number that a string names, which was read and began here.
  private func special(at start: Int) -> Double? {
    guard scanner.text[start] == UInt8(ascii: "\"") else { return nil }
    let text = UnsafePointer(scanner.text + start + 1)
    func names(_ name: StaticString) -> Bool {
      name.isEqual(to: UnsafeBufferPointer(start: text, count: name.utf8CodeUnitCount))
        && text[name.utf8CodeUnitCount] == UInt8(ascii: "\"")
    }
    if names("NaN") { return .nan }
    if names("Infinity") { return .infinity }
    return names("-Infinity") ? -.infinity : nil
  }

  private mutating func readEnum(_ field: UnsafePointer<ProtoJSONField>) throws(JSONFailure) -> MessageSlot? {
    let start = scanner.valueStart
    let type = enums + Int(field.pointee.type)
    if scanner.peek() == UInt8(ascii: "\"") {
      let name = try scanner.string()
      if let number = type.pointee.numbers.value(of: scanner.text + name.offset, name.count) {
        return MessageSlot(Int64(number))
      }
      if options.ignoresUnknownFields { return nil }
    } else if let (number, _) = try number(), let value = number.integer(as: Int32.self),
      !field.pointee.isClosed || type.pointee.name(of: value) != nil
    {
      return MessageSlot(Int64(value))
    }
    throw refuse(.expected(type.pointee.expectation(isClosed: field.pointee.isClosed)), at: start)
  }
}

extension JSONScanner {
  /// Where the next value begins.
  @inline(__always) var valueStart: Int {
    mutating get {
      _ = peek()
      return position
    }
  }
}

extension StaticString {
  func isEqual(to bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount).elementsEqual(bytes)
  }
}
