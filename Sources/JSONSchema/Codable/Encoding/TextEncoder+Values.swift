import FoundationEssentials
import SchemaCore

extension TextEncoder {
  /// Writes a value. The types that mean more in JSON than their own `encode(to:)` knows, and those that are met often,
  /// are written without it.
  @inline(__always) func encode<Value: Encodable>(_ value: Value) throws {
    if Value.self == String.self { return try encode(Self.same(value) as String) }
    if Value.self == Int.self { return try encode(Self.same(value) as Int) }
    if Value.self == Double.self { return try encode(Self.same(value) as Double) }
    try encodeOther(value)
  }

  @inline(never) private func encodeOther<Value: Encodable>(_ value: Value) throws {
    if Value.self == Int64.self { return try encode(Self.same(value) as Int64) }
    if Value.self == Int32.self { return try encode(Self.same(value) as Int32) }
    if Value.self == Bool.self { return try encode(Self.same(value) as Bool) }
    if Value.self == [String].self { return try elements(Self.same(value)) { $1.append(string: $0) } }
    if Value.self == [Int].self { return try elements(Self.same(value)) { $1.append(integer: $0 as Int) } }
    if Value.self == [Int64].self { return try elements(Self.same(value)) { $1.append(integer: $0 as Int64) } }
    if Value.self == [Double].self { return try numbers(Self.same(value)) }
    if Value.self == UUID.self { return try encode((Self.same(value) as UUID).uuidString.lowercased()) }
    if Value.self == Date.self { return try write(Self.same(value) as Date) }
    if Value.self == Data.self { return try write(Self.same(value) as Data) }
    if Value.self == Decimal.self { return try write(Self.same(value) as Decimal) }
    if Value.self == URL.self { return try encode((Self.same(value) as URL).absoluteString) }
    if Value.self == JSONValue.self { return try write(Self.same(value) as JSONValue) }
    try value.encode(to: self)
  }

  /// A value of a type that is known to be the other one.
  @inline(__always) private static func same<First, Second>(_ value: First) -> Second {
    unsafeBitCast(value, to: Second.self)
  }

  @inline(__always) private func elements<Element>(
    _ values: [Element], _ write: (Element, inout TextOutput) -> Void
  ) throws {
    try beginScalar()
    state.pointee.output.append(UInt8(ascii: "["))
    var isFirst = true
    for value in values {
      if !isFirst { state.pointee.output.append(UInt8(ascii: ",")) }
      isFirst = false
      write(value, &state.pointee.output)
    }
    state.pointee.output.append(UInt8(ascii: "]"))
  }

  private func numbers(_ values: [Double]) throws {
    if let place = values.firstIndex(where: { !$0.isFinite }) {
      throw session.invalid(values[place], "JSON has no number for \(values[place]), which is element \(place)")
    }
    try elements(values) { $1.append(finite: $0) }
  }

  private func write(_ value: Date) throws {
    switch state.pointee.dates {
    case .dateTime:
      guard let text = DateTimeText.text(value) else {
        throw session.invalid(value, "the year of a date must have four digits, for RFC 3339 has no others")
      }
      try encode(text)
    case .milliseconds: try encode((value.timeIntervalSince1970 * 1_000).rounded())
    case .seconds: try encode(value.timeIntervalSince1970)
    }
  }

  private func write(_ value: Data) throws {
    let text = [UInt8](unsafeUninitializedCapacity: (value.count + 2) / 3 * 4) { buffer, count in
      let bytes = Array(value)
      count = bytes.withUnsafeBufferPointer { bytes in
        buffer.baseAddress.map { Base64.encode(bytes, to: $0) } ?? 0
      }
    }
    try scalar { output in text.withUnsafeBufferPointer { output.append(utf8: $0) } }
  }

  private func write(_ value: Decimal) throws {
    guard value.isFinite else { throw session.invalid(value, "JSON has no number for \(value)") }
    try scalar { $0.append(value.description) }
  }

  private func write(_ value: JSONValue) throws {
    let text = JSONWriter.bytes(value)
    try scalar { output in text.withUnsafeBufferPointer { output.append($0) } }
  }
}
