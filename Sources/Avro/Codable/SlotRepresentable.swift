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
}

/// A type that writes itself to a slot.
protocol SlotEncodable: SlotRepresentable, Encodable {
  /// Appends the slots of the value.
  ///
  /// - Parameter node: a node that the type fits.
  func write(to session: EncodingSession, as node: Int32) throws
}

extension SlotDecodable {
  static func readItems(of array: SlotDecoder) throws -> [Self] {
    var values: [Self] = []
    values.reserveCapacity(array.itemCount)
    try array.forEachItem { item in
      let fits = fit(item.node(item.content.node).pointee) != .none
      values.append(try fits ? read(from: item) : item.value(Self.self))
    }
    return values
  }
}
