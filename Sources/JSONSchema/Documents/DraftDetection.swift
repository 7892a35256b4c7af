import SchemaCore

/// Which draft a schema is of, and which of its vocabularies it uses.
struct DraftDetection {
  private let values: [String: JSONValue]
  private let assumed: JSONSchemaDraft?

  /// - Parameter references: among which a schema's own schema of schemas may be.
  init(references: [SchemaResources.Reference], assumed: JSONSchemaDraft?) {
    values = Dictionary(
      references.map { (URIReference($0.name).withoutFragment, $0.value) }, uniquingKeysWith: { first, _ in first })
    self.assumed = assumed
  }

  /// The draft that the schema names by `$schema`, perhaps by a schema of schemas that is made for one.
  func draft(of schema: JSONValue, otherwise: JSONSchemaDraft? = nil) -> JSONSchemaDraft {
    var schema = schema
    // One may name the next; not for ever.
    for _ in 0..<8 {
      if let draft = JSONSchemaDraft(statedBy: schema) { return draft }
      guard let uri = schema.object?["$schema"]?.string, let next = values[URIReference(uri).withoutFragment] else {
        break
      }
      schema = next
    }
    return assumed ?? otherwise ?? .assumed
  }
}
