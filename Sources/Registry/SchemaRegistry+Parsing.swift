public import SchemaCore

extension SchemaRegistry {
  /// A registered schema, or one that a rehearsal has answered with, ready to be compared.
  ///
  /// - Throws: `invalidSchema` if it cannot be parsed here.
  public func parsed(_ schema: RegisteredSchema) throws(RegistryError) -> any ParsedSchema {
    try preparation.parse(schema, in: state)
  }
}
