import SchemaCore

/// The pages about what keeps a JSON schema from accepting another one's data.
enum JSONSchemaRulePages {
  static let all: [RulePage] = limits + rests + DifferenceRule.allCases.filter { !$0.isCompatible }.map(page)

  private static let topic = "JSON Schema"

  /// The pages about keywords that bound something.
  private static let limits = Limit.Keyword.allCases.flatMap { keyword in
    DifferenceKind.Change.allCases.filter { !DifferenceKind.limit(keyword, $0).isCompatible(under: .strict) }.map {
      change in
      let isAdded = change == .added
      let (low, high) = keyword.isMaximum ? ("10", "5") : ("5", "10")
      return RulePage(
        DifferenceKind.limit(keyword, change).name, topic: topic,
        summary: "`\(keyword.rawValue)` \(isAdded ? "is new" : "admits less than before")",
        reason: "values that were written before and are beyond the new limit are refused",
        advice: isAdded
          ? "leave `\(keyword.rawValue)` out" : "keep `\(keyword.rawValue)` as it was, or make it wider",
        example: .init(
          before: isAdded ? "{}" : "{\"\(keyword.rawValue)\": \(low)}", after: "{\"\(keyword.rawValue)\": \(high)}"))
    }
  }

  /// The pages about what has no schema of its own.
  private static let rests = DifferenceKind.Rest.allCases.flatMap { keyword in
    DifferenceKind.Permission.allCases.filter { !DifferenceKind.rest(keyword, $0).isCompatible(under: .strict) }
      .map { permission in
        let isRemoved = permission == .removed
        return RulePage(
          DifferenceKind.rest(keyword, permission).name, topic: topic,
          summary: "further \(keyword.parts) are \(isRemoved ? "no longer permitted" : "permitted with fewer values")",
          reason: "data that was written with other \(keyword.parts) is refused",
          advice: "keep `\(keyword.keyword)` as it was; at the policy LENIENT this does not count for properties",
          example: .init(
            before: "{\"\(keyword.keyword)\": true}",
            after: isRemoved
              ? "{\"\(keyword.keyword)\": false}" : "{\"\(keyword.keyword)\": {\"type\": \"string\"}}"))
      }
  }

  private static func page(_ rule: DifferenceRule) -> RulePage {
    let words = words(rule)
    return RulePage(
      rule.rawValue, topic: topic, summary: words.summary, reason: words.reason, advice: words.advice,
      example: words.example.map { .init(before: $0.0, after: $0.1) })
  }

  private typealias Words = (summary: String, reason: String, advice: String, example: (String, String)?)

  private static func words(_ rule: DifferenceRule) -> Words {
    switch rule {
    case .optionalPropertyAddedToOpen, .requiredPropertyAddedToOpen, .defaultedPropertyAddedToOpen,
      .requiredPropertyAddedToUnopen, .propertyAddedNotCovered, .propertyRemovedFromClosed, .propertyRemovedNotCovered,
      .requiredAttributeAdded:
      propertyWords(rule)
    case .itemRemovedFromClosed, .itemRemovedNotCovered, .itemAddedToOpen, .itemAddedNotCovered, .uniqueItemsAdded:
      itemWords(rule)
    case .combinedTypeChanged, .subschemasChanged, .productTypeExtended, .sumTypeNarrowed, .notTypeExtended:
      combinedWords(rule)
    default: valueWords(rule)
    }
  }

