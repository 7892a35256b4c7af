/// The keywords that errors and places are told by.
enum SchemaKeyword: String, Hashable, Sendable {
  case type, `enum`, const
  case minLength, maxLength, pattern, format
  case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
  case minItems, maxItems, uniqueItems, items, prefixItems, additionalItems, contains, minContains, maxContains
  case unevaluatedItems
  case minProperties, maxProperties, required, properties, patternProperties, additionalProperties, propertyNames
  case dependencies, dependentRequired, dependentSchemas, unevaluatedProperties
  case allOf, anyOf, oneOf, not, `if`, then, `else`
  case reference = "$ref"
  case dynamicReference = "$dynamicRef"
  case recursiveReference = "$recursiveRef"
  /// The schema `false` itself.
  case never = ""
}
