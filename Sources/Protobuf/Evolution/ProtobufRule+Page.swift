import SchemaCore

extension ProtobufRule {
  /// The page about the rule.
  var page: RulePage {
    let (summary, before, after) = change
    return RulePage(
      rawValue, topic: "Protobuf: \(effect.rawValue)", summary: summary, reason: explanation, advice: remedy,
      example: .init(before: before, after: after))
  }

  /// What was changed, and an example of it.
  private var change: (summary: String, before: String, after: String) {
    switch self {
    case .numberNotReserved:
      ("a field or value is gone, and its number is not reserved", "string a = 1;\nstring b = 2;", "string a = 1;")
    case .nameNotReserved:
      (
        "a field or value is gone, and its name is not reserved", "string a = 1;\nstring b = 2;",
        "string a = 1;\nreserved 2;"
      )
    case .reservedNumberUsed: ("a reserved number is used again", "reserved 2;", "string c = 2;")
    case .reservedNameUsed: ("a reserved name is used again", "reserved \"b\";", "string b = 3;")
    case .reservationRemoved: ("a reservation is gone", "reserved 2, 5 to 9;", "reserved 2;")
    case .fieldNumberChanged: ("a field has another number", "string a = 1;", "string a = 2;")
    case .fieldRepetitionChanged:
      ("a field becomes repeated, or is no longer", "string a = 1;", "repeated string a = 1;")
    case .fieldRangeChanged: ("a field has a type of another range", "int64 a = 1;", "int32 a = 1;")
    case .fieldEnumChanged: ("a field is of another enum", "State a = 1;", "Phase a = 1;")
    case .fieldEncodingChanged:
      ("a field becomes a group, or is no longer", "optional M m = 1;", "optional group M = 1 {}")
    case .fieldPresenceChanged:
      ("whether a field knows that it was set has changed", "int32 a = 1;", "optional int32 a = 1;")
    case .fieldRequiredChanged:
      ("a field becomes required, or is no longer", "optional int32 a = 1;", "required int32 a = 1;")
    case .fieldDefaultChanged:
      ("a field has another default", "optional int32 a = 1 [default = 1];", "optional int32 a = 1 [default = 2];")
    case .fieldPackingChanged:
      (
        "a repeated field is packed, or is no longer", "repeated int32 a = 1 [packed = true];",
        "repeated int32 a = 1 [packed = false];"
      )
    case .fieldOneofChanged: ("a field moves into a oneof, or out of it", "string a = 1;", "oneof o { string a = 1; }")
    case .utf8CheckAdded: ("text has to be UTF-8 that had not before", "bytes a = 1;", "string a = 1;")
    case .enumDefaultChanged:
      ("the first value of an enum is another one", "NONE = 0;\nNEW = 1;", "UNKNOWN = 0;\nNEW = 1;")
    case .enumNumberChanged: ("a value of an enum has another number", "NEW = 1;", "NEW = 2;")
    case .enumOpennessChanged: ("an enum becomes open or closed", "syntax = \"proto2\";", "syntax = \"proto3\";")
    case .jsonNameChanged:
      ("a field has another key in JSON", "string order_id = 1;", "string order_id = 1 [json_name = \"id\"];")
    case .jsonTypeChanged: ("a field is another kind of value in JSON", "int32 a = 1;", "int64 a = 1;")
    case .enumValueRenamed: ("a value of an enum has another name", "NEW = 1;", "CREATED = 1;")
    case .enumValueRemoved: ("a value of an enum is gone", "NONE = 0;\nNEW = 1;", "NONE = 0;\nreserved 1;")
    case .fieldRenamed: ("a field has another name", "string a = 1;", "string label = 1;")
    case .fieldRemoved:
      ("a field is gone", "string a = 1;\nstring b = 2;", "string a = 1;\nreserved 2;\nreserved \"b\";")
    case .fieldTypeChanged: ("a field has another type in programs", "int32 a = 1;", "uint32 a = 1;")
    case .typeMoved:
      ("a type has another package or encloses another one", "package a;\nmessage M {}", "package b;\nmessage M {}")
    case .typeRemoved: ("a message or an enum is gone", "message M {}\nmessage N {}", "message M {}")
    case .oneofRemoved: ("a oneof is gone or has another name", "oneof payment { Card card = 1; }", "Card card = 1;")
    case .extensionRemoved: ("an extension is gone", "extend M { optional int32 a = 100; }", "")
    case .extensionRangeRemoved: ("numbers are no longer free for extensions", "extensions 100 to 199;", "")
    case .serviceRemoved: ("a service is gone", "service Orders {}", "")
    case .methodRemoved: ("a method is gone", "rpc Get(Request) returns (Order);", "")
    case .methodChanged:
      (
        "a method takes or returns something else", "rpc Get(Request) returns (Order);",
        "rpc Get(Request) returns (stream Order);"
      )
    case .fileOptionChanged:
      (
        "an option changes what generated code is called", "option java_package = \"a\";",
        "option java_package = \"b\";"
      )
    }
  }
}
