import SchemaCore

extension JSONSchemaLinter {
  mutating func checkRoot(_ value: JSONValue) {
    guard let object = value.object else { return }
    let root = Place(path: "", pointer: .root)
    if object["$schema"] == nil {
      add(
        JSONSchemaLintRules.missingDraft, "the schema does not say which draft it is written in: add \"$schema\"",
        at: root)
    }
    if object["title"] == nil {
      add(JSONSchemaLintRules.missingTitle, "the schema has no title: name what it describes", at: root)
    }
    if object["description"] == nil {
      add(JSONSchemaLintRules.missingDocumentation, "the schema has no description: say what it stands for", at: root)
    }
  }

  /// Checks the schema of a property or a definition.
  mutating func checkNamed(_ object: JSONObject, at place: Place) {
    guard let name = place.name else { return }
    if place.isProperty {
      if !fieldStyle.fits(name), !name.utf8.contains(where: { !Self.isWord($0) }) {
        add(
          JSONSchemaLintRules.fieldNameCase,
          "property \(name) is not \(fieldStyle.rawValue) as others are: call it \(fieldStyle.written(name))", at: place
        )
      }
      if object["description"] == nil, object["$ref"] == nil {
        add(JSONSchemaLintRules.missingFieldDocumentation, "property \(name) has no description", at: place)
      }
      checkMeaning(of: name, object, at: place)
    } else if !NameStyle.pascal.fits(name), !name.utf8.contains(where: { !Self.isWord($0) }) {
      add(
        JSONSchemaLintRules.typeNameCase,
        "definition \(name) is not PascalCase: call it \(NameStyle.pascal.written(name))",
        at: place)
    }
    if !object.isEmpty, !object.keys.contains(where: Self.narrowing.contains) {
      add(JSONSchemaLintRules.missingType, "\"\(name)\" names no type and accepts any value: add \"type\"", at: place)
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// Keywords that say what a value may be.
  private static let narrowing: Set<String> = [
    "type", "enum", "const", "$ref", "$dynamicRef", "$recursiveRef", "allOf", "anyOf", "oneOf", "not", "if",
    "properties", "items", "prefixItems", "required", "additionalProperties", "patternProperties",
  ]

  private mutating func checkMeaning(of name: String, _ object: JSONObject, at place: Place) {
    let types = object.typeNames
    let isBound = ["format", "pattern", "enum", "const"].contains { object[$0] != nil }
    if types.contains("number"), NameMeaning.isMoney(name), object["multipleOf"] == nil {
      add(
        JSONSchemaLintRules.moneyAsFloat,
        "property \(name) looks like money and is any number: take an integer of cents, or a string with a pattern",
        at: place, "type")
    }
    if types.contains("string"), NameMeaning.isTime(name), !isBound {
      add(
        JSONSchemaLintRules.timestampAsString,
        "property \(name) looks like a time and is any string: add \"format\": \"date-time\"", at: place, "type")
    }
    if types.contains("integer") || types.contains("number"), NameMeaning.isTime(name), object["description"] == nil {
      add(
        JSONSchemaLintRules.timestampAsNumber,
        "property \(name) looks like a time and is a plain number: say in a description what it counts", at: place,
        "type")
    }
    if types.contains("string"), !isBound, object["maxLength"] == nil {
      add(
        JSONSchemaLintRules.unboundedString, "property \(name) may be of any length: add \"maxLength\"", at: place,
        "type")
    }
  }

  /// Checks what is said about the properties of an object.
  mutating func checkObject(_ object: JSONObject, at place: Place, before: JSONObject?) {
    let properties = object["properties"]?.object
    let required = (object["required"]?.array ?? []).compactMap(\.string)
    let isClosed = ["additionalProperties", "unevaluatedProperties", "$ref"].contains { object[$0] != nil }
    if properties != nil, !isClosed, !place.isPart {
      add(
        JSONSchemaLintRules.openContentModel,
        "the object permits properties that it does not name: say \"additionalProperties\": false, or what they may be",
        at: place, "properties")
    }
    let isWhole = !["allOf", "anyOf", "oneOf", "$ref", "patternProperties", "if"].contains { object[$0] != nil }
    if let properties {
      for name in required where isWhole && !place.isPart && properties[name] == nil {
        add(
          JSONSchemaLintRules.undeclaredRequired, "\"\(name)\" is required and has no schema: is it misspelled?",
          at: place,
          "required")
      }
      for name in required where properties[name]?.object?["default"] != nil {
        add(
          JSONSchemaLintRules.requiredWithDefault, "\"\(name)\" is required and has a default that is never taken",
          at: place,
          "required")
      }
    }
    guard let before else { return }
    let wereRequired = Set((before["required"]?.array ?? []).compactMap(\.string))
    for name in required where !wereRequired.contains(name) {
      add(
        JSONSchemaLintRules.requiredFieldAdded, "\"\(name)\" is required now and was not: older data may lack it",
        at: place,
        "required")
    }
  }
}

extension JSONObject {
  /// The types that a schema names.
  var typeNames: [String] {
    switch self["type"] {
    case .string(let name)?: [name]
    case .array(let names)?: names.compactMap(\.string)
    default: []
    }
  }
}
