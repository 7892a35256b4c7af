import Registry
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

/// Migrations between registries in the process, over HTTP.
@Suite struct MigrationTests {
  @Test("a registry is copied whole: IDs, versions, references, deletions, settings and modes")
  func whole() async throws {
    try await withRegistries { source, target, sourceURL, targetURL in
      try await MigrationFixture(source).fill()
      let contents = try await MigrationFixture.contents(sourceURL)
      let plan = try await plan(contents, targetURL)
      #expect(plan.conflicts == [])
      #expect(plan.registrations.count == 2)
      var migrator = Migrator(client: try MigrationFixture.client(targetURL))
      try await migrator.carryOut(plan)
      #expect(migrator.refusals == [])
      let check = MigrationCheck(client: try MigrationFixture.client(targetURL), keepsModes: false)
      #expect(try await check.missing(from: contents) == [])
      let differences = RegistryDifference.all(contents, try await MigrationFixture.contents(targetURL))
      #expect(differences == [])
      // What cannot be asked for by the API is compared in the process.
      for subject in ["counts", "gone", "after", ":.eu:payments"].map(SubjectName.init(qualified:)) {
        let (old, new) = (source.state.history(of: subject, .all), target.state.history(of: subject, .all))
        #expect(old.map(\.id) == new.map(\.id))
        #expect(old.map(\.isDeleted) == new.map(\.isDeleted))
        #expect(old.map(\.schema) == new.map(\.schema))
      }
    }
  }

  @Test("settings of subjects without versions are copied as far as they are known, and a second run finds them")
  func settingsAlone() async throws {
    try await withRegistries { source, target, sourceURL, targetURL in
      try await MigrationFixture(source).fill()
      let (later, client) = (SubjectName(name: "later"), try MigrationFixture.client(targetURL))
      let contents = try await RegistryContents(of: try MigrationFixture.client(sourceURL), settingsOf: [later])
      #expect(contents.scopes.isSuperset(of: [later, SubjectName(name: "pay")]))
      var migrator = Migrator(client: client)
      try await migrator.carryOut(try await plan(contents, targetURL))
      #expect(target.state.ownConfig(of: later) == source.state.ownConfig(of: later))
      #expect(target.state.ownConfig(of: SubjectName(name: "pay"))?.alias == "payments")
      #expect(try await MigrationCheck(client: client, keepsModes: false).missing(from: contents) == [])
      let held = try await RegistryContents(of: client, settingsOf: contents.scopes)
      #expect(MigrationPlan(from: contents, to: held, keepsModes: false).isEmpty)
    }
  }

  @Test("a second run finds nothing to do, and writes nothing")
  func noOp() async throws {
    try await withRegistries { source, target, sourceURL, targetURL in
      try await MigrationFixture(source).fill()
      let contents = try await MigrationFixture.contents(sourceURL)
      var migrator = Migrator(client: try MigrationFixture.client(targetURL))
      try await migrator.carryOut(try await plan(contents, targetURL))
      let position = target.position
      let again = try await plan(contents, targetURL)
      #expect(again.isEmpty)
      try await migrator.carryOut(again)
      #expect(target.position == position)
    }
  }

  @Test("what was cut off anywhere is gone on with", arguments: [1, 2, 4, 7, 10])
  func resumption(requests: Int) async throws {
    try await withRegistries { source, target, sourceURL, targetURL in
      try await MigrationFixture(source).fill()
      let contents = try await MigrationFixture.contents(sourceURL)
      // As a run leaves it that was ended in the middle: in mode IMPORT, with some of the versions, live ones.
      for context in ["", ":.eu:"].map(SubjectName.init(qualified:)) {
        _ = try await target.changeMode(.import, of: context)
      }
      for record in try await plan(contents, targetURL).registrations.joined().prefix(requests) {
        let options = RegistrationOptions(version: record.key.version.rawValue, id: record.id)
        _ = try await target.register(record.schema, under: record.key.subject, options: options)
      }
      let rest = try await plan(contents, targetURL)
      #expect(rest.conflicts == [])
      #expect(rest.registrationCount == contents.versions.count - min(requests, contents.versions.count))
      var migrator = Migrator(client: try MigrationFixture.client(targetURL))
      try await migrator.carryOut(rest)
      #expect(migrator.refusals == [])
      #expect(RegistryDifference.all(contents, try await MigrationFixture.contents(targetURL)) == [])
      #expect(target.state.mode(for: SubjectName(name: "new")) == .readWrite)
    }
  }

  @Test("what was added since is taken in a later run, past read-only modes, which hold again afterwards")
  func later() async throws {
    try await withRegistries { source, target, sourceURL, targetURL in
      try await MigrationFixture(source).fill()
      var migrator = Migrator(client: try MigrationFixture.client(targetURL))
      try await migrator.carryOut(try await plan(try await MigrationFixture.contents(sourceURL), targetURL))
      _ = try await source.removeMode(of: SubjectName(name: "payments"))
      try await MigrationFixture(source).register("\"float\"", "late")
      _ = try await source.deleteVersion(.latest, of: SubjectName(name: "payments"))
      _ = try await source.changeMode(.readOnly, of: SubjectName(name: "payments"))
      let contents = try await MigrationFixture.contents(sourceURL)
      let plan = try await plan(contents, targetURL)
      #expect(plan.registrationCount == 1)
      #expect(plan.deletions.map(\.subject.name) == ["payments"])
      try await migrator.carryOut(plan)
      #expect(migrator.refusals == [])
      #expect(RegistryDifference.all(contents, try await MigrationFixture.contents(targetURL)) == [])
      #expect(target.state.mode(for: SubjectName(name: "payments")) == .readOnly)
      #expect(target.state.mode(for: SubjectName(name: "new")) == .readWrite)
    }
  }

