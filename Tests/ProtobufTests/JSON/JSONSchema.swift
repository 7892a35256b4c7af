import SchemaCore
import Testing

@testable import Protobuf

/// Message types for the tests of JSON, with one field of every kind.
enum JSONSchema {
  static let files: FileSet = {
    do {
      return try Linker(rules: LinkRules(visibility: .imports, isStrict: true)).link(
        [ProtoParser.parse(modern, name: "modern.proto"), ProtoParser.parse(old, name: "old.proto")])
    } catch {
      Issue.record("the schema of the tests is wrong: \(error)")
      return FileSet()
    }
  }()

  private static let modern = """
    syntax = "proto3";
    package t;
    import "google/protobuf/any.proto";
    import "google/protobuf/duration.proto";
    import "google/protobuf/empty.proto";
    import "google/protobuf/field_mask.proto";
    import "google/protobuf/struct.proto";
    import "google/protobuf/timestamp.proto";
    import "google/protobuf/wrappers.proto";

    enum Color { RED = 0; GREEN = 1; VERDE = -1; BLUE = 7; }
    enum Alias { option allow_alias = true; A = 0; B = 0; C = 5; }

    message All {
      int32 int32 = 1;
      int64 int64 = 2;
      uint32 uint32 = 3;
      uint64 uint64 = 4;
      sint32 sint32 = 5;
      sint64 sint64 = 6;
      fixed32 fixed32 = 7;
      fixed64 fixed64 = 8;
      sfixed32 sfixed32 = 9;
      sfixed64 sfixed64 = 10;
      float float = 11;
      double double = 12;
      bool bool = 13;
      string string = 14;
      bytes bytes = 15;
      Color color = 16;
      Alias alias = 17;
      All inner = 18;
      optional int32 maybe = 19;
      string snake_case_name = 20;
      string renamed = 21 [json_name = "another \\"name\\""];

      repeated int32 numbers = 31;
      repeated string texts = 32;
      repeated Color colors = 33;
      repeated All inners = 34;
      repeated double doubles = 35;
      repeated bytes many_bytes = 36;
      map<string, string> labels = 41;
      map<int32, All> by_int32 = 42;
      map<uint64, bool> by_uint64 = 43;
      map<bool, Color> by_bool = 44;
      map<sint64, double> by_sint64 = 45;
      map<fixed32, bytes> by_fixed32 = 46;
      oneof choice {
        int32 number = 51;
        string text = 52;
        All message = 53;
        google.protobuf.NullValue nothing = 54;
      }

      google.protobuf.Timestamp time = 61;
      google.protobuf.Duration span = 62;
      google.protobuf.FieldMask mask = 63;
      google.protobuf.Struct struct = 64;
      google.protobuf.Value value = 65;
      google.protobuf.ListValue list = 66;
      google.protobuf.Any any = 67;
      google.protobuf.Empty empty = 68;
      google.protobuf.NullValue null = 69;
      google.protobuf.Int32Value int32_value = 71;
      google.protobuf.Int64Value int64_value = 72;
      google.protobuf.UInt32Value uint32_value = 73;
      google.protobuf.UInt64Value uint64_value = 74;
      google.protobuf.FloatValue float_value = 75;
      google.protobuf.DoubleValue double_value = 76;
      google.protobuf.BoolValue bool_value = 77;
      google.protobuf.StringValue string_value = 78;
      google.protobuf.BytesValue bytes_value = 79;
      repeated google.protobuf.Timestamp times = 81;
      repeated google.protobuf.Int32Value int32_values = 82;
      repeated google.protobuf.Value values = 83;
      repeated google.protobuf.Any anys = 84;
      map<string, google.protobuf.Value> value_map = 85;
    }

    message Small { int32 id = 1; string name = 2; int64 amount = 3; repeated string tags = 4; Small next = 5; }
    message Wide { \((1...130).map { "int32 f\($0) = \($0);" }.joined(separator: " ")) }
    """

  private static let old = """
    syntax = "proto2";
    package t;
    enum Closed { ONE = 1; TWO = 2; }
    message Old {
      required int32 needed = 1;
      optional string raw = 2;
      optional Closed closed = 3;
      repeated Closed several = 4;
      optional group Part = 5 { optional int32 inside = 1; }
      optional int32 with_default = 6 [default = 7];
      required string title = 7;
      extensions 100 to 200;
    }
    extend Old { optional int32 extra = 100; repeated string more = 101; }
    message Scope { extend Old { optional Scope scoped = 102; } }
    """
}

extension ProtoJSON {
  /// What a text is written as after it was read.
  func rewritten(_ text: String) throws(CodecError) -> String {
    var arena = MessageArena()
    try fill(&arena, withJSON: text.utf8)
    return String(decoding: try self.text(of: arena), as: UTF8.self)
  }

  /// The JSON of an encoded message.
  func text(of bytes: [UInt8]) throws(CodecError) -> String {
    var arena = MessageArena()
    try program.decode(bytes, into: &arena)
    return String(decoding: try text(of: arena), as: UTF8.self)
  }
}
