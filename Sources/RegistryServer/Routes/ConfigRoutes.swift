import HTTPTypes
import Registry
import RegistryAPI
import SchemaCore

/// `/config`: the settings of subjects, contexts and the registry.
struct ConfigRoutes: Sendable {
  let registry: SchemaRegistry

  func add(to routes: inout RouteTable) {
    for path in ["/config", "/config/{subject}"] {
      routes.on(.get, path, get)
      routes.on(.put, path, change)
      routes.on(.delete, path, remove)
    }
  }

  private func get(_ request: APIRequest) async throws -> Answer {
    let isEffective = request.flag("defaultToGlobal")
    return .body(body(of: try registry.state.config(of: try request.scope(), effective: isEffective)))
  }

  private func change(_ request: APIRequest) async throws -> Answer {
    let scope = try request.scope()
    let body = try await request.body(ConfigUpdateBody.self)
    return .body(ConfigUpdateBody(ConfigChange(try await registry.changeConfig(body.change, of: scope))))
  }

  private func remove(_ request: APIRequest) async throws -> Answer {
    .body(body(of: try await registry.removeConfig(of: try request.scope())))
  }

  /// Settings as they are read: there always is a level.
  private func body(of config: SubjectConfig) -> ConfigBody {
    var config = config
    config.level = config.level ?? registry.state.defaultLevel
    return ConfigBody(config)
  }
}

extension APIRequest {
  /// What a setting is about: the subject or context that the path names, or the default context.
  func scope() throws(APIError) -> SubjectName {
    hasParameter("subject") ? try namedSubject() : RegistryState.globalScope
  }
}
