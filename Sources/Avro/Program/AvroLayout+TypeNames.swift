extension AvroLayout {
  /// What people call the type: the full name of a named type, the keyword of others.
  func typeName(of index: Index) -> String {
    switch nodes[index] {
    case .null: "null"
    case .boolean: "boolean"
    case .int: "int"
    case .long: "long"
    case .float: "float"
    case .double: "double"
    case .bytes: "bytes"
    case .string: "string"
    case .fixed(let type): type.name.fullName
    case .enumeration(let type): type.name.fullName
    case .array: "array"
    case .map: "map"
    case .union: "union"
    case .record(let type, _): type.name.fullName
    case .shared(let record): typeName(of: record)
    }
  }

  /// True if the value is of the type, as far as its kind and name tell; that is enough to find it among the branches
  /// of a union, which may not hold two types that are alike in that.
  func takes(_ value: AvroValue, as index: Index) -> Bool { typeName(of: index) == value.typeName }
}

extension AvroValue {
  /// The full name of the value's type if it has one, the keyword of others.
  var typeName: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .int: "int"
    case .long: "long"
    case .float: "float"
    case .double: "double"
    case .bytes: "bytes"
    case .string: "string"
    case .fixed(let value): value.type.name.fullName
    case .enumeration(let value): value.type.name.fullName
    case .array: "array"
    case .map: "map"
    case .record(let value): value.type.name.fullName
    }
  }
}
