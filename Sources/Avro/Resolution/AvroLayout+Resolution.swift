extension AvroLayout {
  /// The type itself where records are laid out for many uses.
  func target(of index: Index) -> Node {
    if case .shared(let record) = nodes[index] { nodes[record] } else { nodes[index] }
  }

  /// The type as messages about two schemas need it: its kind and its name.
  func schemaType(of index: Index) -> AvroType {
    switch target(of: index) {
    case .null, .shared: .null
    case .boolean: .boolean
    case .int: .int
    case .long: .long
    case .float: .float
    case .double: .double
    case .bytes: .bytes
    case .string: .string
    case .fixed(let type): .fixed(type.definition)
    case .enumeration(let type): .enumeration(type.definition)
    case .array: .array(AvroSchema(.null))
    case .map: .map(AvroSchema(.null))
    case .union: .union([])
    case .record(let type, _): .record(type.definition)
    }
  }

  /// How many slots a value takes; nil if that is not always the same.
  func slotCount(of index: Index) -> Int? {
    switch nodes[index] {
    case .null: return 0
    case .boolean, .int, .long, .float, .double, .bytes, .string, .fixed, .enumeration: return 1
    case .array, .map, .union, .shared: return nil
    case .record(_, let fields):
      var count = 0
      for field in fields {
        guard let more = slotCount(of: field) else { return nil }
        count += more
      }
      return count
    }
  }
}
