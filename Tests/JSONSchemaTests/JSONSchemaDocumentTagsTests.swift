import JSONSchema
import SchemaCore
import Testing

struct JSONSchemaDocumentTagsTests {
  /// Schemas, and the paths at which they can have tags; those of records end with a slash.
  private static let table: [(schema: String, paths: [String])] = [
    (#"{"type":"string"}"#, []), ("true", []), (#"{"type":"object"}"#, ["object/"]),
    (#"{"properties":{"a":{},"b":true}}"#, ["object/", "object.a"]),
    (
      #"{"type":["null","object"],"properties":{"a":{"type":"object","properties":{"b":{}}}}}"#,
      ["object/", "object.a", "object.a.object.b"]
    ),
    (
      #"{"type":"array","items":{"properties":{"a":{"items":{"properties":{}}}}}}"#,
      ["array.object/", "array.object.a", "array.object.a.array.object/"]
    ),
    (
      #"{"properties":{"a":{"allOf":[{"type":"int"},{"properties":{"b":{}}}]}}}"#,
      ["object/", "object.a", "object.a.allof.1.object/", "object.a.allof.1.object.b"]
    ),
    (#"{"oneOf":[{"type":"object"}],"anyOf":[{"type":"object"}]}"#, ["anyof.0.object/", "oneof.0.object/"]),
    (
      #"{"if":{"type":"object"},"then":{"type":"object"},"else":{"type":"object"},"not":{"type":"object"}}"#,
      ["conditional.if.object/", "conditional.then.object/", "conditional.else.object/", "not.object/"]
    ),
    (
      #"{"type":"object","definitions":{"D":{"type":"object"}},"$defs":{"E":{"properties":{"a":{}}}}}"#,
      ["object/", "object.definitions.D.object/", "object.$defs.E.object/", "object.$defs.E.object.a"]
    ),
  ]

  @Test("objects and properties can have tags, under the paths of the reference", arguments: table)
  func entities(_ schema: String, _ paths: [String]) throws {
    let document = try JSONSchemaFormat().parse(schema, rules: .stored)
    let found = document.taggableEntities.map { $0.entity.path + ($0.entity.kind == .record ? "/" : "") }
    #expect(found == paths)
    // Every one of them can be written and taken out again.
    for part in document.taggableEntities {
      let tags = SchemaTags(entity: part.entity, tags: ["T", "A"])
      let tagged = try JSONSchemaFormat().parse(try document.text(adding: [tags], removing: []), rules: .stored)
      #expect(tagged.inlineTags == [tags])
      #expect(try tagged.text(adding: [], removing: [tags]) == document.canonicalText)
    }
  }

  @Test("tags stay where they stand")
  func place() throws {
    let schema =
      #"{"confluent:tags":["a"],"type":"object","properties":{"p":{"confluent:tags":["b"],"type":"string"}}}"#
    let document = try JSONSchemaFormat().parse(schema)
    let edits = document.inlineTags.map { SchemaTags(entity: $0.entity, tags: ["z"]) }
    #expect(
      try document.text(adding: edits, removing: [])
        == schema.replacing("\"a\"", with: "\"a\",\"z\"").replacing("\"b\"", with: "\"b\",\"z\""))
  }

  @Test("what lies too deep for a walk has no tags")
  func depth() throws {
    let deep =
      String(repeating: #"{"type":"array","items":"#, count: 400) + #"{"type":"object"}"#
      + String(repeating: "}", count: 400)
    #expect(try JSONSchemaFormat().parse(deep, rules: .stored).taggableEntities.isEmpty)
  }
}
