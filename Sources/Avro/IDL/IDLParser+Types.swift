import SchemaCore

extension IDLParser {
  /// A type as it is used for a field.
  struct FieldType {
    var type: PlacedJSON
    /// True for a type with `?`, which stands for a union with null.
    var isNullable = false

    /// The type's schema. Null is the first branch of a nullable type, but the last if the default is something else
    /// (Avro 1.12, IDL Language, Unions).
    func schema(forDefault value: PlacedJSON?) -> PlacedJSON {
      if !isNullable { return type }
      let null = PlacedJSON("null", at: type.offset)
      let isNullFirst = value.map { $0.json == .null } ?? true
      return PlacedJSON(isNullFirst ? [null, type] : [type, null], at: type.offset)
    }
  }

  /// Reads a type with the annotations in front of it.
  mutating func fullType() throws(SchemaError) -> FieldType {
    let annotations = try annotations()
    try checkProperties(annotations, reserved: AvroParser.reserved)
    return try plainType(annotations)
  }

  /// Reads a type whose annotations are read.
  mutating func plainType(_ annotations: IDLAnnotations) throws(SchemaError) -> FieldType {
    let offset = token.offset
    let identifier = try identifier("a type", "give a name, array<…>, map<…> or union { … }")
    switch identifier.text {
    case "array" where !identifier.isEscaped:
      return FieldType(type: try container("array", of: "items", annotations, at: offset))
    case "map" where !identifier.isEscaped:
      return FieldType(type: try container("map", of: "values", annotations, at: offset))
    case "union" where !identifier.isEscaped:
      return FieldType(type: try union(annotations, at: offset))
    default:
      let primitive = try primitive(identifier, annotations)
      let type = if let primitive { primitive } else { try reference(identifier, annotations) }
      return FieldType(type: type, isNullable: try accept("?"))
    }
  }

  private mutating func container(
    _ keyword: JSONValue, of key: String, _ annotations: IDLAnnotations, at offset: Int
  ) throws(SchemaError) -> PlacedJSON {
    try expect("<", after: "array or map")
    let content = try nested { (parser) throws(SchemaError) in try parser.fullType().schema(forDefault: nil) }
    try expect(">", after: "the type")
    let members = [(key: "type", value: PlacedJSON(keyword, at: offset)), (key: key, value: content)]
    return PlacedJSON(members + annotations.members(), at: offset)
  }

  private mutating func union(_ annotations: IDLAnnotations, at offset: Int) throws(SchemaError) -> PlacedJSON {
    if let place = annotations.offset {
      throw error("A union has no properties: annotate one of its types, or the field's name", at: place)
    }
    try expect("{", after: "union")
    var branches: [PlacedJSON] = []
    repeat {
      branches.append(
        try nested { (parser) throws(SchemaError) in try parser.fullType().schema(forDefault: nil) })
    } while try accept(",")
    try expect("}", after: "the last type of the union")
    return PlacedJSON(branches, at: offset)
  }

  /// A primitive or logical type; nil if the word is the name of something else.
  private mutating func primitive(
    _ identifier: Identifier, _ annotations: IDLAnnotations
  ) throws(SchemaError) -> PlacedJSON? {
    if identifier.isEscaped { return nil }
    let offset = identifier.offset
    var members: [(key: String, value: PlacedJSON)]
    if identifier.text == "decimal" {
      members = try decimal(at: offset)
    } else if let (type, logicalType) = Self.logicalTypes[identifier.text] {
      members = [
        (key: "type", value: PlacedJSON(.string(type), at: offset)),
        (key: "logicalType", value: PlacedJSON(.string(logicalType), at: offset)),
      ]
    } else if AvroType(primitive: identifier.text) != nil {
      let type = PlacedJSON(.string(identifier.text), at: offset)
      if annotations.all.isEmpty { return type }
      members = [(key: "type", value: type)]
    } else {
      return nil
    }
    return PlacedJSON(members + annotations.members(), at: offset)
  }

  private mutating func decimal(at offset: Int) throws(SchemaError) -> [(key: String, value: PlacedJSON)] {
    try expect("(", after: "decimal")
    let precision = try wholeNumber("the number of digits")
    let scale =
      try accept(",") ? try wholeNumber("the number of digits after the point") : PlacedJSON(0, at: precision.offset)
    try expect(")", after: "the digits")
    guard let digits = precision.json.number?.int64, (1...Int64(Int32.max)).contains(digits),
      let fraction = scale.json.number?.int64, (0...digits).contains(fraction)
    else {
      throw error("A decimal has at least one digit, and at most all of them after the point", at: precision.offset)
    }
    return [
      (key: "type", value: PlacedJSON("bytes", at: offset)),
      (key: "logicalType", value: PlacedJSON("decimal", at: offset)),
      (key: "precision", value: precision), (key: "scale", value: scale),
    ]
  }

  /// A use of a named type, by its full name.
  private func reference(
    _ identifier: Identifier, _ annotations: IDLAnnotations
  ) throws(SchemaError) -> PlacedJSON {
    if let place = annotations.offset {
      throw error(
        "A use of a named type has no properties: annotate the type's declaration, or the field's name", at: place)
    }
    return name(of: identifier)
  }

  /// The full name of the type that an identifier means.
  func name(of identifier: Identifier) -> PlacedJSON {
    PlacedJSON(.string(AvroName(identifier.text, within: namespace).fullName), at: identifier.offset)
  }

  /// True for words that mean a type by themselves.
  static func isTypeKeyword(_ word: String) -> Bool {
    logicalTypes[word] != nil || AvroType(primitive: word) != nil
      || ["array", "map", "union", "decimal", "void"].contains(word)
  }

  private static let logicalTypes: [String: (type: String, logicalType: String)] = [
    "date": ("int", "date"), "time_ms": ("int", "time-millis"), "timestamp_ms": ("long", "timestamp-millis"),
    "local_timestamp_ms": ("long", "local-timestamp-millis"), "uuid": ("string", "uuid"),
  ]
}
