public import RegistryAPI
public import SchemaCore

extension SchemaRegistryClient {
  /// The contexts whose names begin with a prefix, such as `.team`; the default one, `.`, first.
  public func contexts(
    prefix: String? = nil, page: ListPage = .whole
  ) async throws(ClientError) -> [ContextName] {
    var query: QueryItems = [:]
    query["contextPrefix"] = prefix
    query.set(page)
    let names: [String] = try await transport.body(RegistryRequest(.get, ["contexts"], query: query))
    return names.map { ContextName($0) }
  }

  /// Removes a context that holds no schemas.
  ///
  /// - Throws: `ClientError`, refused with code 42211 if it holds some.
  public func deleteContext(_ context: ContextName) async throws(ClientError) {
    try await transport.perform(RegistryRequest(.delete, ["contexts", context.description]))
  }

  /// Asks whether there is a registry that lets this client in.
  ///
  /// - Throws: `ClientError` if there is none.
  public func ping() async throws(ClientError) {
    try await transport.perform(RegistryRequest(.get, [""]))
  }

  /// Which registry this is, as its group of servers calls itself.
  public func serverIdentity() async throws(ClientError) -> ServerIdentityBody {
    try await transport.body(RegistryRequest(.get, ["v1", "metadata", "id"]))
  }

  /// Which build the server runs.
  public func serverVersion() async throws(ClientError) -> ServerVersionBody {
    try await transport.body(RegistryRequest(.get, ["v1", "metadata", "version"]))
  }

  /// What the server tells of how it is deployed.
  public func deploymentAttributes() async throws(ClientError) -> [String] {
    let body: DeploymentBody = try await transport.body(RegistryRequest(.get, ["v1", "metadata", "deployment"]))
    return body.attributes
  }
}

private struct DeploymentBody: JSONBody {
  var attributes: [String]

  init(json: JSONValue) throws(BodyError) {
    attributes = try [String](json: json.object?["attributes"] ?? .array([]))
  }

  var json: JSONValue { ["attributes": attributes.json] }
}
