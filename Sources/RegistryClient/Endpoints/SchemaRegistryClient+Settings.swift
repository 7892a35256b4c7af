public import RegistryAPI
public import SchemaCore

extension SchemaRegistryClient {
  /// The settings of a subject or context, or of the registry for nil.
  ///
  /// - Parameter effective: what is in force, wherever it is set.
  /// - Throws: `ClientError`, refused with code 40408 if nothing is set.
  public func config(of subject: SubjectName?, effective: Bool = false) async throws(ClientError) -> SubjectConfig {
    let body: ConfigBody = try await transport.body(
      RegistryRequest(.get, Self.scope("config", subject), query: Self.inherited(effective)))
    return body.config
  }

  /// Changes the settings of a subject or context, or of the registry for nil, and returns all that are stored then.
  public func changeConfig(
    _ change: ConfigChange, of subject: SubjectName?
  ) async throws(ClientError) -> SubjectConfig {
    let body: ConfigUpdateBody = try await transport.body(
      RegistryRequest(.put, Self.scope("config", subject), body: ConfigUpdateBody(change)))
    return body.change.values
  }

  /// Removes the settings of a subject or context, or of the registry for nil, and returns them.
  ///
  /// - Throws: `ClientError`, refused with code 40401 if nothing is set.
  public func removeConfig(of subject: SubjectName?) async throws(ClientError) -> SubjectConfig {
    let body: ConfigBody = try await transport.body(
      RegistryRequest(.delete, Self.scope("config", subject), repetition: .checked(saying: [])))
    return body.config
  }

  /// The mode of a subject or context, or of the registry for nil.
  ///
  /// - Parameter effective: what is in force, wherever it is set.
  /// - Throws: `ClientError`, refused with code 40409 if nothing is set.
  public func mode(of subject: SubjectName?, effective: Bool = false) async throws(ClientError) -> ModeBody {
    try await transport.body(RegistryRequest(.get, Self.scope("mode", subject), query: Self.inherited(effective)))
  }

  /// Sets the mode of a subject or context, or of the registry for nil.
  ///
  /// - Parameter force: also where schemas stand in the way.
  public func changeMode(
    _ mode: String, of subject: SubjectName?, force: Bool = false
  ) async throws(ClientError) -> ModeBody {
    var query: QueryItems = [:]
    query.set("force", force)
    return try await transport.body(
      RegistryRequest(.put, Self.scope("mode", subject), query: query, body: ModeBody(mode: mode)))
  }

  /// Removes the mode of a subject or context, or of the registry for nil, and returns it.
  ///
  /// - Parameter recursively: remove the modes of all subjects of the context, too.
  public func removeMode(of subject: SubjectName?, recursively: Bool = false) async throws(ClientError) -> ModeBody {
    var query: QueryItems = [:]
    query.set("recursive", recursively)
    return try await transport.body(
      RegistryRequest(.delete, Self.scope("mode", subject), query: query, repetition: .checked(saying: [])))
  }

  private static func scope(_ resource: String, _ subject: SubjectName?) -> [String] {
    [resource] + (subject.map { [$0.description] } ?? [])
  }

  private static func inherited(_ isEffective: Bool) -> QueryItems {
    var query: QueryItems = [:]
    query.set("defaultToGlobal", isEffective)
    return query
  }
}
