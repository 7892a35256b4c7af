import CProtobufC
import Glibc

/// Lays messages out in memory as libprotobuf-c expects them, and frees them with itself.
final class LibprotobufBuilder {
  private var blocks: [UnsafeMutableRawPointer] = []

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// A message that lives as long as the builder.
  ///
  /// - Throws: `Failure` if a value does not fit its field.
  func message(
    _ source: ReferenceMessage, _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) throws(LibprotobufCodec.Failure) -> LibprotobufMessage {
    let memory = block(descriptor.pointee.sizeof_message)
    let header = memory.bindMemory(to: ProtobufCMessage.self, capacity: 1)
    header.pointee.descriptor = descriptor
    for field in source.fields {
      guard let known = protobuf_c_message_descriptor_get_field(descriptor, field.number) else {
        throw LibprotobufCodec.Failure(description: "no field \(field.number)")
      }
      try write(field.values, known.pointee, in: memory)
    }
    let size = MemoryLayout<ProtobufCMessageUnknownField>.stride
    let unknown = block(source.unknown.count * size).bindMemory(
      to: ProtobufCMessageUnknownField.self, capacity: source.unknown.count)
    for (index, field) in source.unknown.enumerated() {
      unknown[index] = ProtobufCMessageUnknownField(
        tag: field.number, wire_type: ProtobufCWireType(rawValue: UInt32(field.wireType)), len: field.bytes.count,
        data: bytes(field.bytes))
    }
    header.pointee.n_unknown_fields = UInt32(source.unknown.count)
    header.pointee.unknown_fields = unknown
    return LibprotobufMessage(header)
  }

  private func write(
    _ values: [ReferenceMessage.Value], _ field: ProtobufCFieldDescriptor, in memory: UnsafeMutableRawPointer
  ) throws(LibprotobufCodec.Failure) {
    let counter = memory + Int(field.quantifier_offset)
    let member = memory + Int(field.offset)
    if field.label == PROTOBUF_C_LABEL_REPEATED {
      let size = field.type.itemSize
      let items = block(values.count * size)
      for (index, value) in values.enumerated() { try write(value, field, at: items + index * size) }
      counter.storeBytes(of: values.count, as: Int.self)
      member.storeBytes(of: items, as: UnsafeMutableRawPointer.self)
      return
    }
    guard values.count == 1 else {
      throw LibprotobufCodec.Failure(description: "field \(field.id) has \(values.count) values")
    }
    try write(values[0], field, at: member)
    // Of a oneof it says which member is set, of others that the field is.
    let isOneof = field.flags & PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue != 0
    counter.storeBytes(of: isOneof ? field.id : 1, as: UInt32.self)
  }

  private func write(
    _ value: ReferenceMessage.Value, _ field: ProtobufCFieldDescriptor, at place: UnsafeMutableRawPointer
  ) throws(LibprotobufCodec.Failure) {
    switch (value, field.type) {
    case (.boolean(let value), PROTOBUF_C_TYPE_BOOL):
      place.storeBytes(of: value ? 1 : 0, as: protobuf_c_boolean.self)
    case (.bytes(let content), PROTOBUF_C_TYPE_STRING):
      place.storeBytes(of: bytes(content + [0]), as: UnsafeMutablePointer<UInt8>.self)
    case (.bytes(let content), PROTOBUF_C_TYPE_BYTES):
      place.storeBytes(
        of: ProtobufCBinaryData(len: content.count, data: bytes(content)), as: ProtobufCBinaryData.self)
    case (.message(let source), PROTOBUF_C_TYPE_MESSAGE):
      guard let descriptor = field.descriptor?.assumingMemoryBound(to: ProtobufCMessageDescriptor.self) else {
        throw LibprotobufCodec.Failure(description: "field \(field.id) has no message type")
      }
      let header = try message(source, descriptor).header
      place.storeBytes(of: header, as: UnsafeMutablePointer<ProtobufCMessage>.self)
    case (.bits32(let bits), let type) where type.isNumber && type.itemSize == 4:
      place.storeBytes(of: bits, as: UInt32.self)
    case (.bits64(let bits), let type) where type.isNumber && type.itemSize == 8:
      place.storeBytes(of: bits, as: UInt64.self)
    default: throw LibprotobufCodec.Failure(description: "a value does not fit field \(field.id)")
    }
  }

  private func bytes(_ bytes: [UInt8]) -> UnsafeMutablePointer<UInt8> {
    let memory = block(bytes.count)
    memory.copyMemory(from: bytes, byteCount: bytes.count)
    return memory.bindMemory(to: UInt8.self, capacity: bytes.count)
  }

  /// Memory of zeros; of one byte for none, so that there is always an address.
  private func block(_ size: Int) -> UnsafeMutableRawPointer {
    let block = UnsafeMutableRawPointer.allocate(byteCount: max(size, 1), alignment: 16)
    block.initializeMemory(as: UInt8.self, repeating: 0, count: max(size, 1))
    blocks.append(block)
    return block
  }
}

extension ProtobufCType {
  fileprivate var isNumber: Bool { !isPointer && self != PROTOBUF_C_TYPE_BOOL && self != PROTOBUF_C_TYPE_BYTES }
}
