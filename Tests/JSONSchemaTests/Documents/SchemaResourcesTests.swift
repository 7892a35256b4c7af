import SchemaCore
import Testing

@testable import JSONSchema

@Suite struct SchemaResourcesTests {
  @Test(
    "a reference leads to a pointer, a name, a URI or a schema that was registered",
    arguments: [
      ("#", ""), ("#/$defs/a", "/$defs/a"), ("#here", "/$defs/a"), ("http://x.test/inner", "/$defs/b"),
      ("inner", "/$defs/b"), ("inner#/items", "/$defs/b/items"), ("inner#there", "/$defs/b/items"),
      ("root#/$defs/a", "/$defs/a"), ("#/$defs/b/items", "/$defs/b/items"), ("other", ""),
      ("other#/properties/a~1b", "/properties/a~1b"), ("http://x.test/other", ""), ("#/$defs/old", "/definitions/old"),
    ])
  func found(reference: String, pointer: String) throws {
    let resources = try Self.resources()
    let target = try #require(resources.target(of: reference, from: resources.document.root))
    #expect(target.pointer.description == (pointer.isEmpty ? "/" : pointer))
    #expect((target.document === resources.document) == !reference.hasSuffix("other") || reference.contains("a~1b"))
  }

  @Test("references are relative to the resource that they are in")
  func relative() throws {
    let resources = try Self.resources()
    let inner = try #require(resources.target(of: "inner", from: resources.document.root))
    #expect(inner.baseURI == "http://x.test/inner")
    #expect(resources.target(of: "#/items", from: inner)?.pointer.description == "/$defs/b/items")
    #expect(resources.target(of: "#here", from: inner) == nil)
    #expect(inner["items"]?.uri == "http://x.test/inner#/items")
  }

  @Test("what stands where no schema stands names nothing", arguments: ["data", "#data", "unknown", "#/none", "#none"])
  func missing(reference: String) throws {
    let resources = try Self.resources()
    #expect(resources.target(of: reference, from: resources.document.root) == nil)
  }

  @Test("the schemas of schemas are at hand", arguments: JSONSchemaDraft.allCases)
  func metaSchemas(draft: JSONSchemaDraft) throws {
    let resources = try SchemaResources(["$schema": .string(draft.metaSchema)])
    #expect(resources.document.draft == draft)
    let meta = try #require(resources.target(of: draft.metaSchema + "#", from: resources.document.root))
    #expect(meta.document.draft == draft && meta.baseURI == draft.metaSchema)
    for part in meta.value.object?["allOf"]?.array ?? [] {
      let uri = try #require(part.object?["$ref"]?.string)
      #expect(resources.target(of: uri, from: meta) != nil)
    }
  }

  @Test("a schema of schemas that is registered tells the draft by its own")
  func ownMetaSchema() throws {
    let meta: JSONValue = ["$schema": .string(JSONSchemaDraft.draft2019.metaSchema)]
    let schema: JSONValue = ["$schema": "http://x.test/meta"]
    let references = [SchemaResources.Reference(name: "http://x.test/meta", value: meta)]
    #expect(try SchemaResources(schema, references: references).document.draft == .draft2019)
    #expect(try SchemaResources(schema).document.draft == .draft7)
  }

  @Test("up to draft 7, an identifier beside a reference has no effect")
  func besideReference() throws {
    let schema: JSONValue = [
      "$id": "http://x.test/root", "properties": ["a": ["$ref": "b", "$id": "http://y.test/"]],
    ]
    let resources = try SchemaResources(schema)
    #expect(resources.document.root[["properties", "a"]]?.baseURI == "http://x.test/root")
  }

  @Test(
    "names that are no names are refused",
    arguments: [
      "3", "[]", #"{"$id": 1}"#, #"{"$defs": {"a": {"$id": null}}}"#,
      #"{"$defs": {"a": {"$anchor": "n"}, "b": {"$anchor": "n"}}}"#,
    ])
  func refused(text: String) throws {
    let value = try JSONParser.parse(text)
    #expect(throws: SchemaError.self) { try SchemaResources(value, draft: .draft2020) }
  }

  private static func resources() throws -> SchemaResources {
    try SchemaResources(
      [
        "$schema": .string(JSONSchemaDraft.draft2020.metaSchema), "$id": "http://x.test/root",
        "$defs": [
          "a": ["$anchor": "here"], "b": ["$id": "inner", "items": ["$anchor": "there"]],
          "c": ["const": ["$id": "data", "$anchor": "data"]],
        ],
        "definitions": ["old": true],
      ],
      references: [SchemaResources.Reference(name: "other", value: ["properties": ["a/b": true]])])
  }
}
