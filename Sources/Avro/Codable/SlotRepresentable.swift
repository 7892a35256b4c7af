/// How well the values of a Swift type stand for those of an Avro type.
enum SlotFit: Int {
  case none
  /// Some values do.
  case convertible
  /// All do, though the Avro type has more.
  case near
  case exact
}

/// A Swift type whose values are read from slots or written to them without containers.
protocol SlotRepresentable {
  /// How well the type fits a node that is neither a union nor shared. Where it does not fit at all, the type's own
  /// conformance to `Codable` is asked instead. In a union the branch that fits best is written.
  static func fit(_ node: CodableNode) -> SlotFit
}

/// A type that reads itself from a slot: the way for types that mean more than their Avro type says.
protocol SlotDecodable: SlotRepresentable, Decodable {
  /// Reads the value. `slot.content` is of a node that the type fits.
  static func read(from slot: SlotDecoder) throws -> Self
  /// Reads all items of an array. There is no need to implement it.
  static func readItems(of array: SlotDecoder) throws -> [Self]
  /// Reads all entries of a map. There is no need to implement it.
  static func readEntries(of map: SlotDecoder) throws -> [String: Self]
}

/// A type that writes itself to a slot.
protocol SlotEncodable: SlotRepresentable, Encodable {
  /// Appends the slots of the value.
  ///
  /// - Parameter node: a node that the type fits.
  func write(to session: EncodingSession, as node: Int32) throws
  /// Appends all items of an array. There is no need to implement it.
  static func writeItems(_ items: [Self], to session: EncodingSession, as node: Int32) throws
  /// Appends all entries of a map. There is no need to implement it.
  static func writeEntries(_ entries: [String: Self], to session: EncodingSession, as node: Int32) throws
}

extension SlotEncodable {
  static func writeItems(_ items: [Self], to session: EncodingSession, as node: Int32) throws {
    try session.appendItems(items, as: node) { try session.encodeDirect($0, as: $1) }
  }

  static func writeEntries(_ entries: [String: Self], to session: EncodingSession, as node: Int32) throws {
    try session.appendEntries(entries, as: node) { try session.encodeDirect($0, as: $1) }
  }
}

extension SlotDecodable {
  static func readItems(of array: SlotDecoder) throws -> [Self] {
    var values: [Self] = []
    values.reserveCapacity(array.itemCount)
    try array.forEachItem { item in
      values.append(try readItem(item))
    }
    return values
  }

  static func readEntries(of map: SlotDecoder) throws -> [String: Self] {
    let values = map.node(map.place.node).pointee.first
    var entries = [String: Self](minimumCapacity: map.itemCount)
    try map.forEachEntry { key in
      entries[map.text(of: map.slot(key))] = try readItem(map.part(key + 1, values))
    }
    return entries
  }

  @inline(__always) private static func readItem(_ item: SlotDecoder) throws -> Self {
    let fits = fit(item.node(item.content.node).pointee) != .none
    return try fits ? read(from: item) : item.value(Self.self)
  }
}
