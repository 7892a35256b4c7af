extension Optional: SlotRepresentable {
  /// Unions too: they are left to the wrapped type.
  static func fit(_ node: CodableNode) -> SlotFit { .exact }
}

extension Optional: SlotDecodable where Wrapped: Decodable {
  static func read(from slot: SlotDecoder) throws -> Wrapped? {
    slot.isNull ? nil : try slot.value(Wrapped.self, isInner: true)
  }
}

extension Optional: SlotEncodable where Wrapped: Encodable {
  func write(to session: EncodingSession, as node: Int32) throws {
    if let self { try session.encode(self, as: node, isInner: true) } else { try session.appendNull(as: node) }
  }
}

extension Array: SlotRepresentable {
  static func fit(_ node: CodableNode) -> SlotFit {
    switch node.kind {
    case .array: Element.self == UInt8.self ? .near : .exact
    case .bytes, .fixed: Element.self == UInt8.self ? .exact : .none
    default: .none
    }
  }
}

extension Array: SlotDecodable where Element: Decodable {
  static func read(from slot: SlotDecoder) throws -> [Element] {
    let array = slot.unwrapped
    guard array.node(array.place.node).pointee.kind == .array else {
      // Only bytes fit bytes.
      return unsafeBitCast([UInt8](array.bytes(of: array.slot(array.place.slot))), to: [Element].self)
    }
    if let direct = array.directItems(Element.self) { return try read(direct, array) }
    return try Array(unsafeUninitializedCapacity: array.itemCount) { values, count in
      try array.forEachItem { item in
        values.initializeElement(at: count, to: try item.value(Element.self))
        count += 1
      }
    }
  }

  /// Reads items that read themselves; the types are known to be the same.
  private static func read<Direct: SlotDecodable>(_ type: Direct.Type, _ array: SlotDecoder) throws -> [Element] {
    unsafeBitCast(try Direct.readItems(of: array), to: [Element].self)
  }
}

extension Array: SlotEncodable where Element: Encodable {
  func write(to session: EncodingSession, as node: Int32) throws {
    guard session.kind(of: node) == .array else {
      return try session.append(bytes: unsafeBitCast(self, to: [UInt8].self), as: node)
    }
    if let direct = session.directItems(Element.self, of: node) { return try write(direct, session, node) }
    try session.appendItems(self, as: node) { try session.encode($0, as: $1) }
  }

  /// Writes items that write themselves; the types are known to be the same.
  private func write<Direct: SlotEncodable>(
    _ type: Direct.Type, _ session: EncodingSession, _ node: Int32
  ) throws {
    try Direct.writeItems(unsafeBitCast(self, to: [Direct].self), to: session, as: node)
  }
}

extension Dictionary: SlotRepresentable {
  static func fit(_ node: CodableNode) -> SlotFit { node.kind == .map && Key.self == String.self ? .exact : .none }
}

extension Dictionary: SlotDecodable where Key: Decodable, Value: Decodable {
  static func read(from slot: SlotDecoder) throws -> [Key: Value] {
    let map = slot.unwrapped
    if let direct = map.directItems(Value.self) { return try read(direct, map) }
    let values = map.node(map.place.node).pointee.first
    var entries = [String: Value](minimumCapacity: map.itemCount)
    try map.forEachEntry { key in
      entries[map.text(of: map.slot(key))] = try map.part(key + 1, values).value(Value.self)
    }
    return unsafeBitCast(entries, to: [Key: Value].self)
  }

  /// Reads values that read themselves; the types are known to be the same, and the keys to be strings.
  private static func read<Direct: SlotDecodable>(_ type: Direct.Type, _ map: SlotDecoder) throws -> [Key: Value] {
    unsafeBitCast(try Direct.readEntries(of: map), to: [Key: Value].self)
  }
}

extension Dictionary: SlotEncodable where Key: Encodable, Value: Encodable {
  func write(to session: EncodingSession, as node: Int32) throws {
    if let direct = session.directItems(Value.self, of: node) { return try write(direct, session, node) }
    try session.appendEntries(unsafeBitCast(self, to: [String: Value].self), as: node) {
      try session.encode($0, as: $1)
    }
  }

  /// Writes values that write themselves; the types are known to be the same, and the keys to be strings.
  private func write<Direct: SlotEncodable>(
    _ type: Direct.Type, _ session: EncodingSession, _ node: Int32
  ) throws {
    try Direct.writeEntries(unsafeBitCast(self, to: [String: Direct].self), to: session, as: node)
  }
}
