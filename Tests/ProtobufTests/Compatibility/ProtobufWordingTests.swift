import Protobuf
import SchemaCore
import Testing

@Suite("What is said about incompatible Protobuf schemas")
struct ProtobufWordingTests {
  @Test("clients get the reference registry's words")
  func messages() throws {
    let original = try schema(
      "package p; message M { required int32 a = 1; oneof o { int32 b = 2; int32 c = 3; } } message N {}")
    let update = try schema(
      """
      package q;
      message M { required int32 d = 4; oneof o { int32 b = 2; } }
      """)
    let found = update.incompatibilities(reading: original)
    let messages = found.map { $0.message.text(reader: "new", writer: "old") }
    #expect(
      messages == [
        #"{errorType:"PACKAGE_CHANGED", description:"The package at '#/' in the new schema does not match the package in the old schema"}"#,
        #"{errorType:"REQUIRED_FIELD_REMOVED", description:"The new schema is missing a required field at path: '#/M/1' in the old schema"}"#,
        #"{errorType:"ONEOF_FIELD_REMOVED", description:"The new schema is missing a oneof field at path '#/M/o/3' in the old schema"}"#,
        #"{errorType:"REQUIRED_FIELD_ADDED", description:"A required field  at path '#/M/4' in the new schema is missing in the old schema"}"#,
        #"{errorType:"MESSAGE_REMOVED", description:"The new schema is missing a MESSAGE type at path '#/N' in the old schema"}"#,
      ])
  }

  @Test("a change of type is told with both types, and with what can be done on either side")
  func explanation() throws {
    let original = try schema("message M { optional int32 a = 1; }")
    let update = try schema("message M { optional string a = 1; }")
    let found = try #require(update.incompatibilities(reading: original).first)
    #expect(
      found.message.text(reader: "old", writer: "new")
        == #"{errorType:"FIELD_SCALAR_KIND_CHANGED", description:"The kind of a SCALAR field at path '#/M/1' in the old schema does not match its kind in the new schema"}"#
    )
    #expect(
      found.explanation.text(reader: "new", writer: "old")
        == #"field "a" (1) of message M is string in the new schema, but int32 in the old schema, which is written in another way"#
    )
    #expect(found.detail == "expected: int32, found: string")
    #expect(
      found.remedy.inReader
        == #"keep field "a" (1) of message M int32, and add a field with a number of its own for what is new"#)
  }

  private func schema(_ text: String) throws -> ProtobufSchema { try ProtobufFormat().parse(text) }
}
