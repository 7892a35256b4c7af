/// A keyword as a schema of schemas knows it: what its value must be, in which drafts, and in which vocabulary.
struct MetaKeyword {
  /// What a value must be.
  enum Value {
    case anything, text, boolean, number, aboveZero, count, regularExpression
    case uri, uriReference, identifier, anchor, vocabularies
    case list, distinctList, names, namesByName, types
    case schema, schemaOrBoolean, schemas, schemaOrSchemas, members, patternMembers, membersOrNames
  }

  /// Vocabularies of the drafts that have some; all others have one schema for everything.
  enum Group {
    /// What is in no vocabulary any more, but still read.
    case former
    case core, applicator, unevaluated, validation, metaData, format, content
  }

  let name: String
  let value: Value
  let group: Group
  let first: JSONSchemaDraft
  let last: JSONSchemaDraft

  private init(
    _ name: String, _ value: Value, _ group: Group, from first: JSONSchemaDraft = .draft4,
    to last: JSONSchemaDraft = .draft2020
  ) {
    (self.name, self.value, self.group, self.first, self.last) = (name, value, group, first, last)
  }

  /// The keywords of a draft.
  static func all(of draft: JSONSchemaDraft) -> [MetaKeyword] {
    (identifying + applying + asserting + describing).filter { $0.first <= draft && draft <= $0.last }
  }

  private static let identifying = [
    MetaKeyword("id", .text, .core, to: .draft4),
    MetaKeyword("$id", .uriReference, .core, from: .draft6, to: .draft7),
    MetaKeyword("$id", .identifier, .core, from: .draft2019),
    MetaKeyword("$schema", .text, .core, to: .draft4),
    MetaKeyword("$schema", .uri, .core, from: .draft6),
    MetaKeyword("$ref", .uriReference, .core, from: .draft6),
    MetaKeyword("$anchor", .anchor, .core, from: .draft2019),
    MetaKeyword("$recursiveAnchor", .boolean, .core, from: .draft2019, to: .draft2019),
    MetaKeyword("$recursiveAnchor", .anchor, .former, from: .draft2020),
    MetaKeyword("$recursiveRef", .uriReference, .core, from: .draft2019, to: .draft2019),
    MetaKeyword("$recursiveRef", .uriReference, .former, from: .draft2020),
    MetaKeyword("$dynamicAnchor", .anchor, .core, from: .draft2020),
    MetaKeyword("$dynamicRef", .uriReference, .core, from: .draft2020),
    MetaKeyword("$vocabulary", .vocabularies, .core, from: .draft2019),
    MetaKeyword("$comment", .text, .core, from: .draft7),
    MetaKeyword("$defs", .members, .core, from: .draft2019),
    MetaKeyword("definitions", .members, .former),
  ]

  private static let applying = [
    MetaKeyword("allOf", .schemas, .applicator),
    MetaKeyword("anyOf", .schemas, .applicator),
    MetaKeyword("oneOf", .schemas, .applicator),
    MetaKeyword("not", .schema, .applicator),
    MetaKeyword("if", .schema, .applicator, from: .draft7),
    MetaKeyword("then", .schema, .applicator, from: .draft7),
    MetaKeyword("else", .schema, .applicator, from: .draft7),
    MetaKeyword("prefixItems", .schemas, .applicator, from: .draft2020),
    MetaKeyword("items", .schemaOrSchemas, .applicator, to: .draft2019),
    MetaKeyword("items", .schema, .applicator, from: .draft2020),
    MetaKeyword("additionalItems", .schemaOrBoolean, .applicator, to: .draft4),
    MetaKeyword("additionalItems", .schema, .applicator, from: .draft6, to: .draft2019),
    MetaKeyword("contains", .schema, .applicator, from: .draft6),
    MetaKeyword("unevaluatedItems", .schema, .applicator, from: .draft2019, to: .draft2019),
    MetaKeyword("unevaluatedItems", .schema, .unevaluated, from: .draft2020),
    MetaKeyword("properties", .members, .applicator),
    MetaKeyword("patternProperties", .members, .applicator, to: .draft4),
    MetaKeyword("patternProperties", .patternMembers, .applicator, from: .draft6),
    MetaKeyword("additionalProperties", .schemaOrBoolean, .applicator, to: .draft4),
    MetaKeyword("additionalProperties", .schema, .applicator, from: .draft6),
    MetaKeyword("propertyNames", .schema, .applicator, from: .draft6),
    MetaKeyword("dependentSchemas", .members, .applicator, from: .draft2019),
    MetaKeyword("dependencies", .membersOrNames, .former),
    MetaKeyword("unevaluatedProperties", .schema, .applicator, from: .draft2019, to: .draft2019),
    MetaKeyword("unevaluatedProperties", .schema, .unevaluated, from: .draft2020),
  ]

  private static let asserting = [
    MetaKeyword("type", .types, .validation),
    MetaKeyword("enum", .distinctList, .validation, to: .draft4),
    MetaKeyword("enum", .list, .validation, from: .draft6),
    MetaKeyword("const", .anything, .validation, from: .draft6),
    MetaKeyword("multipleOf", .aboveZero, .validation),
    MetaKeyword("minimum", .number, .validation),
    MetaKeyword("maximum", .number, .validation),
    MetaKeyword("exclusiveMinimum", .boolean, .validation, to: .draft4),
    MetaKeyword("exclusiveMinimum", .number, .validation, from: .draft6),
    MetaKeyword("exclusiveMaximum", .boolean, .validation, to: .draft4),
    MetaKeyword("exclusiveMaximum", .number, .validation, from: .draft6),
    MetaKeyword("minLength", .count, .validation),
    MetaKeyword("maxLength", .count, .validation),
    MetaKeyword("pattern", .regularExpression, .validation),
    MetaKeyword("minItems", .count, .validation),
    MetaKeyword("maxItems", .count, .validation),
    MetaKeyword("uniqueItems", .boolean, .validation),
    MetaKeyword("minContains", .count, .validation, from: .draft2019),
    MetaKeyword("maxContains", .count, .validation, from: .draft2019),
    MetaKeyword("minProperties", .count, .validation),
    MetaKeyword("maxProperties", .count, .validation),
    MetaKeyword("required", .names, .validation),
    MetaKeyword("dependentRequired", .namesByName, .validation, from: .draft2019),
  ]

  private static let describing = [
    MetaKeyword("title", .text, .metaData),
    MetaKeyword("description", .text, .metaData),
    MetaKeyword("default", .anything, .metaData),
    MetaKeyword("examples", .list, .metaData, from: .draft6),
    MetaKeyword("deprecated", .boolean, .metaData, from: .draft2019),
    MetaKeyword("readOnly", .boolean, .metaData, from: .draft7),
    MetaKeyword("writeOnly", .boolean, .metaData, from: .draft7),
    MetaKeyword("format", .text, .format),
    MetaKeyword("contentEncoding", .text, .content, from: .draft7),
    MetaKeyword("contentMediaType", .text, .content, from: .draft7),
    MetaKeyword("contentSchema", .schema, .content, from: .draft2019),
  ]
}
