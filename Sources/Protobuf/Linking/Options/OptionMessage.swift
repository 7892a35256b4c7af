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
  /// The fields that have a value, by the oneof that they are members of.
  private var members: [Int: OptionField] = [:]

  init(of type: OptionType) {
    self.isMessageSet = type.isMessageSet
  }

  func has(_ field: OptionField) -> Bool { entries[field.descriptor.number] != nil }

  /// A field that has a value and is a member of this oneof.
  func member(ofOneof index: Int) -> OptionField? { members[index] }

  mutating func append(_ value: Value, to field: OptionField) {
    entries[field.descriptor.number, default: Entry(field: field, values: [])].values.append(value)
    if field.extendee == nil, let oneof = field.descriptor.oneofIndex { members[oneof] = field }
  }

  /// Changes the message that a field that is not repeated has, in place; a new one if it has none.
  mutating func change<Failure>(
    _ field: OptionField, of type: OptionType, _ change: (inout OptionMessage) throws(Failure) -> Void
  ) throws(Failure) {
    let known: OptionMessage? =
      if case .message(let message)? = entries[field.descriptor.number]?.values.popLast() { message } else { nil }
    let isNew = known == nil
    var message = consume known ?? OptionMessage(of: type)
    do {
      try change(&message)
    } catch {
      if !isNew { append(.message(message), to: field) }
      throw error
    }
    append(.message(message), to: field)
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
