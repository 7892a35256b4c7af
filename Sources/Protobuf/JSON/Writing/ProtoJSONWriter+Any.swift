import SchemaCore

extension ProtoJSONWriter {
  /// Writes a `google.protobuf.Any`: the message in it, with its type among the fields, or beside it if the message has a
  /// form of its own.
  mutating func writeAny(
    _ message: UnsafePointer<ProtoJSONMessage>, _ row: UnsafePointer<MessageSlot>, depth: Int
  ) throws(ProtoJSONProblem) {
    let url = value(0, message, row).map { String(decoding: content(of: $0), as: UTF8.self) } ?? ""
    let packed = value(1, message, row).map { content(of: $0) } ?? UnsafeBufferPointer(start: nil, count: 0)
    if url.isEmpty {
      guard packed.isEmpty else { throw .anyType(url) }
      return output.append("{}")
    }
    guard let inner = types.type(of: url) else {
      guard options.keepsUnknownAny else { throw .anyType(url) }
      return writeUnknownAny(url, packed)
    }
    var arena = MessageArena()
    do throws(CodecError) {
      try inner.program.decode(packed, into: &arena)
    } catch {
      throw .any(url, error)
    }
    // The outer text goes on in the inner one, which needs no memory of its own.
    var writer = ProtoJSONWriter(inner.tables, types, arena, output: JSONOutput(), maximumCount: maximumCount)
    swap(&writer.output, &output)
    let result = withExtendedLifetime(arena) {
      Result { () throws(ProtoJSONProblem) in try writer.writePacked(url, arena.root, depth: depth + 1) }
    }
    swap(&writer.output, &output)
    try result.get()
  }

  private mutating func writePacked(_ url: String, _ root: MessagePlace, depth: Int) throws(ProtoJSONProblem) {
    if depth > types.limits.maximumDepth { throw .depth(types.limits.maximumDepth) }
    output.append("{\"@type\":")
    output.append(string: url)
    if messages.pointee.form == .fields {
      try writeFields(messages, slots + root.slot, isFirst: false, depth: depth)
    } else {
      output.append(",\"value\":")
      try writeWellKnown(messages, slots + root.slot, depth: depth)
    }
    output.append(UInt8(ascii: "}"))
  }

  private mutating func writeUnknownAny(_ url: String, _ packed: UnsafeBufferPointer<UInt8>) {
    output.append("{\"@type\":")
    output.append(string: url)
    output.append(",\"value\":")
    output.append(base64: packed)
    output.append(UInt8(ascii: "}"))
  }
}
