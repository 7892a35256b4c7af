extension SchemaTags {
  /// Reads the form of the API.
  ///
  /// - Throws: `JSONShapeError` naming the member that is wrong or lacking.
  public init(_ reader: JSONObjectReader) throws(JSONShapeError) {
    let entity = try reader.required("schemaEntity", try reader.object("schemaEntity"))
    self.init(
      entity: SchemaEntity(
        path: try entity.required("entityPath", try entity.string("entityPath")),
        kind: try entity.required("entityType", try entity.choice("entityType"))),
      tags: try reader.strings("tags").map(ExactText.init(_:)))
  }

  /// The form of the API.
  public var json: JSONValue {
    [
      "schemaEntity": ["entityPath": .string(entity.path), "entityType": .string(entity.kind.rawValue)],
      "tags": .array(tags.map { .string($0.text) }),
    ]
  }
}
