import CProtobufC
import Glibc

/// A message in the memory of libprotobuf-c, which somebody else frees.
struct LibprotobufMessage {
  let header: UnsafeMutablePointer<ProtobufCMessage>

  init(_ header: UnsafeMutablePointer<ProtobufCMessage>) {
    self.header = header
  }

  /// The message and everything in it.
  func read() -> ReferenceMessage {
    var message = ReferenceMessage()
    guard let descriptor = header.pointee.descriptor else { return message }
    for index in 0..<Int(descriptor.pointee.n_fields) {
      let field = descriptor.pointee.fields[index]
      let values = values(of: field)
      if !values.isEmpty { message.fields.append(ReferenceMessage.Field(field.id, values)) }
    }
    for index in 0..<Int(header.pointee.n_unknown_fields) {
      let field = header.pointee.unknown_fields[index]
      message.unknown.append(
        ReferenceMessage.UnknownField(
          number: field.tag, wireType: UInt8(field.wire_type.rawValue),
          bytes: Array(UnsafeBufferPointer(start: field.data, count: field.len))))
    }
    return message
  }

  private func values(of field: ProtobufCFieldDescriptor) -> [ReferenceMessage.Value] {
    let memory = UnsafeRawPointer(header)
    let counter = memory + Int(field.quantifier_offset)
    let member = memory + Int(field.offset)
    if field.label == PROTOBUF_C_LABEL_REPEATED {
      let items = member.load(as: UnsafeRawPointer?.self)
      return (0..<counter.load(as: Int.self)).compactMap { index in
        items.flatMap { Self.value(at: $0 + index * field.type.itemSize, field.type) }
      }
    }
    let isSet =
      if field.flags & PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue != 0 {
        counter.load(as: UInt32.self) == field.id
      } else {
        // Strings and messages are set if there are any.
        field.label != PROTOBUF_C_LABEL_OPTIONAL || field.type.isPointer || counter.load(as: Int32.self) != 0
      }
    guard isSet, let value = Self.value(at: member, field.type) else { return [] }
    return field.label == PROTOBUF_C_LABEL_NONE && value.isZero ? [] : [value]
  }

  /// What is there; nil for a string or message that is not.
  private static func value(at memory: UnsafeRawPointer, _ type: ProtobufCType) -> ReferenceMessage.Value? {
    switch type {
    case PROTOBUF_C_TYPE_BOOL: return .boolean(memory.load(as: protobuf_c_boolean.self) != 0)
    case PROTOBUF_C_TYPE_STRING:
      return memory.load(as: UnsafePointer<CChar>?.self).map {
        .bytes(Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))))
      }
    case PROTOBUF_C_TYPE_BYTES:
      let data = memory.load(as: ProtobufCBinaryData.self)
      return .bytes(Array(UnsafeBufferPointer(start: data.data, count: data.len)))
    case PROTOBUF_C_TYPE_MESSAGE:
      return memory.load(as: UnsafeMutablePointer<ProtobufCMessage>?.self).map {
        .message(LibprotobufMessage($0).read())
      }
    default:
      return type.itemSize == 8 ? .bits64(memory.load(as: UInt64.self)) : .bits32(memory.load(as: UInt32.self))
    }
  }
}

extension ProtobufCType {
  /// The bytes that a value takes.
  var itemSize: Int {
    switch self {
    case PROTOBUF_C_TYPE_INT32, PROTOBUF_C_TYPE_SINT32, PROTOBUF_C_TYPE_SFIXED32, PROTOBUF_C_TYPE_UINT32,
      PROTOBUF_C_TYPE_FIXED32, PROTOBUF_C_TYPE_FLOAT, PROTOBUF_C_TYPE_BOOL, PROTOBUF_C_TYPE_ENUM:
      4
    case PROTOBUF_C_TYPE_BYTES: MemoryLayout<ProtobufCBinaryData>.size
    default: 8
    }
  }

  /// True for what is held by its address, which is null if it is not set.
  var isPointer: Bool { self == PROTOBUF_C_TYPE_STRING || self == PROTOBUF_C_TYPE_MESSAGE }
}

extension ReferenceMessage.Value {
  fileprivate var isZero: Bool {
    switch self {
    case .bits32(let bits): bits == 0
    case .bits64(let bits): bits == 0
    case .boolean(let value): !value
    case .bytes(let bytes): bytes.isEmpty
    case .message: false
    }
  }
}
