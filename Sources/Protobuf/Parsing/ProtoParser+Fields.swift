extension ProtoParser {
  /// What a field stands in.
  enum FieldOwner { case message, oneof, extend }

  /// Reads a field or a group.
  mutating func member(of owner: FieldOwner) throws(SyntaxFailure) -> ExtendElementSyntax {
    let start = token.start
    let label: FieldLabel? =
      takes("optional") ? .optional : takes("repeated") ? .repeated : takes("required") ? .required : nil
    if takes("group") { return .group(try group(label, of: owner, at: start)) }
    let type = try fieldType()
    let name = try name("the name of the field")
    try expect("=", "and the number of '\(name.text)'")
    if case .map = type {
      checkMap(label, of: owner, at: start)
    } else {
      check(label, of: owner, at: start)
    }
    let number = try number("the number of the field")
    let options = try fieldOptions(of: type)
    try expectSemicolon(after: "the field")
    return .field(FieldSyntax(label: label, type: type, name: name, number: number, options: options))
  }

  private mutating func group(
    _ label: FieldLabel?, of owner: FieldOwner, at start: Int
  ) throws(SyntaxFailure) -> GroupSyntax {
    let name = try name("the name of the group")
    if !name.text.utf8.prefix(1).allSatisfy((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains) {
      report("The name of a group begins with a capital letter", at: name.place.offset)
    }
    try expect("=", "and the number of '\(name.text)'")
    check(label, of: owner, at: start)
    if edition >= .edition2023 {
      report("Editions have no groups: use a message with [features.message_encoding = DELIMITED]", at: start)
    }
    let number = try number("the number of the group")
    let options = looksAt("[") ? try bracketedOptions() : []
    let message = MessageSyntax(name: name, elements: try messageBody(of: name))
    return GroupSyntax(label: label, number: number, options: options, message: message)
  }

  private mutating func check(_ label: FieldLabel?, of owner: FieldOwner, at start: Int) {
    switch (label, owner) {
    case (let label?, .oneof):
      report("The fields of a oneof have no label: remove '\(label.rawValue)'", at: start)
    case (nil, .oneof):
      break
    case (nil, _) where edition == .proto2:
      report("A field of proto2 needs a label: write 'optional', 'repeated' or 'required' before its type", at: start)
    case (.required, _) where edition == .proto3:
      report("proto3 has no required fields: remove 'required'", at: start)
    case (.required, _) where edition > .proto3:
      report("Editions have no label 'required': use [features.field_presence = LEGACY_REQUIRED]", at: start)
    case (.optional, _) where edition > .proto3:
      report("Editions have no label 'optional': remove it, as fields have explicit presence by default", at: start)
    default:
      break
    }
  }

  private mutating func checkMap(_ label: FieldLabel?, of owner: FieldOwner, at start: Int) {
    if let label {
      report("A map has no label: remove '\(label.rawValue)'", at: start)
    } else if owner == .oneof {
      report("A oneof holds no maps: move the map out, or into a message", at: start)
    } else if owner == .extend {
      reportForProtoc("A map cannot be an extension: use a message that holds the map", at: start)
    }
  }

  /// Reads the type of a field.
  private mutating func fieldType() throws(SyntaxFailure) -> FieldTypeSyntax {
    if let scalar = scalarType() { return .scalar(scalar) }
    if looksAt("map") {
      let name = try name("a type")
      guard takes("<") else { return .named(name) }
      let key = try mapPart("the type of the map's keys")
      try expect(",", "and the type of the map's values")
      let value = try mapPart("the type of the map's values")
      try expect(">", "after the map's types")
      return .map(key: key, value: value)
    }
    return .named(try dottedName("a type"))
  }

  private mutating func mapPart(_ what: String) throws(SyntaxFailure) -> FieldTypeSyntax {
    if let scalar = scalarType() { return .scalar(scalar) }
    return .named(try dottedName(what))
  }

  /// Reads the name of a message where no other type may stand.
  mutating func messageName(_ what: String) throws(SyntaxFailure) -> NameSyntax {
    let start = token.start
    if let scalar = scalarType() {
      throw SyntaxFailure("Expected \(what), found the scalar type '\(scalar.rawValue)'", at: start)
    }
    return try dottedName(what)
  }

  private mutating func scalarType() -> ScalarType? {
    guard token.kind == .word, (4...8).contains(token.end - token.start) else { return nil }
    for (word, type) in Self.scalarTypes where takes(word) { return type }
    return nil
  }

  private static let scalarTypes: [(StaticString, ScalarType)] = [
    ("string", .string), ("int32", .int32), ("int64", .int64), ("bool", .bool), ("double", .double), ("bytes", .bytes),
    ("float", .float), ("uint32", .uint32), ("uint64", .uint64), ("sint32", .sint32), ("sint64", .sint64),
    ("fixed32", .fixed32), ("fixed64", .fixed64), ("sfixed32", .sfixed32), ("sfixed64", .sfixed64),
  ]
}
