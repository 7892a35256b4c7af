import SchemaCore

extension MessageArena {
  /// The slots of the values of a list or of the entries of a map, for which memory is taken.
  mutating func slots(
    for value: ProtobufValue, _ field: MessageField, _ program: ProtobufProgram
  ) throws(CodecError) -> [MessageSlot] {
    var slots: [MessageSlot] = []
    switch value {
    case .list(let values) where !field.isMap:
      for (place, value) in values.enumerated() {
        do throws(CodecError) { slots.append(try slot(for: value, field, program)) } catch {
          throw error.within(index: place)
        }
      }
    case .map(let entries) where field.isMap:
      for entry in entries { slots.append(try slot(forEntry: entry, field, program)) }
    default: throw CodecError(.mismatch, "expected a \(field.isMap ? "map" : "list"), found \(value.typeName)")
    }
    return slots
  }

  /// The slot of an entry of a map.
  mutating func slot(
    forEntry entry: ProtobufValue.Entry, _ field: MessageField, _ program: ProtobufProgram
  ) throws(CodecError) -> MessageSlot {
    guard let type = program.type(of: field), type.fields.count == 2 else {
      throw CodecError(.mismatch, "the field is not a map")
    }
    let place = try makeMessage(type)
    set(try slot(for: entry.key, type.fields[0], program), for: type.fields[0], in: place)
    do throws(CodecError) {
      set(try slot(for: entry.value, type.fields[1], program), for: type.fields[1], in: place)
    } catch {
      throw error.within(key: entry.key.keyText)
    }
    return MessageSlot(place)
  }

  /// The slot of one value of a field.
  mutating func slot(
    for value: ProtobufValue, _ field: MessageField, _ program: ProtobufProgram
  ) throws(CodecError) -> MessageSlot {
    switch (field.kind, value) {
    case (.scalar(.string), .string(let text)): return try store(text.utf8)
    case (.scalar(.bytes), .bytes(let bytes)): return try store(bytes)
    case (.message(let type), .message(let message)), (.group(let type), .message(let message)):
      return MessageSlot(try copy(message, program.types[type], program))
    case (.enumeration(let type), _):
      if let slot = value.slot(for: type, isClosed: field.isClosedEnum) { return slot }
    default:
      if let slot = value.slot(for: field.kind) { return slot }
    }
    throw CodecError(.mismatch, "expected \(program.typeName(of: field)), found \(value.typeName)")
  }

  /// Puts another value in the place of one of a repeated field.
  mutating func replace(at index: Int, of field: MessageField, in message: MessagePlace, with value: MessageSlot) {
    slots[slots[message.slot + field.slot].list + 1 + index] = value
  }

  /// Copies a message of a user, which may be of another program that knows a type of the same name.
  private mutating func copy(
    _ message: DynamicMessage, _ type: MessageType, _ program: ProtobufProgram
  ) throws(CodecError) -> MessagePlace {
    guard message.type.name == type.name else {
      throw CodecError(.mismatch, "expected \(type.name), found \(message.type.name)")
    }
    if message.program === program {
      return try copyMessage(message.place, type, from: message.storage.arena, program)
    }
    var bytes: [UInt8] = []
    try message.encode(into: &bytes, sortingMaps: false, checksRequiredFields: false)
    var other = MessageArena()
    let decoded = bytes.withUnsafeBytes { bytes in
      Result { () throws(CodecError) in
        try program.decode(bytes, asType: type.index, into: &other, checksRequiredFields: false)
      }
    }
    try decoded.get()
    return try copyMessage(other.root, type, from: other, program)
  }
}

extension ProtobufProgram {
  /// What people call the type of a field's values.
  fileprivate func typeName(of field: MessageField) -> String {
    switch field.kind {
    case .scalar(let type): type.rawValue
    case .enumeration(let type): type.name
    case .message(let place), .group(let place): types[place].name
    }
  }
}

extension ProtobufValue {
  /// A map's key in the path of an error.
  fileprivate var keyText: String {
    switch self {
    case .string(let text): text
    case .bool(let value): "\(value)"
    case .int32(let value): "\(value)"
    case .int64(let value): "\(value)"
    case .uint32(let value): "\(value)"
    case .uint64(let value): "\(value)"
    default: typeName
    }
  }
}
