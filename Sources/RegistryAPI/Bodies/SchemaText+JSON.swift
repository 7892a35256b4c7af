import SchemaCore

extension SchemaText {
  /// Reads `schema`, `schemaType`, `references`, `metadata` and `ruleSet`; a schema without type is Avro.
  init(_ reader: BodyReader) throws(BodyError) {
    self = try reader.read { (reader) throws(JSONShapeError) in
      var references: [SchemaReference] = []
      for element in try reader.objects("references") { references.append(try SchemaReference(element)) }
      return SchemaText(
        format: try reader.string("schemaType").map(FormatName.init) ?? .avro,
        text: try reader.string("schema") ?? "", references: references, metadata: try reader.metadata("metadata"),
        ruleSet: try reader.ruleSet("ruleSet"))
    }
  }

  /// Adds `references`, `metadata` and `ruleSet`, as far as there are any.
  func addContent(to members: inout JSONObject) {
    members.set("references", references)
    members["metadata"] = metadata?.json
    members["ruleSet"] = ruleSet?.json
  }
}
