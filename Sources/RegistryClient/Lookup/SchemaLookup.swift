public import SchemaCore

/// Where codecs find the schemas of records.
///
/// ``CachingSchemaLookup`` in front of a ``SchemaRegistryClient`` is what programs use. Tests can make do with a lookup of
/// one method, ``schema(_:)``.
public protocol SchemaLookup: Sendable {
  /// What is at hand for a request, without waiting; nil if somebody must be asked first.
  func cached(_ request: SchemaRequest) -> RegisteredText?

  /// The schema that is asked for.
  ///
  /// - Throws: `ClientError`, refused with a status of 404 if there is none.
  func schema(_ request: SchemaRequest) async throws(ClientError) -> RegisteredText

  /// All versions of a subject, marked ones included, in ascending order.
  ///
  /// - Throws: `ClientError`, refused with code 40401 if there is no such subject.
  func history(of subject: SubjectName) async throws(ClientError) -> [RegisteredText]

  /// The subjects that somebody has associated with a resource, such as a topic; none where a registry knows no
  /// associations. The registry is asked each time.
  ///
  /// - Throws: `ClientError`.
  func subjects(associatedWith resource: AssociatedResource) async throws(ClientError) -> [SubjectName]
}

extension SchemaLookup {
  public func cached(_ request: SchemaRequest) -> RegisteredText? { nil }

  /// The latest version alone: all that can be known where a lookup has no list of them.
  public func history(of subject: SubjectName) async throws(ClientError) -> [RegisteredText] {
    [try await schema(.version(.latest, of: subject))]
  }

  public func subjects(associatedWith resource: AssociatedResource) async throws(ClientError) -> [SubjectName] { [] }

  /// The schema that a record of the default context names.
  ///
  /// - Throws: `ClientError`.
  public func schema(_ identity: SchemaIdentity) async throws(ClientError) -> RegisteredText {
    try await schema(.identity(identity))
  }
}
