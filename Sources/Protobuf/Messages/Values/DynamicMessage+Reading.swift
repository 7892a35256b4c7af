extension DynamicMessage {
  /// The value of the field with this name; nil if it is not set, or if the type has no such field.
  ///
  /// Extensions are named by their full names in brackets.
  public subscript(name: String) -> ProtobufValue? {
    guard let field = type.field(named: name), has(field) else { return nil }
    return value(of: field)
  }

  /// The value of the field with this number; nil if it is not set, or if the type has no such field.
  public subscript(number number: Int32) -> ProtobufValue? {
    guard let field = type.field(number: number), has(field) else { return nil }
    return value(of: field)
  }

  /// True if the field is set: for a field without presence, if it is not zero or empty; for a repeated field, if it has
  /// values.
  ///
  /// - Parameter field: One of the type's fields, as everywhere.
  public func has(_ field: MessageField) -> Bool { storage.arena.isSet(own(field), in: place) }

  /// The value of the field, or what the schema says of a field that is not set: a list or a map is empty, a message has
  /// no field set, others have their default.
  public func value(of field: MessageField) -> ProtobufValue {
    let field = own(field)
    if field.isMap { return .map(entries(of: field)) }
    if field.isRepeated {
      return .list(storage.arena.values(of: field, in: place).map { value($0, field) })
    }
    guard storage.arena.isPresent(field.index, in: place) else { return defaultValue(of: field) }
    return value(storage.arena.value(of: field, in: place), field)
  }

  /// How many values a repeated field has, or entries a map, equal keys each counted that were read.
  public func count(of field: MessageField) -> Int { storage.arena.values(of: own(field), in: place).count }

  /// A value of a repeated field; for a map a message with the fields `key` and `value`.
  ///
  /// - Parameter index: Less than `count(of:)`.
  public func value(of field: MessageField, at index: Int) -> ProtobufValue {
    let field = own(field)
    return value(slot(of: field, at: index), field)
  }

  /// The value of a key in a map; nil if there is none.
  public func value(of field: MessageField, forKey key: ProtobufValue) -> ProtobufValue? {
    let field = own(field)
    guard let index = entry(of: field, key: key), let entry = program.type(of: field) else { return nil }
    let slot = storage.arena.values(of: field, in: place)[index]
    return value(storage.arena.value(of: entry.fields[1], in: slot.message), entry.fields[1])
  }

  /// The slot of a value of a repeated field.
  func slot(of field: MessageField, at index: Int) -> MessageSlot {
    let values = storage.arena.values(of: field, in: place)
    precondition(values.indices.contains(index), "\(field.name) has \(values.count) values")
    return values[index]
  }

  /// The field of this message's type with the same place and number.
  func own(_ field: MessageField) -> MessageField {
    let own = type.fields[field.index]
    precondition(own.number == field.number, "\(field.name) is a field of \(type.name)")
    return own
  }

  /// The place of the entry that counts for a key, which is the last one.
  func entry(of field: MessageField, key: ProtobufValue) -> Int? {
    guard field.isMap, let keyField = program.type(of: field)?.fields.first else { return nil }
    let entries = storage.arena.values(of: field, in: place)
    guard let key = key.normalized(for: keyField) else { return nil }
    return entries.indices.last { index in
      value(storage.arena.value(of: keyField, in: entries[index].message), keyField) == key
    }
  }

  private func entries(of field: MessageField) -> [ProtobufValue.Entry] {
    guard let type = program.type(of: field) else { return [] }
    let slots = storage.arena.values(of: field, in: place)
    let (key, value) = (type.fields[0], type.fields[1])
    return storage.arena.currentEntries(of: field, type, in: place).map { index in
      ProtobufValue.Entry(
        key: self.value(storage.arena.value(of: key, in: slots[index].message), key),
        value: self.value(storage.arena.value(of: value, in: slots[index].message), value))
    }
  }

  private func value(_ slot: MessageSlot, _ field: MessageField) -> ProtobufValue {
    switch field.kind {
    case .message(let type), .group(let type):
      .message(DynamicMessage(program, program.types[type], storage, slot.message))
    case .enumeration: .enumeration(slot.int32)
    case .scalar(.string): .string(String(decoding: storage.arena.content(of: slot), as: UTF8.self))
    case .scalar(.bytes): .bytes(Array(storage.arena.content(of: slot)))
    case .scalar(let type): ProtobufValue(slot, type)
    }
  }

  private func defaultValue(of field: MessageField) -> ProtobufValue {
    switch (field.kind, field.defaultValue) {
    case (.message(let type), _), (.group(let type), _):
      .message(DynamicMessage(program, emptyMessageOf: program.types[type]))
    case (.scalar(.string), .bytes(let bytes)): .string(String(decoding: bytes, as: UTF8.self))
    case (_, .bytes(let bytes)): .bytes(bytes)
    case (.enumeration, .slot(let slot)): .enumeration(slot.int32)
    case (.scalar(let type), .slot(let slot)): ProtobufValue(slot, type)
    }
  }
}
