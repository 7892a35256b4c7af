/// What Codable's keys reach in a value: the fields of a record, the entries of a map, or the branch of a union.
struct KeyedSlotDecodingContainer<Key: CodingKey>: KeyedSlotDecoding {
  private let slots: KeyedSlots

  init(_ slots: KeyedSlots) {
    self.slots = slots
  }

  var codingPath: [any CodingKey] { slots.decoder.codingPath }

  var allKeys: [Key] { slots.form == .branch ? slots.decoder.branchKeys(Key.self) : namedKeys }

  @inline(never) private var namedKeys: [Key] { slots.names.compactMap(Key.init) }

  func contains(_ key: Key) -> Bool { (try? part(key)) != nil }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    let part = try required(key)
    guard slots.form == .branch else { return try part.container(keyedBy: type) }
    return part.container(of: try KeyedSlots(payload: part, type), type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try required(key).unkeyedContainer()
  }

  /// The field or entry `super` if there is one. Otherwise the fields of the superclass stand among these.
  func superDecoder() throws -> any Decoder {
    let decoder = slots.decoder
    try decoder.requireValid()
    switch slots.form {
    case .record:
      let type = decoder.session.layout.recordType(of: decoder.place.node)
      return type?.index(of: KeyedSlots.superName).map { decoder.field(Int32($0)) } ?? decoder
    case .map: return decoder.entry(KeyedSlots.superName) ?? decoder
    case .branch, .payload, .empty: return decoder
    }
  }

  func superDecoder(forKey key: Key) throws -> any Decoder { try required(key) }

  /// The value under a key; nil if there is none.
  @inline(__always) func part(_ key: Key) throws -> SlotDecoder? {
    let field = KeyFields.field(of: key, in: slots.fields)
    return try field >= 0 ? slots.part(field) : slots.part(key)
  }

  /// The value under a key; nil if there is none or it is null.
  @inline(__always) func presentPart(_ key: Key) throws -> SlotDecoder? {
    guard let part = try part(key), !part.isNull else { return nil }
    return part
  }

  @inline(__always) func required(_ key: Key) throws -> SlotDecoder {
    let field = KeyFields.field(of: key, in: slots.fields)
    if field >= 0 { return try slots.part(field) }
    guard let part = try slots.part(key) else { throw slots.missing(key) }
    return part
  }
}
