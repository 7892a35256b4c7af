import Testing

@testable import Protobuf

@Suite("Rules of editions")
struct FeatureRuleTests {
  /// Statements of a message of edition 2023, and what is said against them.
  static let rows: [LinkRow] = [
    LinkRow(
      "edition = \"2023\"; message M { int32 a = 1 [features.field_presence = IMPLICIT, default = 1]; }",
      "1:80: A field with implicit presence has no default"),
    LinkRow(
      "edition = \"2023\"; message M { E e = 1 [features.field_presence = IMPLICIT]; } enum E { option features.enum_type = CLOSED; A = 0; }",
      "1:33: A field with implicit presence cannot have a closed enum"),
    LinkRow("edition = \"2023\"; enum E { option features.enum_type = CLOSED; A = 1; }"),
    LinkRow("edition = \"2023\"; enum E { A = 1; }", "1:32: The first value of 'E' is not 0"),
    LinkRow(
      "edition = \"2023\"; message M { oneof o { int32 a = 1 [features.field_presence = EXPLICIT]; } }",
      "1:54: Members of a oneof have explicit presence"),
    LinkRow(
      "edition = \"2023\"; message M { repeated int32 a = 1 [features.field_presence = EXPLICIT]; }",
      "1:53: Repeated fields have no presence"),
    LinkRow(
      "edition = \"2023\"; message M { M a = 1 [features = { field_presence: IMPLICIT }]; }",
      "1:53: Fields of a message type have no implicit presence"),
    LinkRow(
      "edition = \"2023\"; message M { extensions 5; } extend M { int32 a = 5 [features.field_presence = EXPLICIT]; }",
      "1:71: Extensions have explicit presence"),
    LinkRow(
      "edition = \"2023\"; message M { int32 a = 1 [features.repeated_field_encoding = EXPANDED]; }",
      "1:44: 'repeated_field_encoding' is for repeated fields"),
    LinkRow(
      "edition = \"2023\"; message M { repeated string a = 1 [features.repeated_field_encoding = PACKED]; }",
      "1:54: Only numbers, truth values and enums can be packed"),
    LinkRow(
      "edition = \"2023\"; message M { int32 a = 1 [features.utf8_validation = NONE]; }",
      "1:44: 'utf8_validation' is for strings"),
    LinkRow("edition = \"2023\"; message M { map<int32, string> a = 1 [features.utf8_validation = NONE]; }"),
    LinkRow(
      "edition = \"2023\"; message M { string a = 1 [features.message_encoding = DELIMITED]; }",
      "1:45: 'message_encoding' is for fields of a message type"),
    LinkRow(
      "edition = \"2023\"; message M { repeated int32 a = 1 [packed = true]; }",
      "1:53: There is no 'packed' in editions"),
    LinkRow("edition = \"2023\"; message M { int32 a = 1 [ctype = CORD]; }", "1:44: 'ctype' is for string and bytes"),
    LinkRow(
      "edition = \"2023\"; option features.field_presence = LEGACY_REQUIRED;",
      "1:26: Fields cannot be required by default"),
    LinkRow(
      "edition = \"2023\"; option features.field_presence = FIELD_PRESENCE_UNKNOWN;",
      "1:52: 'FIELD_PRESENCE_UNKNOWN' says nothing"),
    LinkRow(
      "edition = \"2023\"; message M { int32 a = 1 [features.enum_type = OPEN]; }",
      "1:44: The option 'features.enum_type' cannot be set on fields"),
    LinkRow(
      "edition = \"2023\"; option features.enforce_naming_style = STYLE2024;",
      "1:26: The option 'features.enforce_naming_style' is not there before EDITION_2024"),
    LinkRow(
      "syntax = \"proto3\"; message M { int32 a = 1 [features.field_presence = EXPLICIT]; }",
      "1:45: There are no features before editions", isOldEnough: false),
  ]

  @Test("what makes no sense with the features in force is refused", arguments: rows)
  func refused(row: LinkRow) { row.check() }
}
