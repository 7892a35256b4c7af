import SchemaCore
import Testing

@testable import JSONSchema

@Suite struct MetaSchemasTests {
  static let vocabularies: [(JSONSchemaDraft, [String])] = [
    (.draft2019, ["core", "applicator", "validation", "meta-data", "format", "content"]),
    (
      .draft2020,
      [
        "core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "format-assertion",
        "content",
      ]
    ),
  ]

  @Test("the schema of schemas of every draft is there, and is valid by itself", arguments: JSONSchemaDraft.allCases)
  func itself(draft: JSONSchemaDraft) throws {
    let document = try #require(MetaSchemas.document(at: draft.metaSchema))
    #expect(try Self.isValid(JSONWriter.text(document.value), draft))
  }

  @Test("the schema of every vocabulary is there", arguments: vocabularies)
  func vocabulary(draft: JSONSchemaDraft, names: [String]) throws {
    for name in names {
      let uri = "https://json-schema.org/draft/\(draft.rawValue)/meta/\(name)"
      let document = try #require(MetaSchemas.document(at: uri), "\(uri)")
      #expect(try Self.isValid(JSONWriter.text(document.value), draft))
    }
  }

  @Test(
    "definitions that schemas refer to are there",
    arguments: [
      "http://json-schema.org/draft-04/schema#/definitions/positiveIntegerDefault0",
      "http://json-schema.org/draft-06/schema#/definitions/schemaArray",
      "http://json-schema.org/draft-07/schema#/definitions/nonNegativeInteger",
      "http://json-schema.org/draft-07/schema#/properties/title",
      "https://json-schema.org/draft/2019-09/meta/validation#/$defs/stringArray",
      "https://json-schema.org/draft/2020-12/meta/core#/$defs/uriReferenceString",
      "https://json-schema.org/draft/2020-12/meta/applicator#meta",
    ])
  func definitions(uri: String) throws {
    let resources = try SchemaResources(try JSONParser.parse("{\"$ref\": \"\(uri)\"}"))
    #expect(resources.target(of: uri, from: resources.document.root) != nil)
    _ = try JSONSchemaValidator(resources)
  }

  @Test(
    "keywords with other values than theirs are no schema",
    arguments: [
      (#"{"minLength": -1}"#, JSONSchemaDraft.allCases), (#"{"type": "text"}"#, JSONSchemaDraft.allCases),
      (#"{"type": []}"#, JSONSchemaDraft.allCases), (#"{"allOf": []}"#, JSONSchemaDraft.allCases),
      (#"{"properties": {"a": {"items": {"not": 1}}}}"#, JSONSchemaDraft.allCases),
      (#"{"required": ["a", "a"]}"#, JSONSchemaDraft.allCases), (#"{"multipleOf": 0}"#, JSONSchemaDraft.allCases),
      (#"{"required": []}"#, [.draft4]), (#"{"enum": []}"#, [.draft4]), (#"{"exclusiveMinimum": 1}"#, [.draft4]),
      (#"{"minimum": 1, "exclusiveMinimum": true}"#, [.draft6, .draft7, .draft2019, .draft2020]), ("true", [.draft4]),
      (#"{"if": 1}"#, [.draft7, .draft2019, .draft2020]), (##"{"$anchor": "#a"}"##, [.draft2019, .draft2020]),
      (#"{"$id": "a#b"}"#, [.draft2019, .draft2020]),
      (#"{"dependentRequired": {"a": [1]}}"#, [.draft2019, .draft2020]),
      (#"{"items": [{}]}"#, [.draft2020]), (#"{"prefixItems": {}}"#, [.draft2020]),
      (#"{"unevaluatedProperties": 1}"#, [.draft2019, .draft2020]),
      (#"{"readOnly": 1}"#, [.draft7, .draft2019, .draft2020]),
      (#"{"dependencies": {"a": 1}}"#, JSONSchemaDraft.allCases),
      (#"{"contentEncoding": 1}"#, [.draft7, .draft2019, .draft2020]),
    ] as [(String, [JSONSchemaDraft])])
  func refused(schema: String, drafts: [JSONSchemaDraft]) throws {
    for draft in JSONSchemaDraft.allCases {
      #expect(try Self.isValid(schema, draft) == !drafts.contains(draft), "\(draft)")
    }
  }

  private static func isValid(_ schema: String, _ draft: JSONSchemaDraft) throws -> Bool {
    let resources = try SchemaResources(try JSONParser.parse("{\"$ref\": \"\(draft.metaSchema)#\"}"), draft: draft)
    return try JSONSchemaValidator(resources).isValid(Array(schema.utf8))
  }
}
