/// An Avro schema as a whole: the root type, and every named type that it can use.
public struct AvroDocument: Sendable {
  /// The type of the records.
  public let root: AvroSchema
  /// The definition of every named type in the text and in its references, by full name.
  public let definitions: [AvroName: AvroSchema]
  /// The text that the registry stores and returns.
  public let canonicalText: String

  init(root: AvroSchema, definitions: [AvroName: AvroSchema]) {
    self.root = root
    self.definitions = definitions
    canonicalText = CanonicalForm(.canonical, definitions: definitions).text(of: root)
  }

  /// The type itself where `schema` only uses a named one.
  public func definition(of schema: AvroSchema) -> AvroSchema {
    guard case .named(let name) = schema.type else { return schema }
    return definitions[name] ?? schema
  }
}
