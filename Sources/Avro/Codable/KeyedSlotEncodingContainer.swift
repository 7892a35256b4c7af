/// Encodes under keys what they stand for: the fields of a record, the entries of a map, or the branch of a union, as
/// `KeyedSlotDecodingContainer` reads them.
struct KeyedSlotEncodingContainer<Key: CodingKey>: KeyedSlotEncoding {
  let encoder: SlotEncoder
  let fields: KeyUse.Table?
  private var session: EncodingSession { encoder.session }

  init(_ encoder: SlotEncoder, _ fields: KeyUse.Table?) {
    self.encoder = encoder
    self.fields = fields
  }

  var codingPath: [any CodingKey] { encoder.codingPath }

  /// Encodes what a key stands for that is not in the table of fields.
  func part(_ key: Key, _ encode: (Int32) throws -> Void) throws {
    let frame = try encoder.frame()
    guard frame.pointee.form == .record else { return try otherPart(key, frame, encode) }
    try encoder.encode(field: try field(key, of: frame.pointee.node), encode)
  }

  /// Encodes the nil of a property: null if the type admits it, otherwise nothing, so that the default is taken.
  func absentPart(_ key: Key) throws {
    let known = KeyFields.field(of: key, in: fields)
    if known >= 0 { return try encoder.encodeAbsent(field: known) }
    let frame = try encoder.frame()
    switch frame.pointee.form {
    case .record:
      let field = session.storage.keys.field(of: key, fields, record: frame.pointee.node)
      if let field { try encoder.encodeAbsent(field: field) }
    case .map where session.admitsNull(session.state.pointee.nodes[Int(frame.pointee.node)].first):
      try part(key) { try session.appendNull(as: $0) }
    case .empty, .map, .array, .union, .payload, .done, .refused: break
    }
  }

  private func field(_ key: Key, of record: Int32) throws -> Int32 {
    if let field = session.storage.keys.field(of: key, fields, record: record) { return field }
    let type = session.layout.recordType(of: record)
    let names = type?.fieldNames.joined(separator: ", ") ?? ""
    let message = "\(type?.name.fullName ?? "") has no field \"\(key.stringValue)\"; its fields are \(names)"
    throw session.invalid((), message)
  }

  private func otherPart(
    _ key: Key, _ frame: UnsafeMutablePointer<EncodingFrame>, _ encode: (Int32) throws -> Void
  ) throws {
    let slotCount = session.state.pointee.arena.pointee.slotCount
    do {
      switch frame.pointee.form {
      case .map:
        appendKey(key, frame)
        try encode(session.state.pointee.nodes[Int(frame.pointee.node)].first)
        frame.pointee.current = -1
        frame.pointee.place += 1
      case .union:
        guard let branch = branch(key, of: frame.pointee.node) else {
          try openOnlyBranch(frame, key)
          return try part(key, encode)
        }
        session.append(RecordSlot(Int64(branch)))
        try encode(session.child(branch, of: session.state.pointee.nodes + Int(frame.pointee.node)))
        frame.pointee.form = .done
      case .payload where session.isPayload(key.stringValue, of: frame.pointee.node):
        try encode(frame.pointee.node)
        frame.pointee.form = .done
      case .payload:
        session.open(.record, at: Int(encoder.level))
        try part(key, encode)
      case .empty, .record, .array, .done, .refused:
        let expected = session.layout.description(of: frame.pointee.node)
        throw session.invalid((), "a type with the key \"\(key.stringValue)\" cannot be written as \(expected)")
      }
    } catch {
      encoder.rollBack(to: slotCount)
      throw error
    }
  }

  private func branch(_ key: Key, of union: Int32) -> Int? {
    let table = encoder.use(of: Key.self, union)?.pointee.fields
    return session.storage.keys.branch(of: key, in: table) { session.branch(named: $0, of: union) }
  }

  private func appendKey(_ key: Key, _ frame: UnsafeMutablePointer<EncodingFrame>) {
    frame.pointee.current = Int32(truncatingIfNeeded: session.state.pointee.arena.pointee.slotCount)
    session.append(text: key.stringValue)
  }

  /// Makes a union whose branch is not named its only record, or else its only map.
  private func openOnlyBranch(_ frame: UnsafeMutablePointer<EncodingFrame>, _ key: Key) throws {
    let node = frame.pointee.node
    guard let branch = session.onlyKeyedBranch(of: node) else {
      throw session.invalid(
        (),
        "which branch is it? \"\(key.stringValue)\" names none of the \(session.layout.description(of: node)), "
          + "nor does the Swift type")
    }
    session.open(branch: branch, .record, at: Int(encoder.level))
  }
}

extension KeyedSlotEncodingContainer {
  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    if let frame = try? encoder.frame(), frame.pointee.form == .union,
      let branch = branch(key, of: frame.pointee.node)
    {
      // Nothing can follow in a union, so the branch is encoded in place.
      session.append(RecordSlot(Int64(branch)))
      frame.pointee.node = session.child(branch, of: session.state.pointee.nodes + Int(frame.pointee.node))
      frame.pointee.form = .payload
      return encoder.container(for: type)
    }
    return aside(key.stringValue).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    aside(key.stringValue).unkeyedContainer()
  }

  /// The field or entry `super` if there may be one. Otherwise the fields of the superclass stand among these.
  func superEncoder() -> any Encoder {
    guard let frame = try? encoder.frame() else { return encoder }
    let name = "super"
    let isPart =
      frame.pointee.form == .map
      || session.layout.recordType(of: frame.pointee.node)?.index(of: name) != nil
    return isPart ? aside(name) : encoder
  }

  func superEncoder(forKey key: Key) -> any Encoder { aside(key.stringValue) }

  /// An encoder of the part that a key stands for, which may be used at any time until the value is complete.
  private func aside(_ key: String) -> SlotEncoder {
    guard let frame = try? encoder.frame() else { return encoder }
    let node = session.state.pointee.nodes + Int(frame.pointee.node)
    switch frame.pointee.form {
    case .record:
      guard let field = session.layout.recordType(of: frame.pointee.node)?.index(of: key),
        field >= frame.pointee.place, !session.isAside(Int32(field), of: Int(encoder.level))
      else { break }
      frame.pointee.current = Int32(field)
      defer { frame.pointee.current = -1 }
      return session.aside(Int32(field), as: session.child(field, of: node))
    case .map:
      frame.pointee.current = Int32(truncatingIfNeeded: session.state.pointee.arena.pointee.slotCount)
      defer { frame.pointee.current = -1 }
      session.append(text: key)
      frame.pointee.place += 1
      return session.aside(
        Int32(truncatingIfNeeded: session.state.pointee.arena.pointee.slotCount), as: node.pointee.first)
    case .empty, .array, .union, .payload, .done, .refused: break
    }
    frame.pointee.form = .refused
    return encoder
  }
}
