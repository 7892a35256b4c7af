import SchemaCore

/// Drafts 2019-09 and 2020-12, both by the keywords of 2020-12: references stand beside other keywords, and all keywords
/// of a kind of values make one node.
extension ModelLoader {
  /// What a schema is made of.
  mutating func modernKinds(_ schema: SchemaKeywords) throws(SchemaError) -> [ModelNode.Kind] {
    var kinds: [ModelNode.Kind] = []
    for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
      if let reference = try reference(keyword, of: schema) { kinds.append(reference) }
    }
    if let values = try schema.array("enum") { kinds.append(.enumeration(values.map(\.comparable))) }
    if let value = schema.object["const"] { kinds.append(.constant(value.comparable)) }
    for criterion in CombinedRules.Criterion.allCases {
      if let combined = try combined(criterion, of: schema) { kinds.append(combined) }
    }
    if let inner = try child(schema.schema("not")) { kinds.append(.not(inner)) }
    if try hasCondition(schema) { kinds.append(.conditional) }
    let types = try schema.types()
    if let types {
      var typed: [ModelNode.Kind] = []
      for name in types.names { typed.append(try modernKind(name, schema)) }
      kinds += types.isList ? [try combination(.any, of: typed, in: schema)] : typed
    }
    let taken = types?.names ?? []
    for name in ["array", "object", "number", "string"] where !taken.contains(name) {
      if name == "number" && taken.contains("integer") { continue }
      if Self.says(schema, about: name) { kinds.append(try modernKind(name, schema)) }
    }
    return kinds
  }

  /// True if there are keywords that speak about values of the type. Without any properties in them, `properties` and
  /// `patternProperties` say nothing.
  private static func says(_ schema: SchemaKeywords, about type: String) -> Bool {
    switch type {
    case "array":
      schema.has(["prefixItems", "items", "unevaluatedItems", "contains", "minItems", "maxItems", "uniqueItems"])
    case "object":
      schema.has([
        "required", "minProperties", "maxProperties", "dependentRequired", "dependentSchemas", "additionalProperties",
        "unevaluatedProperties", "propertyNames",
      ]) || schema.object["properties"].map { $0 != [:] } ?? false
        || schema.object["patternProperties"].map { $0 != [:] } ?? false
    case "number": schema.has(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"])
    default: schema.has(["minLength", "maxLength", "pattern"])
    }
  }

  private mutating func modernKind(_ type: String, _ schema: SchemaKeywords) throws(SchemaError) -> ModelNode.Kind {
    switch type {
    case "null": return .null
    case "boolean": return .boolean
    case "string":
      return .string(StringRules(limits: try schema.limits([.maxLength, .minLength]), pattern: try schema.pattern()))
    case "number", "integer":
      return .number(
        NumberRules(
          requiresInteger: type == "integer",
          limits: try schema.limits([.maximum, .minimum, .exclusiveMaximum, .exclusiveMinimum]),
          multipleOf: try schema.multipleOf()))
    case "array": return .array(try modernArray(schema))
    default: return .object(try modernObject(schema))
    }
  }

  private mutating func modernArray(_ schema: SchemaKeywords) throws(SchemaError) -> ArrayRules {
    var rules = ArrayRules()
    for item in try schema.schemas("prefixItems") ?? [] { rules.items.append(try child(item)) }
    switch schema.object["items"] {
    case nil, .bool(true)?: break
    // A list of items is a keyword of earlier drafts, and has no effect.
    case .array? where schema.place.document.draft == .draft2019: break
    case .bool(false)?: rules.allowsAdditional = false
    default:
      let node = try child(schema.schema("items"))
      if rules.items.isEmpty { rules.everyItem = node } else { rules.additional = node }
    }
    rules.unevaluated = try child(schema.schema("unevaluatedItems"))
    rules.isUnique = try schema.bool("uniqueItems") ?? false
    rules.limits = try schema.limits([.maxItems, .minItems])
    if try child(schema.schema("contains")) != nil {
      let counts = try schema.limits([.maxContains, .minContains])
      rules.limits += counts
      if !counts.contains(where: { $0.keyword == .minContains }) {
        rules.limits.append(Limit(keyword: .minContains, value: LimitValue(JSONNumber(1))))
      }
    }
    return rules
  }

  private mutating func modernObject(_ schema: SchemaKeywords) throws(SchemaError) -> ObjectRules {
    var rules = ObjectRules()
    for property in try schema.members("properties") {
      rules.properties.append(property.name, try child(property.place))
    }
    switch schema.object["additionalProperties"] {
    case nil, .bool(true)?: break
    case .bool(false)?: rules.allowsAdditional = false
    default: rules.additional = try child(schema.schema("additionalProperties"))
    }
    rules.unevaluated = try child(schema.schema("unevaluatedProperties"))
    try addNames(to: &rules, schema)
    for (name, place) in try schema.members("dependentRequired") {
      rules.requiredTogether[ExactText(name)] = Set(try schema.names(at: place, "a dependency").map(ExactText.init(_:)))
    }
    for (name, place) in try schema.members("dependentSchemas") {
      rules.dependentSchemas.append(name, try child(place))
    }
    return rules
  }
}
