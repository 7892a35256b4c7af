public import SchemaCore

/// A version as the registry knows it.
public struct RegisteredSchema: Hashable, Sendable {
  /// The subject and the version's number in it.
  public var key: VersionKey
  /// The content's number in the subject's context.
  public var id: SchemaID
  /// The content's identity in all contexts.
  public var guid: SchemaGUID
  /// The schema as stored.
  public var schema: SchemaText
  /// When the version was written, in milliseconds since 1970-01-01 UTC.
  public var timestamp: Int64
  /// True if the version is marked as deleted.
  public var isDeleted: Bool

  /// The subject.
  public var subject: SubjectName { key.subject }
  /// The version's number.
  public var version: SchemaVersion { key.version }

  /// The same with references that name the context in which they are meant, for readers outside of it.
  public func qualifyingReferences() -> RegisteredSchema {
    var qualified = self
    for index in schema.references.indices {
      qualified.schema.references[index].subject =
        schema.references[index].target(from: subject.context).subject.description
    }
    return qualified
  }
}
