public import SchemaCore

extension DynamicMessage {
  /// Sets the field with this name, or the extension with this full name in brackets.
  ///
  /// - Throws: `CodecError` if the type has no such field, or the value does not fit it.
  public mutating func set(_ value: ProtobufValue, for name: String) throws(CodecError) {
    guard let field = type.field(named: name) else {
      throw CodecError(.mismatch, "\(type.name) has no field named \(name)")
    }
    try set(value, for: field)
  }

  /// Sets a field in place of what it held, and takes away other members of its oneof. Whole numbers fit every field in
  /// whose range they are, names of enum values the fields of enums. Of a map's entries with one key the last counts.
  ///
  /// Memory of what was set before is kept until the message itself is given up or decoded anew.
  ///
  /// - Throws: `CodecError` with the field if the value does not fit it; the message has not changed then.
  public mutating func set(_ value: ProtobufValue, for field: MessageField) throws(CodecError) {
    let (field, program, place) = (own(field), program, place)
    try change { arena throws(CodecError) in
      do throws(CodecError) {
        guard field.isRepeated else {
          return arena.set(try arena.slot(for: value, field, program), for: field, in: place)
        }
        let slots = try arena.slots(for: value, field, program)
        arena.clear(field, in: place)
        for slot in slots { try arena.append(slot, to: field, in: place) }
      } catch {
        throw error.within(field: field.name)
      }
    }
  }

  /// Appends a value to a repeated field.
  ///
  /// - Throws: `CodecError` with the field if it is not repeated, or a map, or if the value does not fit it.
  public mutating func append(_ value: ProtobufValue, to field: MessageField) throws(CodecError) {
    let (field, program, place) = (own(field), program, place)
    try change { arena throws(CodecError) in
      do throws(CodecError) {
        guard field.isRepeated && !field.isMap else { throw CodecError(.mismatch, "the field is not a list") }
        let slot = try arena.slot(for: value, field, program)
        try arena.append(slot, to: field, in: place)
      } catch {
        throw error.within(field: field.name)
      }
    }
  }

  /// Sets the value of a key in a map.
  ///
  /// - Throws: `CodecError` with the field if it is no map, or if the key or the value does not fit it.
  public mutating func set(
    _ value: ProtobufValue, forKey key: ProtobufValue, of field: MessageField
  ) throws(CodecError) {
    let (field, program, place) = (own(field), program, place)
    let index = entry(of: field, key: key)
    try change { arena throws(CodecError) in
      do throws(CodecError) {
        guard field.isMap else { throw CodecError(.mismatch, "the field is not a map") }
        let entry = try arena.slot(forEntry: ProtobufValue.Entry(key: key, value: value), field, program)
        if let index {
          arena.replace(at: index, of: field, in: place, with: entry)
        } else {
          try arena.append(entry, to: field, in: place)
        }
      } catch {
        throw error.within(field: field.name)
      }
    }
  }

  /// Takes the value or all values of a field away.
  public mutating func clear(_ field: MessageField) {
    let (field, place) = (own(field), place)
    change { $0.clear(field, in: place) }
  }

  /// Takes a key out of a map.
  public mutating func removeValue(forKey key: ProtobufValue, of field: MessageField) {
    let (field, place) = (own(field), place)
    // Entries that it overrode would count again.
    while let index = entry(of: field, key: key) {
      change { $0.remove(at: index, of: field, in: place) }
    }
  }

  /// Changes the message in a single field where it stands; it is made if the field is not set.
  ///
  /// - Throws: what `body` throws, and `CodecError` if the field holds no message or several.
  public mutating func modify<Result>(
    _ field: MessageField, _ body: (inout DynamicMessage) throws(CodecError) -> Result
  ) throws(CodecError) -> Result {
    let (field, place) = (own(field), place)
    guard let inner = program.type(of: field), !field.isRepeated else {
      throw CodecError(.mismatch, "the field is not a message", path: field.name)
    }
    let part = try change { arena throws(CodecError) in try arena.openMessage(inner, in: field, of: place) }
    return try modify(part, inner, body)
  }

  /// Changes one of the messages of a repeated field where it stands.
  ///
  /// - Parameter index: Less than `count(of:)`.
  /// - Throws: what `body` throws, and `CodecError` if the field does not hold several messages.
  public mutating func modify<Result>(
    _ field: MessageField, at index: Int, _ body: (inout DynamicMessage) throws(CodecError) -> Result
  ) throws(CodecError) -> Result {
    let field = own(field)
    guard let inner = program.type(of: field), field.isRepeated, !field.isMap else {
      throw CodecError(.mismatch, "the field is not a list of messages", path: field.name)
    }
    return try modify(slot(of: field, at: index).message, inner, body)
  }

  private mutating func modify<Result>(
    _ place: MessagePlace, _ type: MessageType, _ body: (inout DynamicMessage) throws(CodecError) -> Result
  ) throws(CodecError) -> Result {
    var part = DynamicMessage(program, type, storage, place)
    return try lend(to: &part, body)
  }
}
