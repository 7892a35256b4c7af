import SchemaCore

extension ProtoJSONWriter {
  /// Writes a message of a type that has a form of its own.
  @inline(never) mutating func writeWellKnown(
    _ message: UnsafePointer<ProtoJSONMessage>, _ row: UnsafePointer<MessageSlot>, depth: Int
  ) throws(ProtoJSONProblem) {
    switch message.pointee.form {
    case .fields: try write(message, row, depth: depth)
    case .any: try writeAny(message, row, depth: depth)
    case .timestamp:
      let (seconds, nanos) = secondsAndNanos(message, row)
      guard TimestampText.write(seconds: seconds, nanos: nanos, to: &output) else { throw .timestamp(seconds, nanos) }
    case .duration:
      let (seconds, nanos) = secondsAndNanos(message, row)
      guard DurationText.write(seconds: seconds, nanos: nanos, to: &output) else { throw .duration(seconds, nanos) }
    case .fieldMask: try writeFieldMask(message, row)
    case .structure: try writeStruct(message, row, depth: depth)
    case .value: try writeAnyJSON(message, row, depth: depth)
    case .list: try writeListValue(message, row, depth: depth)
    case .wrapper:
      let value = value(0, message, row) ?? MessageSlot(0 as UInt64)
      try writeValue(value, message.pointee.fields, depth: depth)
    }
  }

  /// The value of a field that is set.
  func value(
    _ index: Int, _ message: UnsafePointer<ProtoJSONMessage>, _ row: UnsafePointer<MessageSlot>
  ) -> MessageSlot? {
    // These types have a few fields only.
    row[0].bits & 1 << UInt64(index) == 0 ? nil : row[Int(message.pointee.fields[index].slot)]
  }

  private func secondsAndNanos(
    _ message: UnsafePointer<ProtoJSONMessage>, _ row: UnsafePointer<MessageSlot>
  ) -> (Int64, Int32) {
    (value(0, message, row)?.int64 ?? 0, value(1, message, row)?.int32 ?? 0)
  }

  private mutating func writeFieldMask(
    _ message: UnsafePointer<ProtoJSONMessage>, _ row: UnsafePointer<MessageSlot>
  ) throws(ProtoJSONProblem) {
    output.append(UInt8(ascii: "\""))
    if let list = value(0, message, row) {
      let head = slots + list.list
      for place in 0..<Int(head.pointee.uint32) {
        if place > 0 { output.append(UInt8(ascii: ",")) }
        let path = content(of: head[place + 1])
        guard FieldMaskText.write(path: path, to: &output) else {
          throw .fieldMask(String(decoding: path, as: UTF8.self))
        }
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  private mutating func writeStruct(
    _ message: UnsafePointer<ProtoJSONMessage>, _ row: UnsafePointer<MessageSlot>, depth: Int
  ) throws(ProtoJSONProblem) {
    guard let fields = value(0, message, row), slots[fields.list].uint32 > 0 else { return output.append("{}") }
    try writeMap(fields, message.pointee.fields, depth: depth)
  }

  private mutating func writeListValue(
    _ message: UnsafePointer<ProtoJSONMessage>, _ row: UnsafePointer<MessageSlot>, depth: Int
  ) throws(ProtoJSONProblem) {
    guard let values = value(0, message, row), slots[values.list].uint32 > 0 else { return output.append("[]") }
    try writeList(values, message.pointee.fields, depth: depth)
  }

  /// Writes a `google.protobuf.Value`.
  private mutating func writeAnyJSON(
    _ message: UnsafePointer<ProtoJSONMessage>, _ row: UnsafePointer<MessageSlot>, depth: Int
  ) throws(ProtoJSONProblem) {
    let member = (0..<message.pointee.fieldCount).first { value($0, message, row) != nil }
    guard let member, let value = value(member, message, row) else { throw .emptyValue }
    let field = message.pointee.fields + member
    if field.pointee.kind == .double && !value.double.isFinite { throw .numberOfValue(value.double) }
    try writeValue(value, field, depth: depth)
  }
}
