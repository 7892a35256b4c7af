import Registry
import RegistryAPI
import SchemaCore

extension RegisteredSchemaBody {
  /// A version with everything that is known of it.
  ///
  /// - Parameter text: the schema's text in the style that was asked for.
  init(_ schema: RegisteredSchema, text: String) {
    var content = schema.schema
    content.text = text
    self.init(
      subject: schema.subject.description, version: schema.version.rawValue, id: schema.id.rawValue,
      guid: schema.guid.description, schema: content, timestamp: schema.timestamp, isDeleted: schema.isDeleted)
  }
}

extension SchemaStringBody {
  /// A schema whoever holds it.
  init(_ schema: RegisteredSchema) {
    self.init(
      guid: schema.guid.description, schema: schema.schema, timestamp: schema.timestamp, isDeleted: schema.isDeleted)
  }
}

extension RegisteredSchema {
  /// The same with references in the form that the parameter `referenceFormat` names; one that is not known changes
  /// nothing.
  func referring(as request: APIRequest) -> RegisteredSchema {
    request.query["referenceFormat"]?.lowercased() == "qualified" ? qualifyingReferences() : self
  }
}

extension SchemaRegistry {
  /// A schema's text in the style that the parameter `format` names.
  func text(of schema: RegisteredSchema, for request: APIRequest) throws(RegistryError) -> String {
    try text(of: schema, as: RenderStyle(format: request.query["format"]))
  }

  /// The parts of a schema that have one of the tags which the parameter `findTags` names, `*` for any.
  func tags(of schema: RegisteredSchema, for request: APIRequest) throws(RegistryError) -> [SchemaTags] {
    let names = request.query.values(of: "findTags")
    if names.isEmpty { return [] }
    let found = try inlineTags(of: schema)
    return names.contains("*") ? found : found.filter { part in part.tags.contains { names.contains($0.text) } }
  }
}
