import SchemaCore

/// Drafts 4, 6 and 7: every keyword that stands for itself makes a node, a type takes the keywords of its kind of values,
/// and keywords that no type took make nodes of their own.
extension ModelLoader {
  /// What a schema is made of.
  mutating func earlyKinds(_ schema: SchemaKeywords) throws(SchemaError) -> [ModelNode.Kind] {
    // Beside a reference nothing else counts.
    if let reference = try reference("$ref", of: schema) { return [reference] }
    let draft = schema.place.document.draft
    var kinds: [ModelNode.Kind] = []
    if let values = try schema.array("enum") { kinds.append(.enumeration(values.map(\.comparable))) }
    for criterion in CombinedRules.Criterion.allCases {
      if let combined = try combined(criterion, of: schema) { kinds.append(combined) }
    }
    if let inner = try child(schema.schema("not")) { kinds.append(.not(inner)) }
    if draft > .draft4, let value = schema.object["const"] { kinds.append(.constant(value.comparable)) }
    let types = try schema.types()
    if let types {
      var typed: [ModelNode.Kind] = []
      for name in types.names { typed.append(try earlyKind(name, schema, draft)) }
      kinds += types.isList ? [try combination(.any, of: typed, in: schema)] : typed
    }
    let taken = types?.names ?? []
    for name in ["array", "object", "number", "string"] where !taken.contains(name) {
      if name == "number" && taken.contains("integer") { continue }
      if schema.has(Self.earlyKeywords(of: name, draft)) {
        kinds.append(try earlyKind(name, schema, draft))
      }
    }
    if draft == .draft7, try hasCondition(schema) { kinds.append(.conditional) }
    return kinds
  }

  private static func earlyKeywords(of type: String, _ draft: JSONSchemaDraft) -> [String] {
    switch type {
    case "array":
      ["items", "additionalItems", "minItems", "maxItems", "uniqueItems"] + (draft > .draft4 ? ["contains"] : [])
    case "object":
      [
        "properties", "required", "minProperties", "maxProperties", "dependencies", "patternProperties",
        "additionalProperties",
      ] + (draft > .draft4 ? ["propertyNames"] : [])
    case "number": ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]
    case "string": ["minLength", "maxLength", "pattern", "format"]
    default: []
    }
  }

  private mutating func earlyKind(
    _ type: String, _ schema: SchemaKeywords, _ draft: JSONSchemaDraft
  ) throws(SchemaError) -> ModelNode.Kind {
    switch type {
    case "null": return .null
    case "boolean": return .boolean
    case "string":
      _ = try schema.string("format")
      return .string(StringRules(limits: try schema.limits([.maxLength, .minLength]), pattern: try schema.pattern()))
    case "number", "integer":
      var limits = try schema.limits([.maximum, .minimum])
      if draft == .draft4 {
        // Flags, of which nothing is compared.
        _ = try schema.bool("exclusiveMaximum")
        _ = try schema.bool("exclusiveMinimum")
      } else {
        limits += try schema.limits([.exclusiveMaximum, .exclusiveMinimum])
      }
      return .number(
        NumberRules(requiresInteger: type == "integer", limits: limits, multipleOf: try schema.multipleOf()))
    case "array": return .array(try earlyArray(schema))
    default: return .object(try earlyObject(schema, draft))
    }
  }

  private mutating func earlyArray(_ schema: SchemaKeywords) throws(SchemaError) -> ArrayRules {
    var rules = ArrayRules()
    switch schema.object["items"] {
    case .array: for item in try schema.schemas("items") ?? [] { rules.items.append(try child(item)) }
    default: rules.everyItem = try child(schema.schema("items"))
    }
    (rules.allowsAdditional, rules.additional) = try additional("additionalItems", schema)
    rules.isUnique = try schema.bool("uniqueItems") ?? false
    rules.limits = try schema.limits([.maxItems, .minItems])
    _ = try child(schema.schema("contains"))
    return rules
  }

  private mutating func earlyObject(
    _ schema: SchemaKeywords, _ draft: JSONSchemaDraft
  ) throws(SchemaError) -> ObjectRules {
    var rules = ObjectRules()
    for property in try schema.members("properties") {
      // Some schemas give the properties an identifier, which is no property.
      if property.name == draft.identifierKeyword, property.place.value.object == nil { continue }
      rules.properties.append(property.name, try child(property.place))
    }
    (rules.allowsAdditional, rules.additional) = try additional("additionalProperties", schema)
    try addNames(to: &rules, schema)
    for (name, place) in try schema.members("dependencies") {
      if case .array = place.value {
        rules.requiredTogether[ExactText(name)] = Set(
          try schema.names(at: place, "a dependency").map(ExactText.init(_:)))
      } else {
        rules.dependentSchemas.append(name, try child(place))
      }
    }
    return rules
  }

  /// Whether there may be more than what has a schema of its own, and what schema it must fit.
  private mutating func additional(
    _ keyword: String, _ schema: SchemaKeywords
  ) throws(SchemaError) -> (isAllowed: Bool, node: Int?) {
    switch schema.object[keyword] {
    case nil: return (true, nil)
    case .bool(let isAllowed): return (isAllowed, nil)
    default: return (true, try child(schema.schema(keyword)))
    }
  }
}

extension ModelLoader {
  /// The keywords of objects that are read in one way in all drafts.
  mutating func addNames(to rules: inout ObjectRules, _ schema: SchemaKeywords) throws(SchemaError) {
    rules.required = Set((try schema.strings("required") ?? []).map(ExactText.init(_:)))
    for (pattern, place) in try schema.members("patternProperties") {
      let expression = try schema.expression(pattern, "patternProperties")
      rules.patterns.append(.init(pattern: expression, schema: try child(place)))
    }
    _ = try child(schema.schema("propertyNames"))
    rules.limits = try schema.limits([.maxProperties, .minProperties])
  }

  /// True if there is any of `if`, `then` and `else`, which are checked and not compared.
  mutating func hasCondition(_ schema: SchemaKeywords) throws(SchemaError) -> Bool {
    var isFound = false
    for keyword in ["if", "then", "else"] where try child(schema.schema(keyword)) != nil { isFound = true }
    return isFound
  }
}
