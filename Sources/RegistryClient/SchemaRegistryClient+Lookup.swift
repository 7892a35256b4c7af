import RegistryAPI
public import SchemaCore

extension SchemaRegistryClient: SchemaLookup {
  public func schema(_ identity: SchemaIdentity) async throws(ClientError) -> RegisteredText {
    switch identity {
    case .id(let id):
      let body = try await schema(id: id)
      return try await registeredText(body.schema, id: id, guid: body.guid)
    case .guid(let guid):
      let body = try await schema(guid: guid)
      guard let place = try await ids(of: guid).first else {
        throw ClientError(.unintelligible, "\(url) has a schema of GUID \(guid), but no ID for it")
      }
      return try await registeredText(
        body.schema, id: SchemaID(rawValue: place.id), guid: body.guid, context: ContextName(place.context))
    }
  }

  /// One version of a subject with everything that it refers to.
  ///
  /// - Throws: `ClientError`.
  public func registeredText(
    _ version: VersionSelector, of subject: SubjectName
  ) async throws(ClientError) -> RegisteredText {
    let body = try await self.version(version, of: subject)
    guard let schema = body.schema else {
      throw ClientError(.unintelligible, "\(url) answers with a version of \(subject) that has no schema")
    }
    // A registry may answer for a subject of the same name in another context.
    let found = body.subject.map { SubjectName(qualified: $0) } ?? subject
    return try await registeredText(
      schema, id: SchemaID(rawValue: body.id), guid: body.guid, context: found.context)
  }

  /// A schema with everything that it refers to, each before what uses it.
  ///
  /// - Throws: `ClientError`.
  public func resolvedReferences(
    of schema: SchemaText, in context: ContextName = .default
  ) async throws(ClientError) -> [ResolvedReference] {
    var resolved: [ResolvedReference] = []
    var seen: Set<String> = []
    try await resolve(schema.references, in: context, depth: 0, into: &resolved, &seen)
    return resolved
  }

  private func registeredText(
    _ schema: SchemaText, id: SchemaID, guid: String?, context: ContextName = .default
  ) async throws(ClientError) -> RegisteredText {
    RegisteredText(
      id: id, guid: guid.flatMap { SchemaGUID($0) }, schema: schema,
      references: try await resolvedReferences(of: schema, in: context))
  }

  private func resolve(
    _ references: [SchemaReference], in context: ContextName, depth: Int,
    into resolved: inout [ResolvedReference], _ seen: inout Set<String>
  ) async throws(ClientError) {
    // A registry cannot hold a cycle, but what answers need not be one.
    if depth > 100 || resolved.count > 1000 {
      throw ClientError(.unintelligible, "\(url) answers with references that lead on without end")
    }
    for reference in references where seen.insert(reference.name).inserted {
      let subject = SubjectName(qualified: reference.subject).resolved(in: context)
      let version: VersionSelector =
        reference.version == SchemaReference.latestVersion
        ? .latest : .number(SchemaVersion(rawValue: reference.version))
      let body = try await self.version(version, of: subject, includingDeleted: true)
      guard let schema = body.schema else {
        throw ClientError(.unintelligible, "\(url) answers with a version of \(subject) that has no schema")
      }
      try await resolve(schema.references, in: subject.context, depth: depth + 1, into: &resolved, &seen)
      resolved.append(ResolvedReference(reference, text: schema.text))
    }
  }
}
