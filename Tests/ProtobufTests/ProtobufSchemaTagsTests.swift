import Protobuf
import SchemaCore
import Testing

struct ProtobufSchemaTagsTests {
  private static let text = """
    syntax = "proto3";
    package com.example;
    message M {
      string a = 1;
      oneof o {
        string b = 2 [(confluent.field_meta).tags = "B", deprecated = true];
      }
      message I {
        option (confluent.message_meta) = { doc: "d" tags: "T" tags: "U" };
        map<string, I> c = 1 [(.confluent.field_meta) = { tags: ["C"] }];
      }
    }
    enum E { Z = 0; }

    """

  private static func field(_ path: String, _ tags: ExactText...) -> SchemaTags {
    SchemaTags(entity: SchemaEntity(path: path, kind: .field), tags: tags)
  }

  private static func record(_ path: String, _ tags: ExactText...) -> SchemaTags {
    SchemaTags(entity: SchemaEntity(path: path, kind: .record), tags: tags)
  }

  @Test("messages and their fields can have tags, in every way in which options are written")
  func entities() throws {
    let schema = try ProtobufFormat().parse(Self.text)
    #expect(
      schema.taggableEntities == [
        Self.record("M"), Self.field("M.a"), Self.field("M.b", "B"), Self.record("M.I", "T", "U"),
        Self.field("M.I.c", "C"),
      ])
  }

  @Test("tags are written into the registry's options, and the rest of these stays")
  func edits() throws {
    let schema = try ProtobufFormat().parse(Self.text)
    let text = try schema.text(
      adding: [
        Self.field("M.a", "A"), Self.field(".M.a", "A2"), Self.field("M.b", "B2"), Self.record("M", "R"),
      ],
      removing: [Self.record("M.I", "T", "U"), Self.field("M.I.c", "C")])
    let expected = """
      syntax = "proto3";
      package com.example;
      message M {
        option (confluent.message_meta) = { tags: ["R"] };
        string a = 1 [(confluent.field_meta) = { tags: ["A", "A2"] }];
        oneof o {
          string b = 2 [deprecated = true, (confluent.field_meta) = { tags: ["B", "B2"] }];
        }
        message I {
          option (confluent.message_meta) = { doc: "d" };
          map<string, I> c = 1;
        }
      }
      enum E { Z = 0; }
      """
    #expect(text == (try ProtobufFormat().parse(expected).canonicalText))
    #expect(try ProtobufFormat().parse(text).inlineTags.count == 3)
  }

  @Test("a part that is not there is refused", arguments: ["com.example.M.a", "M.I", "I.c", "E.Z"])
  func unknown(_ path: String) throws {
    let schema = try ProtobufFormat().parse(Self.text)
    #expect(throws: SchemaError.self) { try schema.text(adding: [Self.field(path, "T")], removing: []) }
  }
}
