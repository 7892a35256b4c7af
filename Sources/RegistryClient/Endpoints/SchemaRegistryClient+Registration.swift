public import RegistryAPI
public import SchemaCore

extension SchemaRegistryClient {
  /// Registers a schema, or finds it registered.
  ///
  /// - Parameters:
  ///   - normalizing: have the registry normalize it first.
  ///   - propagatingTags: have the registry write the latest version's tags into it.
  /// - Throws: `ClientError`, refused with code 40901 if the schema is incompatible with an earlier version.
  public func register(
    _ schema: SchemaText, under subject: SubjectName, normalizing: Bool = false, propagatingTags: Bool = false
  ) async throws(ClientError) -> RegisteredSchemaBody {
    try await register(
      SchemaBody(schema, propagatesTags: propagatingTags), under: subject, normalizing: normalizing)
  }

  /// Registers a schema, perhaps under a version and an ID of its own, or with tags.
  ///
  /// - Parameters:
  ///   - forcing: let nothing be said about compatibility.
  ///   - format: the style of the text in the answer.
  ///   - explaining: have a registry that explains tell in the error's details why it says no.
  /// - Throws: `ClientError`, refused with code 40901 if the schema is incompatible with an earlier version.
  public func register(
    _ request: SchemaBody, under subject: SubjectName, normalizing: Bool = false, forcing: Bool = false,
    format: String? = nil, explaining: Bool = false
  ) async throws(ClientError) -> RegisteredSchemaBody {
    var query: QueryItems = [:]
    query.set("normalize", normalizing)
    query.set("force", forcing)
    query.set("explain", explaining)
    query["format"] = format
    // Tags that are added or removed make a version of their own each time.
    let makesAnother = !request.tagsToAdd.isEmpty || !request.tagsToRemove.isEmpty
    return try await transport.body(
      RegistryRequest(
        .post, ["subjects", subject.description, "versions"], query: query, body: request,
        repetition: makesAnother ? .never : .free))
  }

  /// What a registration would do. Nothing is stored; only Martlet's registry knows this.
  ///
  /// - Parameter explaining: tell what is nearly the same, and why the registry says no.
  /// - Throws: `ClientError` as the registration would.
  public func rehearse(
    _ request: SchemaBody, under subject: SubjectName, normalizing: Bool = false, forcing: Bool = false,
    explaining: Bool = false
  ) async throws(ClientError) -> RehearsalBody {
    // A registry that knows nothing of rehearsals would register. Who knows of them also explains verdicts.
    let check: CompatibilityBody = try await transport.body(
      RegistryRequest(
        .post, ["compatibility", "subjects", subject.description, "versions"], query: ["explain": "true"],
        body: SchemaBody(request.schema)))
    guard check.verdict != nil else {
      throw ClientError(.invalidRequest, "the registry at \(url) cannot rehearse a registration; it would carry it out")
    }
    var query: QueryItems = ["dryRun": "true"]
    query.set("normalize", normalizing)
    query.set("force", forcing)
    query.set("explain", explaining)
    return try await transport.body(
      RegistryRequest(.post, ["subjects", subject.description, "versions"], query: query, body: request))
  }

  /// Finds the version that holds a schema.
  ///
  /// - Parameter explaining: where there is none, have a registry that explains tell in the error's details what is
  ///   nearly the same. That costs it more than the lookup.
  /// - Throws: `ClientError`, refused with code 40401 or 40403 if there is none.
  public func lookUp(
    _ schema: SchemaText, under subject: SubjectName, normalizing: Bool = false, includingDeleted: Bool = false,
    format: String? = nil, explaining: Bool = false
  ) async throws(ClientError) -> RegisteredSchemaBody {
    var query: QueryItems = [:]
    query.set("normalize", normalizing)
    query.set("deleted", includingDeleted)
    query.set("explain", explaining)
    query["format"] = format
    return try await transport.body(
      RegistryRequest(.post, ["subjects", subject.description], query: query, body: SchemaBody(schema)))
  }

  /// Whether a schema is compatible with one version, or for nil with what registration would compare it with; with
  /// the registry's messages.
  ///
  /// - Parameter explaining: have a registry that explains add its verdict.
  public func checkCompatibility(
    of schema: SchemaText, with subject: SubjectName, version: VersionSelector? = nil, normalizing: Bool = false,
    explaining: Bool = false
  ) async throws(ClientError) -> CompatibilityBody {
    var query: QueryItems = ["verbose": "true"]
    query.set("normalize", normalizing)
    query.set("explain", explaining)
    let path = ["compatibility", "subjects", subject.description, "versions"]
    return try await transport.body(
      RegistryRequest(.post, path + (version.map { [$0.description] } ?? []), query: query, body: SchemaBody(schema)))
  }
}
