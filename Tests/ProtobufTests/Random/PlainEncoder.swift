import Protobuf
import ReferenceCodecs

/// Writes messages in the one way that everybody writes them: fields by their numbers, shortest varints, both fields
/// of a map's entry, unknown fields at the end.
struct PlainEncoder {
  let catalog: MessageCatalog

  func bytes(_ message: ReferenceMessage, of name: String) -> [UInt8] {
    var bytes: [UInt8] = []
    let types = catalog.fields(of: name)
    for field in message.fields {
      guard let type = types.first(where: { $0.number == field.number }) else { continue }
      for piece in pieces(field.values, of: type) { bytes += piece }
    }
    for field in message.unknown { bytes.append(field) }
    return bytes
  }

  /// The values of a field with their tags; packed ones are one piece.
  private func pieces(_ values: [ReferenceMessage.Value], of field: FieldDescriptor) -> [[UInt8]] {
    guard field.features.isPacked else { return values.map { tagged($0, of: field) } }
    return [packed(values, of: field)]
  }

  /// Several values in one length-delimited field.
  func packed(_ values: [ReferenceMessage.Value], of field: FieldDescriptor) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(tag: UInt32(field.number), .lengthDelimited)
    bytes.append(lengthDelimited: values.flatMap { untagged($0, of: field) })
    return bytes
  }

  /// One value with its tag.
  func tagged(_ value: ReferenceMessage.Value, of field: FieldDescriptor) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(tag: UInt32(field.number), field.type.wireType)
    bytes += untagged(value, of: field)
    return bytes
  }

  /// One value without its tag; of a group up to its end tag.
  func untagged(_ value: ReferenceMessage.Value, of field: FieldDescriptor) -> [UInt8] {
    var bytes: [UInt8] = []
    switch (value, field.type) {
    case (.boolean(let value), _): bytes.append(value ? 1 : 0)
    case (.bytes(let content), _): bytes.append(lengthDelimited: content)
    case (.message(let message), .group(let name)):
      bytes += self.bytes(message, of: name)
      bytes.append(tag: UInt32(field.number), .endGroup)
    case (.message(let message), let type):
      bytes.append(lengthDelimited: self.bytes(message, of: type.messageName ?? ""))
    case (.bits32(let bits), .scalar(.float)), (.bits32(let bits), .scalar(.fixed32)),
      (.bits32(let bits), .scalar(.sfixed32)):
      bytes.append(bits32: bits)
    case (.bits32(let bits), .scalar(.uint32)): bytes.append(varint: UInt64(bits))
    case (.bits32(let bits), .scalar(.sint32)):
      let number = Int32(bitPattern: bits)
      bytes.append(varint: UInt64(UInt32(bitPattern: number << 1 ^ number >> 31)))
    // A negative number is written with 64 bits.
    case (.bits32(let bits), _): bytes.append(varint: UInt64(bitPattern: Int64(Int32(bitPattern: bits))))
    case (.bits64(let bits), .scalar(.double)), (.bits64(let bits), .scalar(.fixed64)),
      (.bits64(let bits), .scalar(.sfixed64)):
      bytes.append(bits64: bits)
    case (.bits64(let bits), .scalar(.sint64)):
      let number = Int64(bitPattern: bits)
      bytes.append(varint: UInt64(bitPattern: number << 1 ^ number >> 63))
    case (.bits64(let bits), _): bytes.append(varint: bits)
    }
    return bytes
  }
}

extension FieldType {
  /// The wire type of one value that is not packed.
  var wireType: WireType {
    switch self {
    case .message, .scalar(.string), .scalar(.bytes): .lengthDelimited
    case .group: .startGroup
    case .scalar(.double), .scalar(.fixed64), .scalar(.sfixed64): .fixed64
    case .scalar(.float), .scalar(.fixed32), .scalar(.sfixed32): .fixed32
    case .scalar, .enumeration: .varint
    }
  }
}
