import HTTPTypes

/// The names under which the endpoints are measured: those of the reference registry, so that its dashboards fit.
///
/// Source: the REST API's section on metrics.
enum EndpointName {
  /// The name of an endpoint; for one that the reference registry does not have, its method and path.
  ///
  /// - Parameter path: the path with parameters in braces.
  static func of(_ method: HTTPRequest.Method, _ path: String) -> String {
    let method = method == .head ? .get : method
    return names["\(method) \(path)"] ?? "\(method) \(path)"
  }

  private static let names = [
    "GET /subjects": "subjects.list",
    "POST /subjects/{subject}": "subjects.get-schema",
    "DELETE /subjects/{subject}": "subjects.delete-subject",
    "GET /subjects/{subject}/metadata": "subjects.get-latest-with-metadata",
    "GET /subjects/{subject}/versions": "subjects.versions.list",
    "POST /subjects/{subject}/versions": "subjects.versions.register",
    "GET /subjects/{subject}/versions/{version}": "subjects.versions.get-schema",
    "DELETE /subjects/{subject}/versions/{version}": "subjects.versions.deleteSchemaVersion-schema",
    "GET /subjects/{subject}/versions/{version}/schema": "subjects.versions.get-schema.only",
    "GET /subjects/{subject}/versions/{version}/referencedby": "subjects.versions.list-schema-refs",
    "POST /subjects/{subject}/versions/{version}/tags": "subjects.versions.modify.tags",
    "GET /schemas": "schemas.get-schemas",
    "GET /schemas/types": "schemas.get-types",
    "GET /schemas/ids/{id}": "schemas.ids.get-schema",
    "GET /schemas/ids/{id}/schema": "schemas.ids.get-schema.only",
    "GET /schemas/ids/{id}/subjects": "schemas.get-subjects",
    "GET /schemas/ids/{id}/versions": "schemas.get-versions",
    "GET /schemas/guids/{guid}": "schemas.guids.get-schema",
    "GET /schemas/guids/{guid}/ids": "schemas.guids.get-ids",
    "POST /compatibility/subjects/{subject}/versions": "compatibility.subjects.versions.verify",
    "POST /compatibility/subjects/{subject}/versions/{version}": "compatibility.subjects.versions.verify",
    "GET /config": "config.get-global",
    "PUT /config": "config.update-global",
    "DELETE /config": "config.delete-global",
    "GET /config/{subject}": "config.get-subject",
    "PUT /config/{subject}": "config.update-subject",
    "DELETE /config/{subject}": "config.delete-subject",
    "GET /mode": "mode.get-global",
    "PUT /mode": "mode.update-global",
    "DELETE /mode": "mode.delete-global",
    "GET /mode/{subject}": "mode.get-subject",
    "PUT /mode/{subject}": "mode.update-subject",
    "DELETE /mode/{subject}": "mode.delete-subject",
    "GET /contexts": "contexts.list",
    "DELETE /contexts/{subject}": "context.delete",
    "GET /v1/metadata/id": "metadata.id",
    "GET /v1/metadata/version": "metadata.version",
    "GET /v1/metadata/deployment": "metadata.deployment",
  ]
}
