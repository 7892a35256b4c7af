import SchemaCore

/// What JSON schemas are held against.
enum JSONSchemaLintRules {
  static let typeNameCase = LintRule.typeNameCase(#""$defs": {"order_line": {}}"#)
  static let fieldNameCase = LintRule.fieldNameCase(#""properties": {"OrderId": {}}"#)
  static let missingDraft = LintRule(
    "missing-draft", .warning, "Without $schema every validator takes the draft that it likes best.",
    example: #"{"type": "object"}"#)
  static let missingTitle = LintRule(
    "missing-title", .warning, "The title names the record in subjects, in generated code and in catalogs.",
    example: #"{"type": "object", "properties": {}}"#)
  static let missingDocumentation = LintRule.missingDocumentation(#"{"type": "object", "title": "Order"}"#)
  static let missingFieldDocumentation = LintRule.missingFieldDocumentation(#""weight": {"type": "integer"}"#)
  static let moneyAsFloat = LintRule(
    "money-as-float", .warning, "Most readers parse numbers as binary floating point: sums end up a cent off.",
    example: #""price": {"type": "number"}"#)
  static let timestampAsString = LintRule.timestampAsString(#""createdAt": {"type": "string"}"#)
  static let timestampAsNumber = LintRule.timestampAsNumber(#""createdAt": {"type": "integer"}"#)
  static let openContentModel = LintRule(
    "open-content-model", .warning,
    "An object that permits what it does not name can never get another property compatibly.",
    example: #"{"type": "object", "properties": {"id": {}}}"#)
  static let missingType = LintRule(
    "missing-type", .warning, "A schema that names no type accepts any value.", example: #""note": {"maxLength": 10}"#)
  static let undeclaredRequired = LintRule(
    "undeclared-required", .error, "A required property that no schema is given for is most often misspelled.",
    example: #"{"properties": {"id": {}}, "required": ["ID"]}"#)
  static let requiredWithDefault = LintRule(
    "required-with-default", .note, "A default says what holds when a property is missing, and this one never is.",
    example: #"{"properties": {"id": {"default": 0}}, "required": ["id"]}"#)
  static let misspelledKeyword = LintRule(
    "misspelled-keyword", .warning, "A keyword that validators do not know checks nothing, and nobody is told.",
    example: #"{"type": "string", "maxlength": 10}"#)
  static let keywordWithoutEffect = LintRule(
    "keyword-without-effect", .warning, "A keyword for values of another type checks nothing.",
    example: #"{"type": "integer", "maxLength": 10}"#)
  static let referenceWithSiblings = LintRule(
    "reference-with-siblings", .warning, "Up to draft 7 everything beside $ref is ignored.",
    example: ##"{"$ref": "#/definitions/Id", "minimum": 1}"##)
  static let unboundedString = LintRule(
    "unbounded-string", .off, "A text without a limit fills columns, messages and memory.",
    example: #""note": {"type": "string"}"#)
  static let unboundedArray = LintRule(
    "unbounded-array", .off, "A list without a limit makes records of any size.",
    example: #""lines": {"type": "array", "items": {}}"#)
  static let arrayWithoutItems = LintRule(
    "array-without-items", .warning, "A list whose items have no schema can hold anything.",
    example: #""lines": {"type": "array"}"#)
  static let mixedEnum = LintRule(
    "mixed-enum", .note, "Values of several types have no counterpart in most languages.",
    example: #""enum": ["1", 1]"#)
  static let requiredFieldAdded = LintRule.requiredFieldAdded(#""required": ["id", "email"]"#)
  static let redundantKeyword = LintRule(
    "redundant-keyword", .note, "A keyword that says what holds without it is noise in every comparison.",
    example: #""minLength": 0, "uniqueItems": false, "type": ["string"]"#, isFixable: true)

  static let all = [
    typeNameCase, fieldNameCase, missingDraft, missingTitle, missingDocumentation, missingFieldDocumentation,
    moneyAsFloat, timestampAsString, timestampAsNumber, openContentModel, missingType, undeclaredRequired,
    requiredWithDefault, misspelledKeyword, keywordWithoutEffect, referenceWithSiblings, unboundedString,
    unboundedArray, arrayWithoutItems, mixedEnum, requiredFieldAdded, redundantKeyword,
  ]
}