  @Test("other schemas under the same IDs or versions are conflicts, and what only the target has is none")
  func conflicts() async throws {
    try await withRegistries { source, target, sourceURL, targetURL in
      try await MigrationFixture(source).register("\"int\"", "a")
      try await MigrationFixture(source).register("\"long\"", "b")
      try await MigrationFixture(target).register("\"string\"", "a")
      let contents = try await MigrationFixture.contents(sourceURL)
      let refused = try await plan(contents, targetURL)
      #expect(refused.conflicts.count == 1)
      #expect(refused.conflicts.first?.contains("version 1 of subject a is another one there") == true)
      _ = try await target.deleteSubject(SubjectName(name: "a"))
      _ = try await target.deleteSubject(SubjectName(name: "a"), permanently: true)
      try await MigrationFixture(target).register("\"bytes\"", ":.other:c")
      #expect(try await plan(contents, targetURL).conflicts.isEmpty)
    }
  }

  @Test("modes of the target stay as they are if that is asked for")
  func keptModes() async throws {
    try await withRegistries { source, target, sourceURL, targetURL in
      try await MigrationFixture(source).register("\"int\"", "a")
      _ = try await source.changeMode(.readOnly, of: RegistryState.globalScope)
      let contents = try await MigrationFixture.contents(sourceURL)
      let plan = MigrationPlan(
        from: contents, to: try await MigrationFixture.contents(targetURL), keepsModes: true)
      var migrator = Migrator(client: try MigrationFixture.client(targetURL))
      try await migrator.carryOut(plan)
      #expect(target.state.mode(for: SubjectName(name: "a")) == .readWrite)
      let check = MigrationCheck(client: try MigrationFixture.client(targetURL), keepsModes: true)
      #expect(try await check.missing(from: contents) == [])
    }
  }

  @Test("what the target refuses is said, and the rest is done")
  func refusals() async throws {
    try await withRegistries { source, target, sourceURL, targetURL in
      let fixture = MigrationFixture(source)
      try await fixture.register("\"int\"", "a")
      try await fixture.register("\"long\"", "b")
      var records = try await MigrationFixture.contents(sourceURL).records.values.map { $0 }
      let broken = SchemaRecord(
        key: VersionKey(SubjectName(name: "broken"), SchemaVersion(rawValue: 1)), id: SchemaID(rawValue: 9),
        schema: SchemaText(text: "no schema"))
      records.append(.schema(broken))
      let contents = RegistryContents(records)
      var migrator = Migrator(client: try MigrationFixture.client(targetURL))
      try await migrator.carryOut(try await plan(contents, targetURL))
      #expect(migrator.refusals.count == 1)
      #expect(migrator.refusals.first?.hasPrefix("version 1 of subject broken: ") == true)
      #expect(target.state.versionCount == 2)
      let missing = try await MigrationCheck(client: migrator.client, keepsModes: false).missing(from: contents)
      #expect(missing.contains("version 1 of subject broken is not there"))
      #expect(missing.contains { $0.hasPrefix("ID 9 cannot be read back") })
    }
  }

  @Test("encryption keys go along")
  func keys() async throws {
    try await withRegistries { source, _, sourceURL, targetURL in
      let name = try KeyName("payments")
      _ = try await source.createKey(KeyEncryptionKey(name: name, kmsType: "aws-kms", kmsKeyID: "arn:x", doc: "d"))
      let series = try DataKeySeries(keyName: name, subject: SubjectName(name: "payments"))
      let request = DataKeyRequest(
        id: DataKeyID(series, SchemaVersion(rawValue: 1)), encryptedKeyMaterial: "bWF0ZXJpYWw=")
      _ = try await source.createDataKey(request)
      let contents = try await MigrationFixture.contents(sourceURL)
      #expect(contents.records.count == 2)
      var migrator = Migrator(client: try MigrationFixture.client(targetURL))
      try await migrator.carryOut(try await plan(contents, targetURL))
      #expect(migrator.refusals == [])
      #expect(RegistryDifference.all(contents, try await MigrationFixture.contents(targetURL)) == [])
    }
  }

  private func plan(_ source: RegistryContents, _ targetURL: String) async throws -> MigrationPlan {
    MigrationPlan(from: source, to: try await MigrationFixture.contents(targetURL), keepsModes: false)
  }

  private func withRegistries(
    _ body:
      @escaping @Sendable (
        _ source: SchemaRegistry, _ target: SchemaRegistry, _ sourceURL: String, _ targetURL: String
      ) async throws -> Void
  ) async throws {
    let (source, target) = (try await InProcessRegistry(), try await InProcessRegistry())
    try await source.withServer { sourceURL in
      try await target.withServer { targetURL in
        try await body(source.registry, target.registry, sourceURL, targetURL)
      }
    }
  }
}
