import SchemaCore

/// What Avro schemas are held against.
enum AvroLintRules {
  static let typeNameCase = LintRule.typeNameCase(#""name": "order_line""#)
  static let fieldNameCase = LintRule.fieldNameCase(#""name": "OrderId""#)
  static let symbolNameCase = LintRule.symbolNameCase(#""symbols": ["Open", "Closed"]"#)
  static let missingNamespace = LintRule.missingNamespace(#"{"type": "record", "name": "Order"}"#)
  static let namespaceCase = LintRule.namespaceCase(#""namespace": "com.Shop""#)
  static let reservedWord = LintRule(
    "reserved-word", .note, "A field named like a keyword must be escaped or renamed in generated code.",
    example: #""name": "class""#)
  static let missingDocumentation = LintRule.missingDocumentation(#"{"type": "record", "name": "Order"}"#)
  static let missingFieldDocumentation = LintRule.missingFieldDocumentation(#"{"name": "weight", "type": "long"}"#)
  static let moneyAsFloat = LintRule.moneyAsFloat(#"{"name": "price", "type": "double"}"#)
  static let timestampAsString = LintRule.timestampAsString(#"{"name": "createdAt", "type": "string"}"#)
  static let timestampAsNumber = LintRule.timestampAsNumber(#"{"name": "createdAt", "type": "long"}"#)
  static let uuidAsString = LintRule(
    "uuid-as-string", .note, "Readers can check and store a UUID only if the schema says that it is one.",
    example: #"{"name": "orderUuid", "type": "string"}"#)
  static let ignoredLogicalType = LintRule(
    "ignored-logical-type", .error,
    "A logical type that does not fit its type is ignored without a word by every reader.",
    example: #"{"type": "string", "logicalType": "date"}"#)
  static let nullableWithoutDefault = LintRule(
    "nullable-without-default", .warning,
    "A field that may be null and has no default cannot be left out or added later.",
    example: #"{"name": "note", "type": ["null", "string"]}"#)
  static let nullNotFirst = LintRule(
    "null-not-first", .warning,
    "Only the first branch can be the default for all readers, and null is what is missing.",
    example: #"{"name": "note", "type": ["string", "null"]}"#)
  static let wideUnion = LintRule(
    "wide-union", .note,
    "A union of several types that hold data has no counterpart in most languages and in no table.",
    example: #""type": ["string", "long", "boolean"]"#)
  static let enumWithoutDefault = LintRule(
    "enum-without-default", .warning, "Without a default, readers fail at the first symbol that is added after them.",
    example: #"{"type": "enum", "name": "State", "symbols": ["OPEN"]}"#)
  static let fieldWithoutDefault = LintRule(
    "field-without-default", .off, "A field without a default can never be removed while old readers are left.",
    example: #"{"name": "id", "type": "long"}"#)
  static let requiredFieldAdded = LintRule.requiredFieldAdded(#"+ {"name": "id", "type": "long"}"#)
  static let misspelledAttribute = LintRule(
    "misspelled-attribute", .warning, "An attribute that Avro does not know is kept as a property and has no effect.",
    example: #"{"name": "note", "type": "string", "defualt": ""}"#)
  static let redundantNamespace = LintRule(
    "redundant-namespace", .note, "A namespace that holds here anyway hides the one that differs.",
    example: #"{"type": "fixed", "name": "Hash", "namespace": "of.the.record", "size": 16}"#, isFixable: true)
  static let redundantAttribute = LintRule(
    "redundant-attribute", .note, "An attribute that says what holds without it is noise in every comparison.",
    example: #""aliases": [], "order": "ascending""#, isFixable: true)

  static let all = [
    typeNameCase, fieldNameCase, symbolNameCase, missingNamespace, namespaceCase, reservedWord, missingDocumentation,
    missingFieldDocumentation, moneyAsFloat, timestampAsString, timestampAsNumber, uuidAsString, ignoredLogicalType,
    nullableWithoutDefault, nullNotFirst, wideUnion, enumWithoutDefault, fieldWithoutDefault, requiredFieldAdded,
    misspelledAttribute, redundantNamespace, redundantAttribute,
  ]
}
