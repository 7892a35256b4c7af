import SchemaCore

extension IDLParser {
  mutating func record(_ annotations: IDLAnnotations, isError: Bool) throws(SchemaError) {
    let name = try typeName(annotations)
    let enclosing = namespace
    namespace = name.value.namespace
    try expect("{", after: "the record's name")
    let opening = token.offset
    var fields: [PlacedJSON] = []
    while try !accept("}") { fields += try fieldDeclaration() }
    namespace = enclosing
    try append(
      isError ? "error" : "record", name, annotations, [(key: "fields", value: PlacedJSON(fields, at: opening))])
  }

  mutating func enumeration(_ annotations: IDLAnnotations) throws(SchemaError) {
    let name = try typeName(annotations)
    try expect("{", after: "the enum's name")
    let opening = token.offset
    var symbols: [PlacedJSON] = []
    if try !accept("}") {
      repeat {
        // Schemas have no place for what is said about a symbol.
        _ = try self.annotations()
        symbols.append(try symbol())
      } while try accept(",")
      try expect("}", after: "the last symbol")
    }
    var members = [(key: "symbols", value: PlacedJSON(symbols, at: opening))]
    if try accept("=") {
      members.append((key: "default", value: try symbol()))
      try expect(";", after: "the default")
    }
    try append("enum", name, annotations, members)
  }

  private mutating func symbol() throws(SchemaError) -> PlacedJSON {
    let symbol = try identifier("a symbol")
    return PlacedJSON(.string(symbol.text), at: symbol.offset)
  }

  mutating func fixed(_ annotations: IDLAnnotations) throws(SchemaError) {
    let name = try typeName(annotations)
    try expect("(", after: "the fixed's name")
    let size = try wholeNumber("the number of bytes")
    try expect(")", after: "the size")
    try expect(";", after: "the fixed")
    try append("fixed", name, annotations, [(key: "size", value: size)])
  }

  mutating func wholeNumber(_ what: String) throws(SchemaError) -> PlacedJSON {
    guard case .number(.number(let number)) = token.kind, number.int64 != nil else {
      throw unexpected(what, "it is a whole number")
    }
    return try value()
  }

  /// Reads the fields that one statement declares: a type, and names with their own annotations and defaults.
  private mutating func fieldDeclaration() throws(SchemaError) -> [PlacedJSON] {
    let documentation = token.documentation
    let start = token.offset
    let type = try fullType()
    let bytes = token.offset - start + (documentation?.utf8.count ?? 0)
    var fields: [PlacedJSON] = []
    repeat {
      if !fields.isEmpty { try spendRepeated(bytes) }
      fields.append(try variable(of: type, documentation))
    } while try accept(",")
    try expect(";", after: "the field")
    return fields
  }

  /// Reads the name of a field or parameter and what belongs to it.
  mutating func variable(of type: FieldType, _ documentation: String?) throws(SchemaError) -> PlacedJSON {
    var annotations = try annotations()
    annotations.documentation = annotations.documentation ?? documentation
    try checkProperties(annotations, reserved: AvroParser.reservedInFields, except: ["order", "aliases"])
    let name = try identifier("the field's name")
    let defaultValue = try accept("=") ? try value() : nil
    var members = [
      (key: "name", value: PlacedJSON(.string(name.text), at: name.offset)),
      (key: "type", value: type.schema(forDefault: defaultValue)),
    ]
    members += annotations.documentationMember(at: name.offset)
    if let defaultValue { members.append((key: "default", value: defaultValue)) }
    return PlacedJSON(members + annotations.members(), at: name.offset)
  }
}

extension IDLParser {
  private typealias TypeName = (value: AvroName, offset: Int)

  private mutating func typeName(_ annotations: IDLAnnotations) throws(SchemaError) -> TypeName {
    let identifier = try identifier("the type's name")
    let name = AvroName(identifier.text, within: try namespace(of: annotations) ?? namespace)
    if !identifier.isEscaped, Self.isTypeKeyword(name.name) {
      throw error(
        "'\(name.name)' means a type of Avro IDL: rename this one, or write `\(name.name)` wherever it is meant",
        at: identifier.offset)
    }
    return (name, identifier.offset)
  }

  private mutating func append(
    _ keyword: JSONValue, _ name: TypeName, _ annotations: IDLAnnotations,
    _ content: [(key: String, value: PlacedJSON)]
  ) throws(SchemaError) {
    let reserved = keyword == "enum" ? AvroParser.reservedInEnums : AvroParser.reserved
    try checkProperties(annotations, reserved: reserved, except: ["namespace", "aliases"])
    var members = [
      (key: "type", value: PlacedJSON(keyword, at: name.offset)),
      (key: "name", value: PlacedJSON(.string(name.value.name), at: name.offset)),
      (
        key: "namespace",
        value: PlacedJSON(.string(name.value.namespace), at: annotations["namespace"]?.offset ?? name.offset)
      ),
    ]
    members += annotations.documentationMember(at: name.offset)
    members += content
    members += annotations.members(except: ["namespace"])
    file.items.append(.type(name.value, PlacedJSON(members, at: name.offset)))
  }
}
