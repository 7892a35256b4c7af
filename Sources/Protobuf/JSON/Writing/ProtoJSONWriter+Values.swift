import SchemaCore

extension ProtoJSONWriter {
  /// Writes one value of a field.
  @inline(__always) mutating func writeValue(
    _ value: MessageSlot, _ field: UnsafePointer<ProtoJSONField>, depth: Int
  ) throws(ProtoJSONProblem) {
    switch field.pointee.kind {
    case .string: output.append(padded: content(of: value))
    case .int32: output.append(integer: value.int64)
    case .uint32: output.append(integer: value.uint64)
    case .message:
      try write(messages + Int(field.pointee.type), slots + value.message.slot, depth: depth &+ 1)
    case .double: writeDouble(value.double)
    case .enumeration: writeEnum(value.int32, field)
    case .int64: writeLong(value.int64, isNegative: value.int64 < 0)
    case .uint64: writeLong(value.int64, isNegative: false)
    case .bool: output.append(value.bool ? "true" : "false")
    case .float: writeFloat(value.float)
    case .bytes: output.append(base64: content(of: value))
    case .anyString: writeAnyString(content(of: value))
    case .null: output.append("null")
    }
  }

  /// The bytes of text or bytes.
  @inline(__always) func content(of value: MessageSlot) -> UnsafeBufferPointer<UInt8> {
    let start = (bytes + value.offset).assumingMemoryBound(to: UInt8.self)
    return UnsafeBufferPointer(start: start, count: value.count)
  }

  private mutating func writeLong(_ value: Int64, isNegative: Bool) {
    if options.quotesLongs { output.append(UInt8(ascii: "\"")) }
    if isNegative {
      output.append(integer: value)
    } else {
      output.append(integer: UInt64(bitPattern: value))
    }
    if options.quotesLongs { output.append(UInt8(ascii: "\"")) }
  }

  @inline(never) mutating func writeDouble(_ value: Double) {
    if value.isFinite { output.append(finite: value) } else { writeSpecial(value) }
  }

  @inline(never) private mutating func writeFloat(_ value: Float) {
    if value.isFinite { output.append(finite: value) } else { writeSpecial(Double(value)) }
  }

  private mutating func writeSpecial(_ value: Double) {
    output.append(value.isNaN ? "\"NaN\"" : value < 0 ? "\"-Infinity\"" : "\"Infinity\"")
  }

  private mutating func writeEnum(_ number: Int32, _ field: UnsafePointer<ProtoJSONField>) {
    if let name = enums[Int(field.pointee.type)].name(of: number) {
      output.append(name)
    } else {
      output.append(integer: Int64(number))
    }
  }

  /// Text that nobody checked: what is not UTF-8 is replaced.
  private mutating func writeAnyString(_ text: UnsafeBufferPointer<UInt8>) {
    if let start = text.baseAddress, UTF8Validation.isValid(start, count: text.count) {
      output.append(padded: text)
    } else {
      output.append(string: String(decoding: text, as: UTF8.self))
    }
  }
}
