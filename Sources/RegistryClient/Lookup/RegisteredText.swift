public import SchemaCore

/// A registered schema with everything that it refers to, ready to be parsed.
public struct RegisteredText: Hashable, Sendable {
  /// The schema's ID in its context.
  public var id: SchemaID
  /// The content's GUID; nil from registries that know none.
  public var guid: SchemaGUID?
  /// The subject that the schema was found under; nil if it was asked for by ID or GUID.
  public var subject: SubjectName?
  /// The number of its version there; nil if there is no subject, or if the registry does not tell.
  public var version: SchemaVersion?
  /// The schema, with its metadata and rules.
  public var schema: SchemaText
  /// What it refers to, directly and indirectly, each before what uses it.
  public var references: [ResolvedReference]

  public init(
    id: SchemaID, guid: SchemaGUID? = nil, subject: SubjectName? = nil, version: SchemaVersion? = nil,
    schema: SchemaText, references: [ResolvedReference] = []
  ) {
    self.id = id
    self.guid = guid
    self.subject = subject
    self.version = version
    self.schema = schema
    self.references = references
  }
}
