import SchemaCore

/// What `.proto` files are held against.
enum ProtobufLintRules {
  static let typeNameCase = LintRule.typeNameCase("message order_line {")
  static let fieldNameCase = LintRule(
    "field-name-case", .warning, "Generated code and ProtoJSON make their names from lower_snake_case.",
    example: "string orderId = 1;")
  static let symbolNameCase = LintRule.symbolNameCase("Open = 1;")
  static let enumValuePrefix = LintRule(
    "enum-value-prefix", .note, "Values of enums are siblings of their enum, so that two enums cannot both have OPEN.",
    example: "enum State { OPEN = 0; }")
  static let missingNamespace = LintRule.missingNamespace("a file without package")
  static let namespaceCase = LintRule.namespaceCase("package Shop.Orders;")
  static let unversionedPackage = LintRule(
    "unversioned-package", .note, "A change that breaks readers needs a second package beside the first.",
    example: "package shop.orders;")
  static let missingSyntax = LintRule(
    "missing-syntax", .warning, "A file that does not say what it is written in is proto2, which few expect.",
    example: "a file that begins with its package", isFixable: true)
  static let missingDocumentation = LintRule.missingDocumentation("message Order {")
  static let missingFieldDocumentation = LintRule.missingFieldDocumentation("int64 weight = 3;")
  static let moneyAsFloat = LintRule.moneyAsFloat("double price = 2;")
  static let timestampAsString = LintRule.timestampAsString("string created_at = 3;")
  static let timestampAsNumber = LintRule.timestampAsNumber("int64 created_at = 3;")
  static let zeroValueName = LintRule(
    "zero-value-name", .warning, "The value 0 is what a reader sees where nothing was written: its name should say so.",
    example: "enum State { STATE_OPEN = 0; }")
  static let enumWithoutZero = LintRule(
    "enum-without-zero", .warning,
    "Without a value 0, what is not set reads as the first value that happens to be there.",
    example: "enum State { STATE_OPEN = 1; }")
  static let fieldNumberGap = LintRule(
    "field-number-gap", .note, "A number that is neither used nor reserved was perhaps used, and will be used again.",
    example: "string a = 1; string b = 3;")
  static let lowNumbersUnused = LintRule(
    "low-numbers-unused", .note, "Numbers up to 15 take one byte in every record, the others two or more.",
    example: "message M { string a = 100; }")
  static let deletedNotReserved = LintRule(
    "deleted-not-reserved", .error, "A number of a deleted field that is used again makes readers misread old data.",
    example: "- string note = 4;")
  static let requiredField = LintRule(
    "required-field", .error, "A required field can never be removed: readers refuse every record without it.",
    example: "required string id = 1;")
  static let requiredFieldAdded = LintRule.requiredFieldAdded("+ required string id = 1;")
  static let groupField = LintRule(
    "group-field", .warning, "Groups are deprecated and unknown to most languages; a message does the same.",
    example: "optional group Line = 1 { }")
  static let publicImport = LintRule(
    "public-import", .note, "Who imports the file uses names whose source is not to be seen.",
    example: "import public \"other.proto\";")
  static let flagAsNumber = LintRule(
    "flag-as-number", .note, "A flag that is a number or a text has more values than it has meanings.",
    example: "int32 is_paid = 1;")

  static let all = [
    typeNameCase, fieldNameCase, symbolNameCase, enumValuePrefix, missingNamespace, namespaceCase, unversionedPackage,
    missingSyntax, missingDocumentation, missingFieldDocumentation, moneyAsFloat, timestampAsString, timestampAsNumber,
    zeroValueName, enumWithoutZero, fieldNumberGap, lowNumbersUnused, deletedNotReserved, requiredField,
    requiredFieldAdded, groupField, publicImport, flagAsNumber,
  ]
}
