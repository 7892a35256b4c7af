public import SchemaCore

/// Some schemas by their fingerprint.
public struct AvroSchemaTable: AvroSchemaStore {
  private var schemas: [UInt64: AvroDocument] = [:]

  /// A table without schemas.
  public init() {}

  /// A table of these schemas.
  ///
  /// - Throws: `SchemaError` as `add`.
  public init(_ schemas: some Sequence<AvroDocument>) throws(SchemaError) {
    for schema in schemas { try add(schema) }
  }

  /// Adds a schema, in place of one that is the same for reading.
  ///
  /// - Throws: `SchemaError` for a schema that has no fingerprint because its references make it too deep.
  public mutating func add(_ schema: AvroDocument) throws(SchemaError) {
    schemas[try schema.fingerprint()] = schema
  }

  public func schema(withFingerprint fingerprint: UInt64) -> AvroDocument? { schemas[fingerprint] }
}
