import SchemaCore

extension IDLParser {
  /// Reads documentation and annotations in front of something.
  mutating func annotations() throws(SchemaError) -> IDLAnnotations {
    var annotations = IDLAnnotations()
    annotations.documentation = token.documentation
    while try accept("@") {
      let name = try identifier("the annotation's name")
      try expect("(", after: "the annotation's name")
      let value = try value()
      try expect(")", after: "the annotation's value")
      annotations.append(.init(name: name.text, value: value, offset: name.offset))
      annotations.documentation = token.documentation ?? annotations.documentation
    }
    return annotations
  }

  /// The namespace that annotations ask for.
  func namespace(of annotations: IDLAnnotations) throws(SchemaError) -> String? {
    guard let value = annotations["namespace"] else { return nil }
    guard let namespace = value.json.string else {
      throw error("A namespace must be a string: write @namespace(\"com.example\")", at: value.offset)
    }
    return namespace
  }

  /// Refuses annotations that would set what the declaration itself says.
  func checkProperties(
    _ annotations: IDLAnnotations, reserved: Set<String>, except handled: Set<String> = []
  ) throws(SchemaError) {
    for annotation in annotations.all where reserved.contains(annotation.name) && !handled.contains(annotation.name) {
      throw error(
        "@\(annotation.name) cannot be a property here, as it has a meaning in schemas: take another name",
        at: annotation.offset)
    }
  }

  /// Reads a JSON value.
  mutating func value() throws(SchemaError) -> PlacedJSON {
    let offset = token.offset
    switch token.kind {
    case .sign("{"): return try nested { (parser) throws(SchemaError) in try parser.object(at: offset) }
    case .sign("["): return try nested { (parser) throws(SchemaError) in try parser.array(at: offset) }
    case .string(let text): return try literal(.string(text))
    case .number(let number): return try literal(number)
    case .word("true"): return try literal(true)
    case .word("false"): return try literal(false)
    case .word("null"): return try literal(nil)
    case .word(let word):
      guard let number = IDLLexer.number(word) else { break }
      return try literal(number)
    default: break
    }
    throw unexpected("a JSON value", "texts stand in double quotes, symbols of enums too")
  }

  private mutating func literal(_ value: JSONValue) throws(SchemaError) -> PlacedJSON {
    let offset = token.offset
    try advance()
    return PlacedJSON(value, at: offset)
  }

  private mutating func object(at offset: Int) throws(SchemaError) -> PlacedJSON {
    try advance()
    var members: [(key: String, value: PlacedJSON)] = []
    if try accept("}") { return PlacedJSON(members, at: offset) }
    repeat {
      guard case .string(let key) = token.kind else {
        throw unexpected("a member's name in double quotes", "JSON has no names without quotes")
      }
      try advance()
      try expect(":", after: "the member's name")
      members.append((key: key, value: try value()))
    } while try accept(",")
    try expect("}", after: "the last member")
    return PlacedJSON(members, at: offset)
  }

  private mutating func array(at offset: Int) throws(SchemaError) -> PlacedJSON {
    try advance()
    var elements: [PlacedJSON] = []
    if try accept("]") { return PlacedJSON(elements, at: offset) }
    repeat { elements.append(try value()) } while try accept(",")
    try expect("]", after: "the last element")
    return PlacedJSON(elements, at: offset)
  }
}
