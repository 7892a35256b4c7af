public import SchemaCore

extension SchemaReference: JSONBody {
  public init(json: JSONValue) throws(BodyError) {
    try self.init(BodyReader(json))
  }

  /// Parts that are lacking are read as empty: only the registry can say which schema is invalid for that.
  init(_ reader: BodyReader) throws(BodyError) {
    self.init(
      name: try reader.string("name") ?? "", subject: try reader.string("subject") ?? "",
      version: try reader.int32("version") ?? 0)
  }

  public var json: JSONValue {
    ["name": .string(name), "subject": .string(subject), "version": .number(JSONNumber(version))]
  }
}

extension SchemaText {
  /// Reads `schema`, `schemaType` and `references`; a schema without type is Avro.
  init(_ reader: BodyReader) throws(BodyError) {
    var references: [SchemaReference] = []
    for element in try reader.objects("references") { references.append(try SchemaReference(element)) }
    self.init(
      format: try reader.string("schemaType").map(FormatName.init) ?? .avro,
      text: try reader.string("schema") ?? "", references: references)
  }
}
