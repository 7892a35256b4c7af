import Registry
import RegistryAPI
import RegistryClient
import SchemaCore

/// Carries out a plan in the registry that is migrated to. What is done already is not planned again, so that it can be
/// cut off anywhere.
struct Migrator {
  let client: SchemaRegistryClient
  /// What the registry has refused, a line each; the rest is done all the same.
  private(set) var refusals: [String] = []

  init(client: SchemaRegistryClient) {
    self.client = client
  }

  mutating func carryOut(_ plan: MigrationPlan) async throws(CommandFailure) {
    for scope in plan.cleared { try await setMode(nil, of: scope) }
    for scope in plan.importing { try await setMode(.import, of: scope) }
    try await register(plan)
    var progress = Progress("versions marked as deleted")
    // One after the other: those that refer to a version must be gone before it.
    for (index, key) in plan.deletions.enumerated() {
      try await noting(RecordKey.version(key).description) { [client] () throws(ClientError) in
        _ = try await client.deleteVersion(.number(key.version), of: key.subject)
      }
      progress.update(index + 1)
    }
    for (scope, config, isHeld) in plan.settings {
      try await noting(RecordKey.config(scope).description) { [client] () throws(ClientError) in
        // A change leaves what it does not name.
        if isHeld { try await Self.removeConfig(of: scope, client) }
        _ = try await client.changeConfig(ConfigChange(config), of: scope.requested)
      }
    }
    for key in plan.keys { try await store(key) }
    for (scope, mode) in plan.modes { try await setMode(mode, of: scope) }
  }

  private mutating func register(_ plan: MigrationPlan) async throws(CommandFailure) {
    var progress = Progress("versions registered")
    var done = 0
    for round in plan.registrations {
      let outcomes = try await answers(about: round, progress: { progress.update(done + $0) }) {
        [client] (record) throws(ClientError) -> String? in
        do throws(ClientError) {
          let body = SchemaBody(record.schema, version: record.key.version.rawValue, id: record.id.rawValue)
          _ = try await client.register(body, under: record.key.subject)
          return nil
        } catch  where error.isRefusal {
          return "\(RecordKey.version(record.key)): \(error)"
        }
      }
      refusals += outcomes.compactMap(\.self)
      done += round.count
    }
  }

  private mutating func store(_ key: EncryptionKeyRecord) async throws(CommandFailure) {
    switch key {
    case .key(let key):
      try await noting(RecordKey.key(key.name).description) { [client] () throws(ClientError) in
        _ = try await client.createKeyEncryptionKey(KeyEncryptionKeyBody(key))
      }
    case .dataKey(let key):
      try await noting(RecordKey.dataKey(key.id).description) { [client] () throws(ClientError) in
        let body = DataEncryptionKeyBody(
          version: key.id.version.rawValue, algorithm: key.id.series.algorithm.rawValue,
          encryptedKeyMaterial: key.encryptedKeyMaterial, isDeleted: key.isDeleted)
        _ = try await client.createDataKey(
          body, of: key.id.series.subject, under: key.id.series.keyName.description)
      }
    case .keyRemoved, .dataKeyRemoved: break
    }
  }

  private mutating func setMode(_ mode: RegistryMode?, of scope: SubjectName) async throws(CommandFailure) {
    try await noting(RecordKey.mode(scope).description) { [client] () throws(ClientError) in
      if let mode {
        // What the plan found in the target is no reason to refuse.
        _ = try await client.changeMode(mode.rawValue, of: scope.requested, force: mode == .import)
        return
      }
      do throws(ClientError) {
        _ = try await client.removeMode(of: scope.requested)
      } catch  where error.isAbsence {
        // There is none.
      } catch  where error.isUnknownRoute {
        // The registry knows of no removal; this is what everybody has.
        _ = try await client.changeMode(RegistryMode.readWrite.rawValue, of: scope.requested)
      }
    }
  }

  private static func removeConfig(
    of scope: SubjectName, _ client: SchemaRegistryClient
  ) async throws(ClientError) {
    do throws(ClientError) {
      _ = try await client.removeConfig(of: scope.requested)
    } catch  where error.isUnknownRoute {
      // There is none any more, or the registry knows of no removal: what is left shows when both are compared.
    }
  }

  /// Sends a request; a refusal is noted.
  private mutating func noting(
    _ subject: String, _ request: () async throws(ClientError) -> Void
  ) async throws(CommandFailure) {
    do {
      try await request()
    } catch  where error.isRefusal {
      refusals.append("\(subject): \(error)")
    } catch {
      throw CommandFailure(error)
    }
  }
}

extension ClientError {
  /// True if the registry has understood the request, and said no. Who may not do one thing may not do the next either.
  fileprivate var isRefusal: Bool {
    guard case .refused(let status, _) = kind else { return false }
    return (400..<500).contains(status) && ![401, 403, 429].contains(status)
  }

  /// True if what was asked for is not there; whoever does not know the question answers with the status alone.
  fileprivate var isAbsence: Bool {
    if case .refused(404, let code) = kind { code != 404 } else { false }
  }
}

extension KeyEncryptionKeyBody {
  fileprivate init(_ key: KeyEncryptionKey) {
    self.init(
      name: key.name.description, kmsType: key.kmsType, kmsKeyID: key.kmsKeyID,
      kmsProperties: key.kmsProperties.sorted.map { Property(name: $0.name, value: $0.value) }, doc: key.doc,
      isShared: key.isShared, isDeleted: key.isDeleted)
  }
}
