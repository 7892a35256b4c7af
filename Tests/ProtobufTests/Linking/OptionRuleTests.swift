import Testing

@testable import Protobuf

@Suite("Rules of options")
struct OptionRuleTests {
  /// Declares options of every kind, and one message that sets what is given.
  private static func file(_ option: String) -> String {
    """
    import "google/protobuf/descriptor.proto";
    extend google.protobuf.MessageOptions {
      optional int32 number = 5001; optional uint64 long = 5002; optional bool truth = 5003; optional float real = 5004;
      optional string text = 5005; optional E choice = 5006; optional Inner inner = 5007; repeated int32 list = 5008;
      repeated Inner inners = 5009; optional group Group = 5010 { optional int32 a = 1; }
    }
    extend google.protobuf.FieldOptions { optional int32 field_only = 5001; }
    enum E { A = 0; B = -7; }
    message Inner {
      optional int32 a = 1; repeated int32 b = 2; optional Inner c = 3; map<string, int32> d = 4;
      oneof o { int32 x = 5; int32 y = 6; } optional bool t = 7; optional double f = 8; optional E e = 9;
      extensions 100 to 200;
      extend Inner { optional int32 nested = 100; }
    }
    message Needy { required int32 a = 1; }
    extend google.protobuf.MessageOptions { optional Needy needy = 5011; }
    message M {
      option \(option)
    }
    """
  }

  static let rows: [LinkRow] = [
    LinkRow(file("(number) = -2147483648;")),
    LinkRow(file("(number) = 0x7fffffff;")),
    LinkRow(file("(number) = 2147483648;"), "18:21: 'number' takes a whole number from -2147483648 to 2147483647"),
    LinkRow(file("(number) = 1.0;"), "18:21: 'number' takes a whole number"),
    LinkRow(file("(number) = \"1\";"), "18:21: 'number' takes a whole number"),
    LinkRow(file("(long) = 18446744073709551615;")),
    LinkRow(file("(long) = -1;"), "18:19: 'long' takes a whole number from 0 to 18446744073709551615"),
    LinkRow(file("(truth) = false;")),
    LinkRow(file("(truth) = 1;"), "18:20: 'truth' takes true or false"),
    LinkRow(file("(truth) = yes;"), "18:20: 'truth' takes true or false"),
    LinkRow(file("(real) = -12;")),
    LinkRow(file("(real) = 1e40;")),
    LinkRow(file("(real) = inf;"), isOldEnough: false),
    LinkRow(file("(real) = \"1\";"), "18:19: 'real' takes a number"),
    LinkRow(file("(text) = 'a' \"b\";")),
    LinkRow(file("(text) = a;"), "18:19: 'text' takes a text in quotes"),
    LinkRow(file("(choice) = B;")),
    LinkRow(file("(choice) = C;"), "18:21: The enum 'E' of 'choice' has no value 'C'"),
    LinkRow(file("(choice) = 0;"), "18:21: 'choice' takes the name of a value of 'E'"),
    LinkRow(
      file("(inner) = { a: 1 b: [1, 2] b: 3 c { a: 2 } d { key: 'x' value: 1 } [nested]: 5 t: t f: 1 e: 0 };"),
      "18:77: '[nested]' is not an extension of 'Inner'"),
    LinkRow(file("(inner) = { [Inner.nested]: 5, t: t; f: -infinity e: -7 };"), isOldEnough: false),
    LinkRow(file("(inner) = { z: 1 };"), "18:22: The message 'Inner' has no field 'z'"),
    LinkRow(file("(inner) = { a: 1 a: 2 };"), "18:27: 'a' is set twice, and is not repeated"),
    LinkRow(file("(inner) = { a: [1] };"), "18:25: 'a' is not repeated, so it takes no list"),
    LinkRow(file("(inner) = { x: 1 y: 2 };"), "18:27: 'y' and 'x' are members of one oneof"),
    LinkRow(file("(inner) = { e: 5 };"), "18:25: The enum 'E' of 'e' has no value of this number"),
    LinkRow(file("(inner) = 1;"), "18:20: 'inner' is a message: write its fields in braces"),
    LinkRow(file("(inner).a = 1; option (inner).c.a = 2; option (inner).(Inner.nested) = 3;")),
    LinkRow(file("(inner).a = 1; option (inner).a = 2;"), "18:32: The option '(inner).a' is set twice"),
    LinkRow(file("(inner) = {}; option (inner) = {};"), "18:31: The option '(inner)' is set twice"),
    LinkRow(file("(number).a = 1;"), "18:10: The option '(number)' has no fields"),
    LinkRow(file("(inners).a = 1;"), "18:10: The option '(inners)' is a list"),
    LinkRow(file("(list) = 1; option (list) = 2;")),
    LinkRow(file("(inners) = { a: 1 }; option (inners) = {};")),
    LinkRow(file("(group).a = 1;")),
    LinkRow(
      file("(Group).a = 1;"), "18:10: 'Group' is a message, not an extension"),
    LinkRow(file("(nested) = 1;"), "18:10: There is no extension for the option '(nested)'"),
    LinkRow(file("(field_only) = 1;"), "18:10: 'field_only' extends 'google.protobuf.FieldOptions'"),
    LinkRow(file("nowhere = 1;"), "18:10: There is no option 'nowhere' for messages"),
    LinkRow(file("uninterpreted_option = {};"), "18:10: There is no option 'uninterpreted_option' for messages"),
    LinkRow(file("deprecated = true; option deprecated = true;"), "18:36: The option 'deprecated' is set twice"),
    LinkRow(file("(needy) = {};"), "18:20: The required field 'a' of 'Needy' is missing"),
    LinkRow(file("(.number) = 1;")),
  ]

  @Test("an option is refused for what is wrong with it, at its place", arguments: rows)
  func refused(row: LinkRow) { row.check() }

  @Test(
    "protoc is of one mind", .enabled(if: Protoc.isInstalled, "protoc is not installed"),
    arguments: rows.filter(\.isOldEnough))
  func protoc(row: LinkRow) async throws { try await row.compareWithProtoc() }
}
