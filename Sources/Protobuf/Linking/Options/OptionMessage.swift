/// A message that options give values to.
struct OptionMessage {
  enum Value {
    case scalar(OptionScalar)
    case message(OptionMessage)
  }

  /// Values of one field; several if it is repeated.
  private struct Entry {
    let field: OptionField
    var values: [Value]
  }

  private let isMessageSet: Bool
  private var entries: [Int32: Entry] = [:]

  init(of type: OptionType) {
    self.isMessageSet = type.isMessageSet
  }

  func has(_ field: OptionField) -> Bool { entries[field.descriptor.number] != nil }

  /// A field that has a value and is a member of this oneof.
  func member(ofOneof index: Int) -> OptionField? {
    entries.values.first { $0.field.extendee == nil && $0.field.descriptor.oneofIndex == index }?.field
  }

  mutating func append(_ value: Value, to field: OptionField) {
    entries[field.descriptor.number, default: Entry(field: field, values: [])].values.append(value)
  }

  /// The message that a field that is not repeated has; nil if it has none.
  func message(in field: OptionField) -> OptionMessage? {
    guard case .message(let message)? = entries[field.descriptor.number]?.values.last else { return nil }
    return message
  }

  mutating func replace(_ message: OptionMessage, in field: OptionField) {
    entries[field.descriptor.number] = Entry(field: field, values: [.message(message)])
  }

  /// The serialized message, fields by number.
  var bytes: [UInt8] {
    var writer = WireWriter()
    for (number, entry) in entries.sorted(by: { $0.key < $1.key }) {
      if entry.field.descriptor.features.isPacked {
        write(packed: entry.values, as: number, to: &writer)
      } else {
        for value in entry.values { write(value, entry.field, to: &writer) }
      }
    }
    return writer.bytes
  }

  private func write(_ value: Value, _ field: OptionField, to writer: inout WireWriter) {
    let number = field.descriptor.number
    switch value {
    case .scalar(let scalar): scalar.write(to: &writer, as: number)
    case .message(let message):
      if isMessageSet {
        // Items of a message set: the extension's number and the message, in a group.
        var item = WireWriter()
        item.write(number, as: 2)
        item.write(message.bytes, as: 3)
        writer.write(group: item.bytes, as: 1)
      } else if case .group = field.descriptor.type {
        writer.write(group: message.bytes, as: number)
      } else {
        writer.write(message.bytes, as: number)
      }
    }
  }

  private func write(packed values: [Value], as number: Int32, to writer: inout WireWriter) {
    var inner: [UInt8] = []
    for case .scalar(let scalar) in values { inner += scalar.bare }
    writer.write(inner, as: number)
  }
}

/// A value as it is written.
enum OptionScalar {
  case varint(UInt64)
  case fixed32(UInt32)
  case fixed64(UInt64)
  case bytes([UInt8])

  func write(to writer: inout WireWriter, as number: Int32) {
    switch self {
    case .varint(let value): writer.write(varint: value, as: number)
    case .fixed32(let value): writer.write(fixed32: value, as: number)
    case .fixed64(let value): writer.write(fixed64: value, as: number)
    case .bytes(let value): writer.write(value, as: number)
    }
  }

  /// The value without a tag.
  var bare: [UInt8] {
    switch self {
    case .varint(let value):
      var writer = WireWriter()
      writer.write(varint: value)
      return writer.bytes
    case .fixed32(let value): return (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    case .fixed64(let value): return (0..<8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    case .bytes(let value): return value
    }
  }
}
