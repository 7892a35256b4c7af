/// How records are written as JSON text.
public enum JSONForm: Hashable, Sendable {
  /// As the format's own specification says, which other tools of the format read and write. In Avro a union's value
  /// stands in an object under the name of its type, as in `{"string": "gift"}`, and logical types as what they are
  /// made of.
  case specification
  /// As people and programs write JSON that know nothing of the format: values of unions alone wherever it is clear
  /// what they are, dates, times and decimals in readable form.
  case plain
  /// As `plain`, where the record is an object of texts, as they stand in the cells of a table: numbers and truth
  /// values are strings, and an empty string is null, or else the field's default, or else empty text.
  case cells
}
