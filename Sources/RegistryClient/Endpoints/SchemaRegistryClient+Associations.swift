public import RegistryAPI
public import SchemaCore

extension SchemaRegistryClient {
  /// What a subject is associated with.
  ///
  /// - Throws: `ClientError`; many registries know no associations, and refuse with a status of 404.
  public func associations(
    ofSubject subject: SubjectName, page: ListPage = .whole
  ) async throws(ClientError) -> [AssociationBody] {
    var query: QueryItems = [:]
    query.set(page)
    return try await transport.body(
      RegistryRequest(.get, ["associations", "subjects", subject.description], query: query))
  }

  /// The associations of the resource with an ID of its own.
  ///
  /// - Throws: `ClientError`; many registries know no associations, and refuse with a status of 404.
  public func associations(ofResource id: String, page: ListPage = .whole) async throws(ClientError)
    -> [AssociationBody]
  {
    var query: QueryItems = [:]
    query.set(page)
    return try await transport.body(RegistryRequest(.get, ["associations", "resources", id], query: query))
  }

  public func subjects(associatedWith resource: AssociatedResource) async throws(ClientError) -> [SubjectName] {
    let request = RegistryRequest(
      .get, ["associations", "resources", resource.namespace, resource.name],
      query: ["resourceType": resource.type, "associationType": resource.part])
    // Who knows nothing of associations has none.
    guard let found: [AssociationBody] = try await transport.bodyIfAny(request) else { return [] }
    return found.map { SubjectName(qualified: $0.subject) }
  }
}
