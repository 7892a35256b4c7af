public import SchemaCore

/// A registered schema with everything that it refers to, ready to be parsed.
public struct RegisteredText: Hashable, Sendable {
  /// The schema's ID in its context.
  public var id: SchemaID
  /// The content's GUID; nil from registries that know none.
  public var guid: SchemaGUID?
  /// The schema.
  public var schema: SchemaText
  /// What it refers to, directly and indirectly, each before what uses it.
  public var references: [ResolvedReference]

  public init(id: SchemaID, guid: SchemaGUID?, schema: SchemaText, references: [ResolvedReference]) {
    self.id = id
    self.guid = guid
    self.schema = schema
    self.references = references
  }
}

/// Where codecs find the schemas of records.
public protocol SchemaLookup: Sendable {
  /// The schema that a record names.
  ///
  /// - Throws: `ClientError`.
  func schema(_ identity: SchemaIdentity) async throws(ClientError) -> RegisteredText
}
