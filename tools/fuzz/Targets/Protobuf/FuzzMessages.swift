import SchemaCore

@testable import Protobuf

/// The message types whose messages are read, compiled once, with limits that a short input reaches.
enum FuzzMessages {
  private static let limits = MessageLimits(maximumDepth: 24, maximumSlots: 1 << 14)

  private static let text = """
    syntax = "proto2";
    import "google/protobuf/any.proto";
    import "google/protobuf/duration.proto";
    import "google/protobuf/field_mask.proto";
    import "google/protobuf/struct.proto";
    import "google/protobuf/timestamp.proto";
    import "google/protobuf/wrappers.proto";
    enum Color { RED = 0; BLUE = 5; NONE = -1; }
    message Order {
      required int64 id = 1;
      optional string name = 2 [default = "x"];
      repeated sint32 counts = 3 [packed = true];
      repeated fixed64 sums = 4;
      optional Color color = 5;
      repeated Color colors = 6 [packed = true];
      map<string, Color> labels = 7;
      map<sint32, Order> parts = 8;
      optional group Place = 9 { optional double width = 1; repeated group Inner = 2 { optional bool flag = 1; } }
      oneof choice { bytes raw = 10; Order order = 11; float number = 12; }
      extensions 100 to 200;
      extend Order { repeated uint32 extra = 100; optional Order deep = 200; }
      optional sfixed32 far = 536870911;
    }
    message Known {
      optional google.protobuf.Any any = 1;
      optional google.protobuf.Timestamp at = 2;
      optional google.protobuf.Duration took = 3;
      optional google.protobuf.FieldMask mask = 4;
      optional google.protobuf.Struct object = 5;
      optional google.protobuf.Value value = 6;
      repeated google.protobuf.ListValue lists = 7;
      optional google.protobuf.DoubleValue double = 8;
      optional google.protobuf.BytesValue bytes = 9;
      optional Known known = 10;
    }
    """

  private static let modern = """
    syntax = "proto3";
    enum State { NEW = 0; PAID = 2; }
    message All {
      double a = 1; float b = 2; int64 c = 3; uint64 d = 4; int32 e = 5; fixed64 f = 6; fixed32 g = 7; bool h = 8;
      string i = 9; bytes j = 10; uint32 k = 11; sfixed32 l = 12; sfixed64 m = 13; sint32 n = 14; sint64 o = 15;
      State p = 16; All q = 17; optional int32 r = 18; repeated string s = 19; repeated State t = 20;
      repeated bool u = 21; map<bool, bytes> v = 22; map<int32, All> w = 23; repeated All x = 24;
      oneof y { string z = 25; State aa = 26; All bb = 27; }
      repeated double cc = 28; repeated sint64 dd = 29; map<uint64, double> ee = 30;
    }
    """

  private static let messages: [(files: FileSet, name: String)] = [(text, "Order"), (modern, "All"), (text, "Known")]
    .map { text, name in
      compiled {
        let linker = Linker(rules: LinkRules(visibility: .imports, isStrict: true))
        return (try linker.link([ProtoParser.parse(text, name: "fuzz.proto")]), name)
      }
    }

  static let programs = messages.map { files, name in
    compiled { try ProtobufProgram(files, message: name, limits: limits) }
  }

  /// Of each message, one for each form of JSON.
  static let codecs = messages.map { files, name in
    [JSONForm.specification, .plain, .cells].map { form in
      compiled { try ProtoJSON(files, message: name, options: ProtoJSONOptions(form), limits: limits) }
    }
  }

  static let textFormats = messages.map { files, name in
    compiled { try TextFormat(files, message: name, limits: limits) }
  }

  private static func compiled<Result>(_ make: () throws -> Result) -> Result {
    do { return try make() } catch { fatalError("a schema of the fuzzer is wrong: \(error)") }
  }
}
