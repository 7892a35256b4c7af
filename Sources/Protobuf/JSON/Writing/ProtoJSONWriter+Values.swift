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
    case .int64: writeLong { NumberText.write(value.int64, to: $0) }
    case .uint64: writeLong { NumberText.write(value.uint64, to: $0) }
    case .bool: output.append(value.bool ? "true" : "false")
    case .float: output.appendNumber { NumberText.write(value.float, to: $0) }
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

  private mutating func writeLong(_ write: (UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>) {
    let quotes = options.quotesLongs ? 1 : 0
    output.appendNumber { NumberText.write(quotes: quotes, to: $0, write) }
  }

  @inline(never) private mutating func writeDouble(_ value: Double) {
    output.appendNumber { NumberText.write(value, to: $0) }
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
