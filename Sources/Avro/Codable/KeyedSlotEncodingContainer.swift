/// Encodes under keys what they stand for: the fields of a record, the entries of a map, or the branch of a union, as
/// `KeyedSlotDecodingContainer` reads them.
struct KeyedSlotEncodingContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: SlotEncoder
  private let fields: KeyFields.Table?
  private var session: EncodingSession { encoder.session }

  init(_ encoder: SlotEncoder) {
    self.encoder = encoder
    let frame = try? encoder.frame()
    fields =
      if let frame, frame.pointee.form == .record {
        encoder.session.keys.table(of: Key.self, record: frame.pointee.node)
      } else {
        nil
      }
  }

  var codingPath: [any CodingKey] { encoder.codingPath }

  /// Encodes what the key stands for.
  @inline(__always) func part(_ key: Key, _ encode: (Int32) throws -> Void) throws {
    let frame = try encoder.frame()
    guard frame.pointee.form == .record else { return try otherPart(key, frame, encode) }
    guard let place = session.keys.field(of: key, fields, record: frame.pointee.node) else {
      throw noField(key, frame.pointee.node)
    }
    let field = Int32(truncatingIfNeeded: place)
    guard field >= frame.pointee.place else { throw repeated(key) }
    let slotCount = session.state.pointee.arena.slotCount
    frame.pointee.current = field
    do { try encode(session.layout.child(place, of: session.layout.nodes + Int(frame.pointee.node))) } catch {
      encoder.rollBack(to: slotCount)
      throw error
    }
    frame.pointee.current = -1
    if field == frame.pointee.place {
      frame.pointee.place = field &+ 1
      if session.state.pointee.aside.count > frame.pointee.asideCount { session.appendReadyFields(of: encoder.level) }
    } else {
      if session.isAside(field, of: encoder.level) { throw repeated(key) }
      session.putAside(field, from: slotCount, of: encoder.level)
    }
  }

  /// Encodes the nil of a property: null if the type admits it, otherwise nothing, so that the default is taken.
  func absentPart(_ key: Key) throws {
    let frame = try encoder.frame()
    let node = session.layout.nodes + Int(frame.pointee.node)
    switch frame.pointee.form {
    case .record:
      guard let field = session.keys.field(of: key, fields, record: frame.pointee.node),
        session.admitsNull(session.layout.child(field, of: node))
      else { return }
    case .map: if !session.admitsNull(node.pointee.first) { return }
    default: return
    }
    try part(key) { try session.appendNull(as: $0) }
  }

  private func otherPart(
    _ key: Key, _ frame: UnsafeMutablePointer<EncodingFrame>, _ encode: (Int32) throws -> Void
  ) throws {
    let slotCount = session.state.pointee.arena.slotCount
    do {
      switch frame.pointee.form {
      case .map:
        appendKey(key, frame)
        try encode(session.layout.nodes[Int(frame.pointee.node)].first)
        frame.pointee.current = -1
        frame.pointee.place += 1
      case .union:
        guard let branch = session.branch(named: key.stringValue, of: frame.pointee.node) else {
          try openOnlyBranch(frame, key)
          return try part(key, encode)
        }
        session.append(RecordSlot(Int64(branch)))
        try encode(session.layout.child(branch, of: session.layout.nodes + Int(frame.pointee.node)))
        frame.pointee.form = .done
      case .payload where session.isPayload(key.stringValue, of: frame.pointee.node):
        try encode(frame.pointee.node)
        frame.pointee.form = .done
      case .payload:
        session.open(.record, at: encoder.level)
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

  private func appendKey(_ key: Key, _ frame: UnsafeMutablePointer<EncodingFrame>) {
    frame.pointee.current = Int32(truncatingIfNeeded: session.state.pointee.arena.slotCount)
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
    session.open(branch: branch, .record, at: encoder.level)
  }

  private func noField(_ key: Key, _ record: Int32) -> EncodingError {
    let type = session.layout.recordType(of: record)
    let names = type?.fieldNames.joined(separator: ", ") ?? ""
    let message = "\(type?.name.fullName ?? "") has no field \"\(key.stringValue)\"; its fields are \(names)"
    return session.invalid((), message)
  }

  private func repeated(_ key: Key) -> EncodingError {
    session.invalid((), "\"\(key.stringValue)\" is encoded twice")
  }
}

extension KeyedSlotEncodingContainer {
  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    if let frame = try? encoder.frame(), frame.pointee.form == .union,
      let branch = session.branch(named: key.stringValue, of: frame.pointee.node)
    {
      // Nothing can follow in a union, so the branch is encoded in place.
      session.append(RecordSlot(Int64(branch)))
      frame.pointee.node = session.layout.child(branch, of: session.layout.nodes + Int(frame.pointee.node))
      frame.pointee.form = .payload
      return KeyedEncodingContainer(KeyedSlotEncodingContainer<Nested>(encoder))
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
    let node = session.layout.nodes + Int(frame.pointee.node)
    switch frame.pointee.form {
    case .record:
      guard let field = session.layout.recordType(of: frame.pointee.node)?.index(of: key),
        field >= frame.pointee.place, !session.isAside(Int32(field), of: encoder.level)
      else { break }
      frame.pointee.current = Int32(field)
      defer { frame.pointee.current = -1 }
      return session.aside(Int32(field), as: session.layout.child(field, of: node))
    case .map:
      frame.pointee.current = Int32(truncatingIfNeeded: session.state.pointee.arena.slotCount)
      defer { frame.pointee.current = -1 }
      session.append(text: key)
      frame.pointee.place += 1
      return session.aside(Int32(truncatingIfNeeded: session.state.pointee.arena.slotCount), as: node.pointee.first)
    case .empty, .array, .union, .payload, .done, .refused: break
    }
    frame.pointee.form = .refused
    return encoder
  }
}
