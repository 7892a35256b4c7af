import JSONSchema
import SchemaCore
import Testing

@Suite struct JSONSchemaDraftTests {
  @Test(
    "a draft is known by the URI of its meta-schema, by http or https, with or without a fragment",
    arguments: [
      ("http://json-schema.org/draft-04/schema#", JSONSchemaDraft.draft4),
      ("https://json-schema.org/draft-06/schema", .draft6),
      ("http://json-schema.org/draft-07/schema", .draft7),
      ("https://json-schema.org/draft/2019-09/schema#", .draft2019),
      ("http://json-schema.org/draft/2020-12/schema", .draft2020),
    ])
  func known(uri: String, draft: JSONSchemaDraft) {
    #expect(JSONSchemaDraft(metaSchema: uri) == draft)
    #expect(JSONSchemaDraft(statedBy: ["$schema": .string(uri)]) == draft)
    #expect(JSONSchemaDraft(metaSchema: draft.metaSchema) == draft)
  }

  @Test(
    "other URIs name no draft",
    arguments: ["", "http://json-schema.org/schema#", "ftp://json-schema.org/draft-07/schema", "draft-07"])
  func unknown(uri: String) {
    #expect(JSONSchemaDraft(metaSchema: uri) == nil)
  }
}
