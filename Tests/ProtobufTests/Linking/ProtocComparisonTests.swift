import Testing

@testable import Protobuf

@Suite("Linked files and those of protoc", .enabled(if: Protoc.isInstalled, "protoc is not installed"))
struct ProtocComparisonTests {
  static let files: [String: String] = [
    "defaults": #"""
    message M {
      optional float a = 1 [default = 9e9]; optional float b = 2 [default = 0.1];
      optional double c = 3 [default = 0.1234567890123456]; optional double d = 4 [default = 1e15];
      optional double e = 5 [default = 123456]; optional float f = 6 [default = 16777217];
      optional float g = 7 [default = -inf]; optional double h = 8 [default = nan];
      optional double i = 9 [default = 1.e-7]; optional bytes j = 10 [default = "a\x00\xff\"'\n\\\t?"];
      optional string k = 11 [default = "a\"é\n"]; optional int32 l = 12 [default = -0x10];
      optional float m = 13 [default = -0.0]; optional double n = 14 [default = 1e400];
      optional double o = 15 [default = 5e-324]; optional float p = 16 [default = 3.14159265358979];
      optional double q = 17 [default = -1]; optional uint64 r = 18 [default = 0xFFFFFFFFFFFFFFFF];
      optional float s = 19 [default = 1e40]; optional double t = 20 [default = 1e20];
      optional E u = 21 [default = B]; optional bool v = 22 [default = true]; optional int64 w = 23 [default = 0777];
      optional double x = 24 [default = 2.2250738585072014e-308]; optional float y = 25 [default = 1.17549435e-38];
      optional sfixed64 z = 26 [default = -9223372036854775808]; optional double aa = 27 [default = .5];
      optional double ab = 28 [default = 123456789012345678]; optional double ac = 29 [default = 0.00001];
      optional double ad = 30 [default = 0.0001]; optional double ae = 31 [default = 999999999999999.9];
      optional float af = 32 [default = 999999.5]; optional float ag = 33 [default = 9999995];
    }
    enum E { A = 0; B = -1; }
    """#,
    "proto3": """
    syntax = "proto3";
    import "google/protobuf/descriptor.proto";
    package a.b; import public "google/protobuf/any.proto"; import weak "google/protobuf/empty.proto";
    extend google.protobuf.MessageOptions { optional string s = 9999; optional M m = 9998; int32 i = 9997; }
    message M {
      map<string, int32> foo = 1; optional M bar = 2; optional int32 _baz = 3; oneof x { int32 y = 4; M z = 5; }
      repeated int32 my_packed_field = 6; repeated int32 q = 7 [packed = false]; repeated string _X__y_ = 8;
      map<int32, .a.b.M> m2 = 9; optional int32 y2 = 10; repeated E e = 11; reserved 20, 30 to 40, 50 to max;
      reserved "r", "s"; enum E { U = 0; reserved -2 to -1, 5, 10 to max; reserved "V"; }
      optional int32 XX = 12 [json_name = "given"]; int32 HTTPName = 13; map<string, google.protobuf.Any> any = 14;
    }
    service S { rpc A(M) returns (stream M) { option deprecated = true; } rpc B(stream .a.b.M) returns (b.M); }
    """,
    "synthetic oneofs": """
    syntax = "proto3";
    message M { optional int32 a = 1; oneof _a { int32 b = 2; } int32 X_a = 3; optional int32 _c = 4; }
    """,
    "proto2": """
    package p;
    message M {
      optional group Foo = 1 { optional int32 a = 1; repeated group Bar = 2 { } }
      required M m = 2; oneof o { group Baz = 3 { optional Foo f = 1; } string s = 4; }
      extensions 100 to 199, 300; extensions 1000 to max;
      message N { extend M { optional group Ext = 100 { } repeated N n = 101; } }
      map<bool, Foo> by_flag = 5; repeated double d = 6 [packed = true];
    }
    extend M { optional group TopLevel = 102 { optional int32 z = 1; } optional M.N.Ext e = 103 [deprecated = true]; }
    """,
    "message set": """
    message S { option message_set_wire_format = true; extensions 4 to max; reserved 1 to 3; }
    message T { extend S { optional T t = 2000000000; } optional int32 i = 15; }
    """,
    "scopes": """
    package foo.bar.baz;
    message A { message B { message C { optional C a = 1; optional B b = 2; optional bar.baz.A c = 3; } } enum E { X = 0; } }
    message C { optional A.B.C a = 1; optional baz.A.E e = 2 [default = X]; optional .foo.bar.baz.A.B f = 3; }
    message foo { message inner {} optional foo a = 1; optional inner b = 2; }
    """,
    "custom options": #"""
    package my.opts;
    import "google/protobuf/descriptor.proto";
    import "google/protobuf/any.proto";
    message Meta {
      optional string text = 1; repeated int32 numbers = 2; optional Meta inner = 3; repeated Meta list = 4;
      map<string, int32> map = 5; optional bytes raw = 6; optional sint64 z = 7; optional float f = 8;
      repeated fixed32 packed = 9 [packed = true]; optional group G = 10 { optional int32 x = 1; }
      optional google.protobuf.Any any = 11; optional E e = 12; repeated string names = 13; optional bool b = 14;
      extensions 100 to 200;
      extend Meta { optional sint32 ext = 100; }
    }
    enum E { A = 0; B = -5; option (on_enum).text = "e"; C = 3 [(on_value) = -1, (on_value_text) = "v"]; }
    extend google.protobuf.FileOptions { optional Meta on_file = 5000; }
    extend google.protobuf.MessageOptions { optional Meta on_message = 5000; repeated Meta many = 5001; }
    extend google.protobuf.FieldOptions { optional Meta on_field = 5000; optional double d = 5001; }
    extend google.protobuf.OneofOptions { optional uint64 on_oneof = 5000; }
    extend google.protobuf.EnumOptions { optional Meta on_enum = 5000; }
    extend google.protobuf.EnumValueOptions { optional sfixed64 on_value = 5000; optional string on_value_text = 5001; }
    extend google.protobuf.ServiceOptions { optional Meta on_service = 5000; }
    extend google.protobuf.MethodOptions { optional E on_method = 5000; }
    extend google.protobuf.ExtensionRangeOptions { optional int32 on_range = 5000; }
    option java_package = "x"; option (on_file).text = "f"; option (on_file).inner.inner.z = -3;
    option (my.opts.on_file).(Meta.ext) = -1; option (.my.opts.on_file).numbers = 1; option (on_file).numbers = 2;
    option optimize_for = CODE_SIZE;
    message M {
      option (on_message) = {
        text: 'a' "b"; numbers: [1, -2, 0x10], inner { z: -1 list: { text: "\001\xff" } list <text: "x"> }
        map { key: "k" value: 1 } raw: "\000\377" f: -1.5 packed: 1 packed: [2, 3] G { x: 7 }
        [my.opts.Meta.ext]: 3 any { [type.googleapis.com/my.opts.Meta] { text: "in any" b: true } } e: B names: ["a", "b"]
        b: false
      };
      option (many) = { text: "1" }; option (many) = { e: -5 }; option deprecated = true;
      optional int32 a = 1 [(on_field).f = 2, deprecated = true, (on_field).g.x = 1, (d) = 1e3, default = 4];
      oneof o { option (on_oneof) = 18446744073709551615; int32 b = 2 [ctype = CORD]; }
      extensions 100 to 110, 120 [(on_range) = -1];
      optional group Grp = 3 [(on_field) = {}] { option (on_message).f = 1; }
    }
    service S { option (on_service) = { inner {} }; rpc R(M) returns (M) { option (on_method) = B; option idempotency_level = IDEMPOTENT; } }
    """#,
  ]

  @Test("a file is linked as protoc links it", arguments: files.keys.sorted())
  func equal(name: String) async throws {
    let text = try #require(Self.files[name])
    let theirs = try await Protoc.compile([("test.proto", text)]).get()
    let set = try Linker(rules: LinkRules(visibility: .imports, isStrict: true))
      .link([ProtoParser.parse(text, name: "test.proto")])
    let ours = try #require(set.files.last)
    let comparable = ComparableFile(types: set)
    let (left, right) = (try comparable(ours), try comparable(theirs))
    for (ours, theirs) in zip(left.messages, right.messages) { #expect(ours == theirs) }
    #expect(left == right)
  }
}
