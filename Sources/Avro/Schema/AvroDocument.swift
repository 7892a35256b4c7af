/// An Avro schema as a whole: the root type, and every named type that it can use.
public struct AvroDocument: Sendable {
  /// The type of the records.
  public let root: AvroSchema
  /// The definition of every named type in the text and in its references, by full name.
  public let definitions: [AvroName: AvroSchema]
  /// The text that the registry stores and returns.
  public let canonicalText: String
  /// A digest of what `isEquivalent` compares, so that one schema can be told from a thousand others in no time; nil if
  /// the schema is too deep to be written in.
  let meaning: UInt64?

  package init(root: AvroSchema, definitions: [AvroName: AvroSchema]) {
    self.root = root
    self.definitions = definitions
    canonicalText = CanonicalForm(.canonical, definitions: definitions).text(of: root)
    var form = ResolvedForm(definitions: definitions)
    meaning = (try? form.resolved(root)).map { resolved in
      CRC64.fingerprint(of: CanonicalForm(.comparable, definitions: definitions).text(of: resolved).utf8)
    }
  }

  /// The type itself where `schema` only uses a named one.
  public func definition(of schema: AvroSchema) -> AvroSchema {
    guard case .named(let name) = schema.type else { return schema }
    return definitions[name] ?? schema
  }
}