  private static func propertyWords(_ rule: DifferenceRule) -> Words {
    let open = "an open object may have held anything under that name, which the new schema of the property refuses"
    let closing =
      "give the property the schema `true`, or say `\"additionalProperties\": false` from the first version on; at the "
      + "policy LENIENT a property that is not required does not count"
    let before = #"{"properties": {"id": {}}}"#
    return switch rule {
    case .optionalPropertyAddedToOpen:
      (
        "an open object gets a property", open, closing,
        (before, #"{"properties": {"id": {}, "note": {"type": "string"}}}"#)
      )
    case .requiredPropertyAddedToOpen:
      (
        "an open object gets a property that is required", open + "; and data without it is refused", closing,
        (before, #"{"properties": {"id": {}, "note": {"type": "string"}}, "required": ["note"]}"#)
      )
    case .defaultedPropertyAddedToOpen:
      (
        "an open object gets a property that is required and has a default", open, closing,
        (before, #"{"properties": {"id": {}, "n": {"type": "integer", "default": 0}}, "required": ["n"]}"#)
      )
    case .requiredPropertyAddedToUnopen:
      (
        "an object gets a property that is required and has no default", "data that was written without it is refused",
        "leave the property out of `required`, or give it a `default`",
        (
          #"{"properties": {"id": {}}, "additionalProperties": false}"#,
          #"{"properties": {"id": {}, "n": {}}, "required": ["n"], "additionalProperties": false}"#
        )
      )
    case .propertyAddedNotCovered:
      (
        "a property is new, and what the object permitted under that name before is more than its schema accepts",
        "data that was written before may hold a value that is refused now",
        "give the property a schema that accepts what `additionalProperties` or `patternProperties` accepted",
        (
          #"{"additionalProperties": {"type": "string"}}"#,
          #"{"properties": {"n": {"type": "integer"}}, "additionalProperties": {"type": "string"}}"#
        )
      )
    case .propertyRemovedFromClosed:
      (
        "a closed object loses a property", "data that has the property is refused, as no other ones are permitted",
        "keep the property, or open the object first",
        (
          #"{"properties": {"id": {}, "note": {}}, "additionalProperties": false}"#,
          #"{"properties": {"id": {}}, "additionalProperties": false}"#
        )
      )
    case .propertyRemovedNotCovered:
      (
        "a property is gone, and what the object permits under its name accepts less",
        "data that has the property may be refused", "keep the property, or permit its values",
        (
          #"{"properties": {"n": {"type": "integer"}}, "additionalProperties": {"type": "string"}}"#,
          #"{"additionalProperties": {"type": "string"}}"#
        )
      )
    default:
      (
        "a property becomes required", "data that was written without it is refused",
        "leave it out of `required`, or give the property a `default`",
        (before, #"{"properties": {"id": {}}, "required": ["id"]}"#)
      )
    }
  }

  private static func itemWords(_ rule: DifferenceRule) -> Words {
    switch rule {
    case .itemAddedToOpen:
      (
        "an array that is open gets a schema for one of its places", "what stood there before may be refused",
        "give the place the schema `true`, or close the array from its first version on",
        (#"{"prefixItems": [{}]}"#, #"{"prefixItems": [{}, {"type": "string"}]}"#)
      )
    case .itemAddedNotCovered:
      (
        "a place of an array gets a schema that accepts less than what was permitted there",
        "what stood there before may be refused", "accept what was accepted",
        (
          #"{"items": {"type": "string"}}"#,
          #"{"prefixItems": [{"type": "integer"}], "items": {"type": "string"}}"#
        )
      )
    case .itemRemovedFromClosed:
      (
        "an array that is closed has fewer places", "longer arrays are refused", "keep the place, or open the array",
        (#"{"prefixItems": [{}, {}], "items": false}"#, #"{"prefixItems": [{}], "items": false}"#)
      )
    case .itemRemovedNotCovered:
      (
        "a place of an array loses its schema, and the rest accepts less", "what stood there before may be refused",
        "keep the place, or accept its values elsewhere",
        (
          #"{"prefixItems": [{"type": "integer"}], "items": {"type": "string"}}"#, #"{"items": {"type": "string"}}"#
        )
      )
    default:
      (
        "the elements of an array have to differ", "arrays that hold something twice are refused",
        "leave `uniqueItems` out", ("{}", #"{"uniqueItems": true}"#)
      )
    }
  }

  private static func combinedWords(_ rule: DifferenceRule) -> Words {
    switch rule {
    case .productTypeExtended:
      (
        "`allOf` gets a further schema", "data that was written before need not fit it", "leave `allOf` as it was",
        (#"{"allOf": [{"type": "string"}]}"#, #"{"allOf": [{"type": "string"}, {"minLength": 2}]}"#)
      )
    case .sumTypeNarrowed:
      (
        "`anyOf` or `oneOf` loses a schema", "data that fits only that one is refused", "keep the schema",
        (#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#, #"{"anyOf": [{"type": "string"}]}"#)
      )
    case .notTypeExtended:
      (
        "`not` excludes more", "data that was written before may be excluded", "keep `not` as it was",
        (#"{"not": {"const": 1}}"#, #"{"not": {"type": "integer"}}"#)
      )
    case .combinedTypeChanged:
      (
        "one of `allOf`, `anyOf` and `oneOf` is another one", "data that fits the one need not fit the other",
        "keep the keyword", (#"{"anyOf": [{"type": "string"}]}"#, #"{"allOf": [{"type": "string"}]}"#)
      )
    default:
      (
        "the schemas in `allOf`, `anyOf` or `oneOf` have changed so that they accept less",
        "data that fits the old ones need not fit the new ones", "keep the schemas, and add new ones to `anyOf`",
        (#"{"anyOf": [{"type": "string"}]}"#, #"{"anyOf": [{"type": "integer"}]}"#)
      )
    }
  }

  private static func valueWords(_ rule: DifferenceRule) -> Words {
    let refused = "values that were written before may be refused"
    return switch rule {
    case .schemaAdded:
      ("there is a schema where there was none", refused, "leave it out", ("true", #"{"type": "string"}"#))
    case .typeChanged:
      (
        "the type is another one", "values of the old type are refused",
        "keep the type, or permit both: `\"type\": [\"string\", \"integer\"]`",
        (#"{"type": "string"}"#, #"{"type": "integer"}"#)
      )
    case .typeNarrowed:
      (
        "fewer types are permitted", "values of the types that are gone are refused", "keep the types",
        (#"{"type": ["string", "null"]}"#, #"{"type": "string"}"#)
      )
    case .patternAdded: ("texts have to fit a pattern", refused, "leave `pattern` out", ("{}", #"{"pattern": "^a"}"#))
    case .patternChanged:
      ("texts have to fit another pattern", refused, "keep `pattern`", (#"{"pattern": "^a"}"#, #"{"pattern": "^b"}"#))
    case .multipleOfAdded:
      ("numbers have to be multiples", refused, "leave `multipleOf` out", ("{}", #"{"multipleOf": 5}"#))
    case .multipleOfExpanded:
      (
        "numbers have to be multiples of a larger number", refused, "keep `multipleOf`",
        (#"{"multipleOf": 5}"#, #"{"multipleOf": 10}"#)
      )
    case .multipleOfChanged:
      (
        "numbers have to be multiples of another number", refused, "keep `multipleOf`",
        (#"{"multipleOf": 5}"#, #"{"multipleOf": 7}"#)
      )
    case .dependencyArrayAdded, .dependencyArrayExtended, .dependencyArrayChanged:
      (
        "a property demands other ones", "data that has the property without them is refused",
        "leave the dependency as it was", ("{}", #"{"dependentRequired": {"card": ["number"]}}"#)
      )
    case .dependencySchemaAdded:
      (
        "a property demands something of its object", "data that has the property need not fit", "leave it out",
        ("{}", #"{"dependentSchemas": {"card": {"required": ["number"]}}}"#)
      )
    case .enumNarrowed:
      (
        "fewer values are permitted", "the values that are gone are refused", "keep the values",
        (#"{"enum": ["a", "b"]}"#, #"{"enum": ["a"]}"#)
      )
    case .enumChanged:
      (
        "other values are permitted", "the values that are gone are refused", "keep the values and add the new ones",
        (#"{"enum": ["a", "b"]}"#, #"{"enum": ["b", "c"]}"#)
      )
    case .comparisonLimit:
      (
        "the schemas are too large to be compared", "what cannot be compared cannot be called compatible",
        "divide the schema into smaller ones", nil
      )
    default:
      (
        "a schema refers to what is not known here, or is no valid schema",
        "what cannot be read cannot be called compatible", "register what it refers to, and name it as a reference",
        ("{}", ##"{"$ref": "elsewhere.json#/a"}"##)
      )
    }
  }
}
