import RegistryAPI
public import SchemaCore

extension SchemaRegistryClient: SchemaLookup {
  public func schema(_ request: SchemaRequest) async throws(ClientError) -> RegisteredText {
    switch request {
    case .identity(.id(let id), let context):
      let subject = context.isDefault ? nil : SubjectName(context: context, name: "")
      let body = try await schema(id: id, subject: subject)
      return try await registeredText(id: id, body, in: context)
    case .identity(.guid(let guid), let context):
      let body = try await schema(guid: guid)
      let places = try await ids(of: guid)
      guard let place = places.first(where: { ContextName($0.context) == context }) ?? places.first else {
        throw ClientError(.unintelligible, "\(url) has a schema of GUID \(guid), but no ID for it")
      }
      return try await registeredText(id: SchemaID(rawValue: place.id), body, in: ContextName(place.context))
    case .version(let version, let subject):
      return try await registeredText(try await self.version(version, of: subject), of: subject)
    case .latest(let subject, let properties):
      let body = try await version(of: subject, withProperties: properties, includingDeleted: true)
      return try await registeredText(body, of: subject)
    case .lookUp(let schema, let subject, let normalizes):
      let body = try await lookUp(schema, under: subject, normalizing: normalizes)
      return try await registeredText(body, of: subject)
    case .register(let schema, let subject, let normalizes, let propagatesTags):
      let body = try await register(
        schema, under: subject, normalizing: normalizes, propagatingTags: propagatesTags)
      return try await registeredText(body, of: subject)
    }
  }

  public func history(of subject: SubjectName) async throws(ClientError) -> [RegisteredText] {
    let bodies = try await schemas(prefix: subject.description, includingDeleted: true)
    var resolution = ReferenceResolution(client: self)
    var versions: [RegisteredText] = []
    // Other subjects may begin with the same words.
    for body in bodies where body.subject.map(SubjectName.init(qualified:)) == subject {
      versions.append(try await registeredText(body, of: subject, &resolution))
    }
    if versions.isEmpty {
      throw ClientError(.refused(status: 404, code: 40401), "Subject '\(subject)' not found.")
    }
    return versions
  }

  /// A schema with everything that it refers to, each before what uses it.
  ///
  /// - Throws: `ClientError`.
  public func resolvedReferences(
    of schema: SchemaText, in context: ContextName = .default
  ) async throws(ClientError) -> [ResolvedReference] {
    var resolution = ReferenceResolution(client: self)
    return try await resolution.references(of: schema, in: context)
  }

  private func registeredText(
    _ body: RegisteredSchemaBody, of subject: SubjectName
  ) async throws(ClientError) -> RegisteredText {
    var resolution = ReferenceResolution(client: self)
    return try await registeredText(body, of: subject, &resolution)
  }

  private func registeredText(
    _ body: RegisteredSchemaBody, of subject: SubjectName, _ resolution: inout ReferenceResolution
  ) async throws(ClientError) -> RegisteredText {
    // A registry may answer for a subject of the same name in another context.
    let found = body.subject.map { SubjectName(qualified: $0) } ?? subject
    let id = SchemaID(rawValue: body.id)
    var guid = body.guid
    var schema = body.schema
    if schema == nil {
      // Older registries answer to a registration with the ID only.
      let context = found.context.isDefault ? nil : found.contextSubject
      let stored = try await self.schema(id: id, subject: context)
      guid = stored.guid
      schema = stored.schema
    }
    guard let schema else { throw ClientError(.unintelligible, "\(url) answers with no schema for ID \(id)") }
    return RegisteredText(
      id: id, guid: guid.flatMap { SchemaGUID($0) }, subject: found, version: body.version.map(SchemaVersion.init),
      schema: schema, references: try await resolution.references(of: schema, in: found.context))
  }

  private func registeredText(
    id: SchemaID, _ body: SchemaStringBody, in context: ContextName
  ) async throws(ClientError) -> RegisteredText {
    RegisteredText(
      id: id, guid: body.guid.flatMap { SchemaGUID($0) }, schema: body.schema,
      references: try await resolvedReferences(of: body.schema, in: context))
  }
}
