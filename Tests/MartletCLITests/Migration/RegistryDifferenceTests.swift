import ArgumentParser
import BackupStorage
import Registry
import RegistryTesting
import SQLiteStorage
import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct RegistryDifferenceTests {
  @Test("a running registry, its store and its backup hold the same")
  func sameEverywhere() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/registry.db"
    let store = try SQLiteStore(path: path)
    let registry = try await InProcessRegistry(store: store)
    try await MigrationFixture(registry.registry).fill()
    let origin = BackupOrigin(store: "x", created: 0, program: "test")
    _ = try await BackupWriter(origin, to: folder.path + "/backup").write(store)
    try await registry.withServer { url in
      let places = try ["sqlite:\(path)", "backup:\(folder.path)/backup", url].map(RegistryPlace.argument)
      let access = try AccessOptions<SourceRegistry>.parse([])
      let contents = try await places.asyncMap { try await $0.contents(access) }
      #expect(contents.count == 3)
      #expect(RegistryDifference.all(contents[0], contents[1]) == [])
      // An alias is found by what it stands for; other settings of a subject that has no versions must be asked for.
      let byAPI = RegistryDifference.all(contents[0], contents[2])
      #expect(byAPI.map(\.key) == [.config(SubjectName(name: "later"))])
      let asked = try await RegistryPlace.argument(url).contents(access, settingsOf: contents[0].scopes)
      #expect(RegistryDifference.all(contents[0], asked) == [])
    }
    await store.close()
  }

  @Test("differences are told by what they are about")
  func differences() throws {
    func version(_ number: Int32, id: Int32, _ text: String, isDeleted: Bool = false) -> RegistryRecord {
      let key = VersionKey(SubjectName(name: "s"), SchemaVersion(rawValue: number))
      return .schema(
        SchemaRecord(key: key, id: SchemaID(rawValue: id), schema: SchemaText(text: text), isDeleted: isDeleted))
    }
    let scope = SubjectName(name: "s")
    let left = RegistryContents([
      version(2, id: 2, "a"), version(10, id: 3, "b"), .config(scope, SubjectConfig(level: .full)),
      .mode(scope, .import),
    ])
    let right = RegistryContents([
      version(2, id: 4, "c", isDeleted: true), version(11, id: 5, "d"), .config(scope, SubjectConfig(level: .forward)),
    ])
    let found = RegistryDifference.all(left, right).map { "\($0.kind) \($0.key) \($0.details.joined(separator: "; "))" }
    #expect(
      found == [
        "different version 2 of subject s ID 2 and 4; deleted false and true; text",
        "onlyLeft version 10 of subject s ", "onlyRight version 11 of subject s ",
        "different the settings of subject s level FULL and FORWARD", "onlyLeft the mode of subject s ",
      ])
  }

  @Test(
    "a place is shown without passwords",
    arguments: [
      ("http://u:secret@h:1", "http://h:1"), ("https://a,https://u:secret@b", "https://a,https://b"),
      ("postgres://u:secret@h/r", "postgres://u:***@h/r"), ("sqlite:a.db", "sqlite:a.db"),
    ])
  func shown(_ text: String, _ shown: String) throws {
    #expect((try RegistryPlace.argument(text)).description == shown)
  }

  @Test("what is neither an address nor a store is refused", arguments: ["", "h:8081", "ftp://h", "registry.db"])
  func refused(_ text: String) {
    #expect(throws: ValidationError.self) { try RegistryPlace.argument(text) }
  }
}

extension [RegistryPlace] {
  fileprivate func asyncMap<Answer>(_ body: (RegistryPlace) async throws -> Answer) async throws -> [Answer] {
    var answers: [Answer] = []
    for place in self { answers.append(try await body(place)) }
    return answers
  }
}
