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

  /// How many slots a value takes.
  func size(of index: Index) -> FieldArrangement.Size {
    switch nodes[index] {
    case .boolean, .int, .long, .float, .double, .bytes, .string, .fixed, .enumeration: return .scalar
    case .null: return .slots(0)
    case .array, .map, .union, .shared: return .slots(nil)
    case .record(_, let fields):
      var count = 0
      for field in fields {
        guard let more = size(of: field).count else { return .slots(nil) }
        count += more
      }
      return .slots(count)
    }
  }
}
