import SchemaCore

/// What a keyed container reads, whatever its keys are. It is apart from the container as that is generic, and what
/// need not be is quicker.
///
/// A union of more than null and one type can be read in two ways, and the keys decide. Keys that name the branch, by
/// its full name or its short one or that with a small first letter, read the branch as the specification's JSON
/// encoding shows it: `{"Card": …}`. This is also what the compiler makes of enums with associated values. All other
/// keys read the parts of the branch's value.
struct KeyedSlots {
  enum Form: UInt8 {
    case record, map
    /// The key is the branch's name.
    case branch
    /// The key `_0` is the value itself, as for an unnamed associated value.
    case payload
    /// There are no keys, as for a case without associated values.
    case empty
  }

  static let payloadName = "_0"
  static let superName = "super"

  let form: Form
  let decoder: SlotDecoder
  /// The fields of known keys of a record.
  let fields: KeyUse.Table?

  /// The parts of a decoder's value.
  init<Key: CodingKey>(_ decoder: SlotDecoder, _ keys: Key.Type) throws {
    if decoder.node(decoder.place.node).pointee.kind == .union, decoder.hasBranchKey(keys) {
      self.init(.branch, decoder)
    } else {
      try self.init(partsOf: decoder, keys)
    }
  }

  /// The associated values that a branch of a union holds.
  init<Key: CodingKey>(payload decoder: SlotDecoder, _ keys: Key.Type) throws {
    let use = decoder.use(of: keys, decoder.content.node)
    let form = use?.pointee.payloadForm ?? Self.payloadForm(of: decoder, keys)
    use?.pointee.payloadForm = form
    if form == .record { try self.init(partsOf: decoder, keys) } else { self.init(form, decoder) }
  }

  /// The form for the associated values of a branch; that of a record stands for the parts of any type.
  @inline(never) private static func payloadForm(of decoder: SlotDecoder, _ keys: (some CodingKey).Type) -> Form {
    let content = decoder.content
    let kind = decoder.node(content.node).pointee.kind
    let hasField = decoder.session.layout.recordType(of: content.node)?.index(of: Self.payloadName) != nil
    if !hasField, decoder.isKey(Self.payloadName, of: keys) || (kind != .record && kind != .null) { return .payload }
    return kind == .null ? .empty : .record
  }

  private init<Key: CodingKey>(partsOf decoder: SlotDecoder, _ keys: Key.Type) throws {
    guard decoder.level < DecodingSession.maximumNesting else {
      throw decoder.dataCorrupted(.nested(deeperThan: Int(decoder.level)))
    }
    let content = decoder.unwrapped
    switch content.node(content.place.node).pointee.kind {
    case .record: self.init(.record, content, content.use(of: keys, content.place.node)?.pointee.fields)
    case .map: self.init(.map, content)
    default: throw decoder.mismatch(KeyedDecodingContainer<Key>.self)
    }
    content.state.pointee.cursors[Int(content.level)] = content.start
  }

  private init(_ form: Form, _ decoder: SlotDecoder, _ fields: KeyUse.Table? = nil) {
    self.form = form
    self.decoder = decoder
    self.fields = fields
  }

  /// The value under a key that is in the table.
  @inline(__always) func part(_ field: Int32) throws -> SlotDecoder {
    try decoder.requireValid()
    return decoder.field(field)
  }

  /// The value under a key; nil if there is none.
  func part<Key: CodingKey>(_ key: Key) throws -> SlotDecoder? {
    try decoder.requireValid()
    switch form {
    case .record:
      return decoder.session.keys.field(of: key, fields, record: decoder.place.node).map { decoder.field($0) }
    case .map: return decoder.entry(key.stringValue)
    case .branch:
      guard decoder.isBranchNamed(by: key) else { return nil }
      let union = decoder.node(decoder.place.node)
      let branch = Int32(truncatingIfNeeded: decoder.slot(decoder.place.slot).bits)
      return decoder.part(decoder.place.slot + 1, decoder.child(branch, of: union))
    case .payload: return key.stringValue == Self.payloadName ? decoder.inner : nil
    case .empty: return nil
    }
  }

  /// The names of the parts, other than the branch of a union.
  var names: [String] {
    guard decoder.isValid else { return [] }
    return switch form {
    case .record: decoder.session.layout.recordType(of: decoder.place.node)?.fieldNames ?? []
    case .map: decoder.entryKeys
    case .payload: [Self.payloadName]
    case .branch, .empty: []
    }
  }

  func missing(_ key: some CodingKey) -> DecodingError {
    let layout = decoder.session.layout
    let name = key.stringValue
    let message: String
    switch form {
    case .record:
      let type = layout.recordType(of: decoder.place.node)
      let names = type?.fieldNames.joined(separator: ", ") ?? ""
      message = "\(type?.name.fullName ?? "") has no field \"\(name)\"; its fields are \(names)"
    case .map: message = "the map has no key \"\(name)\""
    case .branch: message = "the union holds \(layout.typeName(of: decoder.content.node)), not \"\(name)\""
    case .payload, .empty:
      message = "\(layout.typeName(of: decoder.content.node)), a branch of a union, has no part \"\(name)\""
    }
    return .keyNotFound(key, decoder.context(message))
  }
}
