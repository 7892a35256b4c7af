import SchemaCore

/// Which groups of keywords a schema uses, as its schema of schemas says (2020-12, core 8.1.2).
struct Vocabularies: OptionSet, Hashable, Sendable {
  let rawValue: Int

  static let applicator = Vocabularies(rawValue: 1)
  static let validation = Vocabularies(rawValue: 2)
  static let unevaluated = Vocabularies(rawValue: 4)
  static let formatAssertion = Vocabularies(rawValue: 8)

  static let standard: Vocabularies = [.applicator, .validation, .unevaluated]

  /// Those that `schema`, a schema of schemas, lists.
  ///
  /// - Throws: `SchemaError` if it demands one that is unknown.
  static func listed(by schema: JSONValue) throws(SchemaError) -> Vocabularies {
    guard case .object(let list)? = schema.object?["$vocabulary"] else { return standard }
    var vocabularies: Vocabularies = []
    for member in list {
      switch member.key.split(separator: "/vocab/").last {
      case _ where !member.key.hasPrefix("https://json-schema.org/draft/20"):
        guard member.value == .bool(false) else {
          throw SchemaError(.unsupported, "the vocabulary \(member.key) is demanded, and not known")
        }
      case "applicator":
        // In 2019-09, `unevaluated` is part of it.
        vocabularies.formUnion(member.key.contains("2019-09") ? [.applicator, .unevaluated] : .applicator)
      case "validation": vocabularies.insert(.validation)
      case "unevaluated": vocabularies.insert(.unevaluated)
      case "format-assertion": vocabularies.insert(.formatAssertion)
      case "format" where member.value == .bool(true) && member.key.contains("2019-09"):
        vocabularies.insert(.formatAssertion)
      default: break
      }
    }
    return vocabularies
  }

  /// The group that a keyword is in; nil for those that always count.
  static func group(of keyword: String) -> Vocabularies? {
    switch keyword {
    case "type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum",
      "maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "maxContains", "minContains",
      "maxProperties", "minProperties", "required", "dependentRequired":
      .validation
    case "unevaluatedItems", "unevaluatedProperties": .unevaluated
    case "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "items", "prefixItems", "additionalItems", "contains",
      "properties", "patternProperties", "additionalProperties", "propertyNames", "dependentSchemas":
      .applicator
    default: nil
    }
  }
}
