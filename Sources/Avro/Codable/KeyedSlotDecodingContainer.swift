/// What Codable's keys reach in a value: the fields of a record, the entries of a map, or the branch of a union.
///
/// A union of more than null and one type can be read in two ways, and the keys decide. Keys that name the branch, by
/// its full name or its short one or that with a small first letter, read the branch as the specification's JSON
/// encoding shows it: `{"Card": …}`. This is also what the compiler makes of enums with associated values. All other
/// keys read the parts of the branch's value.
struct KeyedSlotDecodingContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  private enum Form {
    case record, map
    /// The key is the branch's name.
    case branch
    /// The key `_0` is the value itself, as for an unnamed associated value.
    case payload
    /// There are no keys, as for a case without associated values.
    case empty
  }

  private let form: Form
  private let decoder: SlotDecoder
  private let fields: KeyFields.Table?

  /// A container of a decoder's value.
  init(_ decoder: SlotDecoder) throws {
    if decoder.node(decoder.place.node).pointee.kind == .union, Self.branchKey(of: decoder) != nil {
      self.init(.branch, decoder)
    } else {
      try self.init(partsOf: decoder)
    }
  }

  /// A container of the associated values that a branch of a union holds.
  private init(payload decoder: SlotDecoder) throws {
    let content = decoder.content
    let kind = decoder.node(content.node).pointee.kind
    let hasField = decoder.session.layout.recordType(of: content.node)?.index(of: Self.payloadName) != nil
    if !hasField, Key(stringValue: Self.payloadName) != nil || (kind != .record && kind != .null) {
      self.init(.payload, decoder)
    } else if kind == .null {
      self.init(.empty, decoder)
    } else {
      try self.init(partsOf: decoder)
    }
  }

  private init(partsOf decoder: SlotDecoder) throws {
    guard decoder.level < DecodingSession.maximumNesting else {
      throw decoder.dataCorrupted(.nested(deeperThan: Int(decoder.level)))
    }
    let content = SlotDecoder(session: decoder.session, place: decoder.content, level: decoder.level)
    switch content.node(content.place.node).pointee.kind {
    case .record:
      self.init(.record, content, decoder.session.keys.table(of: Key.self, record: content.place.node))
    case .map: self.init(.map, content)
    default: throw decoder.mismatch(KeyedDecodingContainer<Key>.self)
    }
    content.session.state.pointee.cursors[Int(content.level)] = content.start
  }

  private init(_ form: Form, _ decoder: SlotDecoder, _ fields: KeyFields.Table? = nil) {
    self.form = form
    self.decoder = decoder
    self.fields = fields
  }

  var codingPath: [any CodingKey] { decoder.codingPath }

  var allKeys: [Key] {
    switch form {
    case .record: decoder.session.layout.recordType(of: decoder.place.node)?.fieldNames.compactMap(Key.init) ?? []
    case .map: decoder.entryKeys.compactMap(Key.init)
    case .branch: Self.branchKey(of: decoder).map { [$0] } ?? []
    case .payload: Key(stringValue: Self.payloadName).map { [$0] } ?? []
    case .empty: []
    }
  }

  func contains(_ key: Key) -> Bool { part(key) != nil }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    let part = try required(key)
    if form == .branch { return KeyedDecodingContainer(try KeyedSlotDecodingContainer<Nested>(payload: part)) }
    return try part.container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try required(key).unkeyedContainer()
  }

  /// The field or entry `super` if there is one. Otherwise the fields of the superclass stand among these.
  func superDecoder() throws -> any Decoder {
    switch form {
    case .record:
      let type = decoder.session.layout.recordType(of: decoder.place.node)
      return type?.index(of: Self.superName).map { decoder.field(Int32($0)) } ?? decoder
    case .map: return decoder.entry(Self.superName) ?? decoder
    case .branch, .payload, .empty: return decoder
    }
  }

  func superDecoder(forKey key: Key) throws -> any Decoder { try required(key) }

  /// The value under a key; nil if there is none.
  @inline(__always) func part(_ key: Key) -> SlotDecoder? {
    if form == .record {
      guard let field = decoder.session.keys.field(of: key, fields, record: decoder.place.node) else { return nil }
      return decoder.field(Int32(truncatingIfNeeded: field))
    }
    return otherPart(key)
  }

  /// The value under a key; nil if there is none or it is null.
  @inline(__always) func presentPart(_ key: Key) -> SlotDecoder? {
    guard let part = part(key), !part.isNull else { return nil }
    return part
  }

  @inline(__always) func required(_ key: Key) throws -> SlotDecoder {
    guard let part = part(key) else { throw missing(key) }
    return part
  }

  private func otherPart(_ key: Key) -> SlotDecoder? {
    switch form {
    case .map: return decoder.entry(key.stringValue)
    case .branch:
      guard key.stringValue == Self.branchKey(of: decoder)?.stringValue else { return nil }
      let union = decoder.node(decoder.place.node)
      let branch = Int32(truncatingIfNeeded: decoder.slot(decoder.place.slot).bits)
      return decoder.part(decoder.place.slot + 1, decoder.child(branch, of: union))
    case .payload: return key.stringValue == Self.payloadName ? decoder : nil
    case .record, .empty: return nil
    }
  }

  private func missing(_ key: Key) -> DecodingError {
    let layout = decoder.session.layout
    let name = key.stringValue
    let message =
      switch form {
      case .record:
        if let type = layout.recordType(of: decoder.place.node) {
          "\(type.name) has no field \"\(name)\"; its fields are \(type.fieldNames.joined(separator: ", "))"
        } else {
          "there is no field \"\(name)\""
        }
      case .map: "the map has no key \"\(name)\""
      case .branch: "the union holds \(layout.typeName(of: decoder.content.node)), not \"\(name)\""
      case .payload, .empty:
        "\(layout.typeName(of: decoder.content.node)), a branch of a union, has no part \"\(name)\""
      }
    return .keyNotFound(key, decoder.context(message))
  }

  private static var payloadName: String { "_0" }
  private static var superName: String { "super" }

  /// The key that names the branch of a union; nil if the type has none, or if it means a field of that name.
  private static func branchKey(of decoder: SlotDecoder) -> Key? {
    let layout = decoder.session.layout
    let branch = layout.branches(of: decoder.place.node)[decoder.slot(decoder.place.slot).index]
    for name in branch.spellings {
      guard let key = Key(stringValue: name) else { continue }
      return layout.recordType(of: decoder.content.node)?.index(of: name) == nil ? key : nil
    }
    return nil
  }
}

extension AvroLayout.Branch {
  /// What the keys of Swift types may call the branch: its full name, the short one, and that as Swift writes cases.
  var spellings: [String] {
    let short = name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name
    return [name, short, short.prefix(1).lowercased() + short.dropFirst()]
  }
}
