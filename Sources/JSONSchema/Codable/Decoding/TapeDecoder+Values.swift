import FoundationEssentials
import SchemaCore

extension TapeDecoder {
  /// The value as a type. The types that mean more in JSON than their own `init(from:)` knows, and those that are met
  /// often, are read without it.
  @inline(__always) func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
    if type == String.self { return Self.same(try string()) }
    if type == Int.self { return Self.same(try integer(Int.self)) }
    if type == Double.self { return Self.same(try floatingPoint(Double.self)) }
    return try otherValue(type)
  }

  @inline(never) private func otherValue<Value: Decodable>(_ type: Value.Type) throws -> Value {
    if type == Int64.self { return Self.same(try integer(Int64.self)) }
    if type == Int32.self { return Self.same(try integer(Int32.self)) }
    if type == Bool.self { return Self.same(try boolean()) }
    if type == [String].self { return Self.same(try elements { try $0.string() }) }
    if type == [Double].self { return Self.same(try elements { try $0.floatingPoint(Double.self) }) }
    if type == [Int].self { return Self.same(try elements { try $0.integer(Int.self) }) }
    if type == [Int64].self { return Self.same(try elements { try $0.integer(Int64.self) }) }
    if type == UUID.self { return Self.same(try uuid()) }
    if type == Date.self { return Self.same(try date()) }
    if type == Data.self { return Self.same(try data()) }
    if type == Decimal.self { return Self.same(try decimal()) }
    if type == URL.self { return Self.same(try url()) }
    if type == JSONValue.self { return Self.same(view.value(at: Int(slot))) }
    return try Value(from: self)
  }

  /// A value of a type that is known to be the other one.
  @inline(__always) private static func same<First, Second>(_ value: First) -> Second {
    unsafeBitCast(value, to: Second.self)
  }

  @inline(__always) private func elements<Element>(_ read: (TapeDecoder) throws -> Element) throws -> [Element] {
    let array = content
    guard array.tag == .array else { throw mismatch([Element].self, "an array") }
    var values: [Element] = []
    values.reserveCapacity(array.count)
    var place = Int(slot) &+ 1
    var index = 0
    while place < array.end {
      values.append(try read(part(place, index: index)))
      place = view.next(after: place)
      index &+= 1
    }
    return values
  }

  private func uuid() throws -> UUID {
    guard let value = UUID(uuidString: try string()) else { throw corrupted("the string is no UUID") }
    return value
  }

  private func url() throws -> URL {
    guard let value = URL(string: try string()) else { throw corrupted("the string is no URL") }
    return value
  }

  private func data() throws -> Data {
    guard content.tag == .string else { throw mismatch(Data.self, "a string") }
    var bytes = Array(view.bytes(of: content))
    let count = bytes.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { Base64.decode(inPlace: $0, count: buffer.count) } ?? 0
    }
    guard let count else { throw corrupted("the string is no base64") }
    return Data(bytes[..<count])
  }

  private func date() throws -> Date {
    switch session.state.pointee.dates {
    case .dateTime:
      guard content.tag == .string else { throw mismatch(Date.self, "a date and time, which is a string,") }
      guard let date = DateTimeText.date(view.bytes(of: content)) else {
        throw corrupted("the string is no date and time, such as 2026-05-06T07:08:09Z")
      }
      return date
    case .milliseconds: return Date(timeIntervalSince1970: try floatingPoint(Double.self) / 1_000)
    case .seconds: return Date(timeIntervalSince1970: try floatingPoint(Double.self))
    }
  }

  private func decimal() throws -> Decimal {
    guard content.tag == .integer || content.tag == .decimal else { throw mismatch(Decimal.self, "a number") }
    let number = view.number(of: content)
    // Decimal has 38 digits and exponents of one byte; it would cut off the rest.
    guard number.digits.count <= 38, (-127...127).contains(number.exponent - number.digits.count) else {
      throw corrupted("the number has more digits than Decimal")
    }
    var value = number.digits.reduce(Decimal(0)) { $0 * 10 + Decimal($1) }
    value = Decimal(
      sign: number.isNegative ? .minus : .plus, exponent: number.exponent - number.digits.count, significand: value)
    return value
  }
}

extension JSONTapeView {
  /// The value in a slot, with all digits of its numbers.
  func value(at slot: Int) -> JSONValue {
    let content = self[slot]
    switch content.tag {
    case .null: return .null
    case .true: return .bool(true)
    case .false: return .bool(false)
    case .integer, .decimal: return .number(JSONNumber(checked: numberText(at: slot)))
    case .string, .replacedName: return .string(string(of: content))
    case .array:
      var elements: [JSONValue] = []
      elements.reserveCapacity(content.count)
      var place = slot + 1
      while place < content.end {
        elements.append(value(at: place))
        place = next(after: place)
      }
      return .array(elements)
    case .object:
      var members: [JSONObject.Member] = []
      members.reserveCapacity(content.count)
      eachMember(of: slot) { name, value in
        members.append(JSONObject.Member(key: string(of: name), value: self.value(at: value)))
      }
      return .object(JSONObject(members))
    }
  }

  /// A number as it was written.
  private func numberText(at slot: Int) -> String {
    let start = text + Int(self[slot].offset)
    var count = 0
    while isOfNumber(start[count]) { count += 1 }
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  private func isOfNumber(_ byte: UInt8) -> Bool {
    byte &- 0x30 <= 9 || byte == 0x2E || byte == 0x2D || byte == 0x2B || byte | 0x20 == 0x65
  }
}
