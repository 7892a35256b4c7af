public import SchemaCore

extension JSONSchemaDocument {
  /// The schemas in the schema, each with its keywords.
  public var outline: SchemaElement { JSONSchemaOutline.element(of: value) }
}
