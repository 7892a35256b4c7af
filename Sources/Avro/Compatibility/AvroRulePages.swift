import SchemaCore

/// The pages about what keeps an Avro schema from reading another one's data.
enum AvroRulePages {
  static let all = [
    page(
      .readerFieldMissingDefaultValue,
      "the reader's schema has a field that the writer's has not, and no default for it",
      "records that were written without the field have no value for it, so that reading them fails",
      "give the field a default; a union with null and the default null says that it may be missing",
      before: #"{"type": "record", "name": "Order", "fields": [{"name": "id", "type": "string"}]}"#,
      after: """
        {"type": "record", "name": "Order", "fields": [
          {"name": "id", "type": "string"},
          {"name": "note", "type": "string"}
        ]}
        """),
    page(
      .typeMismatch, "there is no way to read the one type as the other",
      "Avro promotes int to long, float and double, long to float and double, float to double, and string and bytes to "
        + "each other; everything else cannot be read",
      "keep the type and add a field with another name; or make it a union that still has the old type",
      before: #"{"name": "amount", "type": "string"}"#, after: #"{"name": "amount", "type": "long"}"#),
    page(
      .missingUnionBranch, "a union lacks a branch for what the writer may have written",
      "a record that was written with the branch that is gone cannot be read",
      "keep the branch; new ones may be added when readers are upgraded first",
      before: #"{"name": "note", "type": ["null", "string"]}"#, after: #"{"name": "note", "type": ["string"]}"#),
    page(
      .missingEnumSymbols, "an enum lacks symbols that the writer may have written, and has no default",
      "a record that holds a symbol which the reader does not know cannot be read",
      "keep the symbols, or give the reader's enum a \"default\" symbol that stands for unknown ones",
      before: #"{"type": "enum", "name": "State", "symbols": ["NEW", "PAID"]}"#,
      after: #"{"type": "enum", "name": "State", "symbols": ["NEW"]}"#),
    page(
      .nameMismatch, "a record, an enum or a fixed has another name than the writer's, and no alias for it",
      "Avro takes types of different names for different types",
      "keep the name, or list the old one under \"aliases\"",
      before: #"{"type": "record", "name": "Order", "fields": []}"#,
      after: #"{"type": "record", "name": "Purchase", "fields": []}"#),
    page(
      .fixedSizeMismatch, "a fixed has another size than the writer's", "a fixed is as many bytes as its schema says",
      "keep the size, or add a field with a fixed of another name",
      before: #"{"type": "fixed", "name": "Hash", "size": 16}"#,
      after: #"{"type": "fixed", "name": "Hash", "size": 32}"#
    ),
    page(
      .ambiguousField, "a field and its aliases stand for more than one field of the writer's",
      "a reader cannot tell which of the values is meant", "take the alias away that is a field of its own",
      before: #""fields": [{"name": "a", "type": "int"}, {"name": "b", "type": "int"}]"#,
      after: #""fields": [{"name": "c", "aliases": ["a", "b"], "type": "int"}]"#),
    page(
      .comparisonLimit, "the schemas are too deep or too large to be compared",
      "what cannot be compared cannot be called compatible", "divide the schema into smaller ones"),
  ]

  private static func page(
    _ kind: Incompatibility.Kind, _ summary: String, _ reason: String, _ advice: String, before: String? = nil,
    after: String? = nil
  ) -> RulePage {
    RulePage(
      kind.rawValue, topic: "Avro", summary: summary, reason: reason, advice: advice,
      example: after.map { .init(before: before, after: $0) })
  }
}
