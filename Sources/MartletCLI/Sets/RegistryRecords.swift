import Registry
import RegistryAPI
import RegistryClient
import SchemaCore
import SchemaSets

/// What a running registry holds, as the records that would make it.
struct RegistryRecords {
  var client: SchemaRegistryClient

  /// With how many subjects it is quicker to ask for all schemas at once.
  private static let bulkCount = 20

  /// The versions of subjects and all that they refer to, with the settings that are in force for them.
  func records(of subjects: Set<SubjectName>) async throws(CommandFailure) -> [RegistryRecord] {
    let all = subjects.count > Self.bulkCount ? try await schemas(":*:") : []
    var known = Dictionary(grouping: all, by: \.key.subject)
    var needed: [SubjectName: [SchemaRecord]] = [:]
    var waiting = subjects.sorted()
    while let subject = waiting.popLast() {
      if needed[subject] != nil { continue }
      if known[subject] == nil && all.isEmpty {
        known[subject] = try await schemas(subject.description).filter { $0.key.subject == subject }
      }
      let versions = known[subject] ?? []
      needed[subject] = versions
      for reference in versions.flatMap(\.schema.references) {
        waiting.append(SubjectName(qualified: reference.subject).resolved(in: subject.context))
      }
    }
    let records = needed.keys.sorted().flatMap { needed[$0] ?? [] }
    return records.map(RegistryRecord.schema) + (try await settings(of: subjects))
  }

  /// Everything that the registry holds but encryption keys.
  func all(includingDeleted: Bool) async throws(CommandFailure) -> [RegistryRecord] {
    let schemas = try await schemas(":*:").filter { includingDeleted || !$0.isDeleted }
    return try await records(schemas, with: [])
  }

  /// Everything that the registry holds but encryption keys, and the settings of further subjects or contexts.
  func all(of subjects: Set<SubjectName>) async throws(CommandFailure) -> [RegistryRecord] {
    try await records(try await schemas(":*:"), with: subjects)
  }

  private func records(
    _ schemas: [SchemaRecord], with further: Set<SubjectName>
  ) async throws(CommandFailure) -> [RegistryRecord] {
    let subjects = Set(schemas.map(\.key.subject)).union(further)
    let settings = try await settings(of: subjects)
    return schemas.map(RegistryRecord.schema) + settings + (try await modes(of: subjects))
  }

  private func schemas(_ prefix: String) async throws(CommandFailure) -> [SchemaRecord] {
    let bodies = try await asking { () throws(ClientError) in
      try await client.schemas(prefix: prefix, includingDeleted: true)
    }
    let live = try await liveVersions(of: bodies, prefix)
    return bodies.compactMap { body in
      guard let subject = body.subject, let version = body.version, let schema = body.schema else { return nil }
      let key = VersionKey(SubjectName(qualified: subject), SchemaVersion(rawValue: version))
      let isDeleted = body.isDeleted ?? live.map { !$0.contains(key) } ?? false
      return SchemaRecord(key: key, id: SchemaID(rawValue: body.id), schema: schema, isDeleted: isDeleted)
    }
  }

  /// Those of the versions that are not marked as deleted; nil where the registry tells it of each.
  private func liveVersions(
    of bodies: [RegisteredSchemaBody], _ prefix: String
  ) async throws(CommandFailure) -> Set<VersionKey>? {
    if bodies.allSatisfy({ $0.isDeleted != nil }) { return nil }
    let live = try await asking { () throws(ClientError) in try await client.schemas(prefix: prefix) }
    return Set(
      live.compactMap { body in
        guard let subject = body.subject, let version = body.version else { return nil }
        return VersionKey(SubjectName(qualified: subject), SchemaVersion(rawValue: version))
      })
  }

  private func settings(of subjects: Set<SubjectName>) async throws(CommandFailure) -> [RegistryRecord] {
    try await gathered(Self.scopes(of: subjects)) { [client] (scope) throws(ClientError) in
      try await Self.unlessAbsent { () throws(ClientError) in
        .config(scope, try await client.config(of: scope == RegistryState.globalScope ? nil : scope))
      }
    }
  }

  private func modes(of subjects: Set<SubjectName>) async throws(CommandFailure) -> [RegistryRecord] {
    try await gathered(Self.scopes(of: subjects)) { [client] (scope) throws(ClientError) in
      try await Self.unlessAbsent { () throws(ClientError) in
        let body = try await client.mode(of: scope == RegistryState.globalScope ? nil : scope)
        guard let mode = body.mode.flatMap(RegistryMode.init(name:)) else { return nil }
        // What everybody has where nothing is set.
        return scope.isContext && mode == .readWrite ? nil : .mode(scope, mode)
      }
    }
  }

  /// The subjects, their contexts, and all contexts.
  private static func scopes(of subjects: Set<SubjectName>) -> [SubjectName] {
    let contexts = Set(subjects.map(\.contextSubject)).union([
      RegistryState.globalScope, RegistryState.everyContextScope,
    ])
    return contexts.sorted() + subjects.subtracting(contexts).sorted()
  }

  /// Nil for a scope without settings of its own, and where a registry does not know the scope.
  private static func unlessAbsent(
    _ question: () async throws(ClientError) -> RegistryRecord?
  ) async throws(ClientError) -> RegistryRecord? {
    do {
      return try await question()
    } catch  where error.code.map({ [40401, 40408, 40409, 42208, 404].contains($0) }) == true {
      return nil
    }
  }

  private func gathered(
    _ scopes: [SubjectName], _ question: @escaping @Sendable (SubjectName) async throws(ClientError) -> RegistryRecord?
  ) async throws(CommandFailure) -> [RegistryRecord] {
    try await answers(about: scopes, question).compactMap(\.self)
  }
}
