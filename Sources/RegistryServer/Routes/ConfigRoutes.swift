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
    let change = ConfigChange(
      level: .init(body.level), normalizes: .init(body.normalizes),
      validatesNewSchemas: .init(body.validatesNewSchemas))
    let stored = try await registry.changeConfig(change, of: scope)
    return .body(
      ConfigUpdateBody(
        level: .init(stored: stored.level), normalizes: .init(stored: stored.normalizes),
        validatesNewSchemas: .init(stored: stored.validatesNewSchemas)))
  }

  private func remove(_ request: APIRequest) async throws -> Answer {
    .body(body(of: try await registry.removeConfig(of: try request.scope())))
  }

  /// Settings as they are read: there always is a level.
  private func body(of config: SubjectConfig) -> ConfigBody {
    ConfigBody(
      level: config.level ?? registry.state.defaultLevel, normalizes: config.normalizes,
      validatesNewSchemas: config.validatesNewSchemas)
  }
}

extension ConfigChange.Setting {
  fileprivate init(_ field: ConfigUpdateBody.Field<Value>) {
    self =
      switch field {
      case .absent: .keep
      case .null: .set(nil)
      case .value(let value): .set(value)
      }
  }
}

extension APIRequest {
  /// What a setting is about: the subject or context that the path names, or the default context.
  func scope() throws(APIError) -> SubjectName {
    hasParameter("subject") ? try subject() : RegistryState.globalScope
  }
}
