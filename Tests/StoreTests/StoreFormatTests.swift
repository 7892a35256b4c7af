import Avro
import GRDB
import JSONSchema
import Protobuf
import Registry
import RegistryTesting
import SQLiteStorage
import SchemaCore
import Testing

/// Files that other versions of the program have written.
@Suite struct StoreFormatTests {
  private static let formats = SchemaFormats([AvroFormat(), ProtobufFormat(), JSONSchemaFormat()])

  @Test("a store of the first format opens, with everything that is in it")
  func firstFormat() async throws {
    let folder = try TemporaryFolder()
    let path = try Self.file("store/format-1.sql", in: folder)
    let store = try SQLiteStore(path: path)
    let entries = try await store.entries(from: .start, limit: 100)
    #expect(entries.map(\.position.rawValue) == Array(0..<15))
    #expect(entries.map(\.timestamp) == (0..<15).map { 1_700_000_000_000 + $0 })
    #expect(entries.map(\.record.key?.description) == Self.contents)

    let registry = try await SchemaRegistry(store: store, formats: Self.formats)
    let state = registry.state
    #expect(state.damage.count == 0)
    #expect(state.subjects(prefix: .everything, .all).map(\.description) == [":.c:json", ":.c:proto", "leaf", "tree"])
    #expect(state.highestID(in: .default) == 3)
    let tree = try state.version(.latest, of: SubjectName(name: "tree"))
    #expect(tree.schema.metadata?.properties["owner"] == "é")
    #expect(tree.schema.ruleSet?.domainRules.first?.name == "r")
    #expect(state.referrers(of: VersionKey(SubjectName(name: "leaf"), SchemaVersion(rawValue: 1))) == [tree.id])
    #expect(state.config(for: SubjectName(name: "tree")).group == "g")
    #expect(state.config(for: SubjectName(name: "leaf")).level == .full)
    #expect(state.mode(for: SubjectName(qualified: ":.c:proto")) == .readOnly)
    #expect(try state.key(KeyName("k")).key.doc == "d")
    // What is stored is still understood, and can be added to.
    let verification = try await LogVerification(of: store, formats: Self.formats)
    #expect(verification.findings == [])
    let next = try await registry.register(SchemaText(text: #""int""#), under: SubjectName(name: "new"))
    #expect(next.id.rawValue == 4)
    await store.close()
  }

  private static let contents: [String?] = [
    "version 1 of subject leaf", "version 1 of subject tree", "context .c", "version 1 of subject :.c:proto",
    "version 1 of subject :.c:json", "the settings of the registry", "the settings of subject tree",
    "the mode of context .c", "version 1 of subject gone", "the deletion of subject gone", "version 1 of subject gone",
    "the clearance of subject gone before an import", "key encryption key k",
    "version 1 of the data encryption key of subject tree under key k (AES256_GCM)", "nothing",
  ]

  @Test("a store that is only read is left in its format")
  func reading() async throws {
    let folder = try TemporaryFolder()
    let path = try Self.file("store/format-1.sql", in: folder)
    let store = try SQLiteStore(path: path, access: .reading)
    #expect(try await store.entries(from: .start, limit: 100).count == 15)
    await #expect(throws: StoreError.self) {
      try await store.append([
        LogEntry(position: LogPosition(rawValue: 15), timestamp: 1, token: 1, record: .noop)
      ])
    }
    await store.close()
  }

  @Test("a store of a newer format is refused, and says what to do", arguments: [StoreAccess.full, .reading])
  func newerFormat(access: StoreAccess) async throws {
    let folder = try TemporaryFolder()
    let path = try Self.file("store/format-1.sql", in: folder)
    let database = try DatabaseQueue(path: path)
    try await database.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('of tomorrow')") }
    try database.close()
    let error = #expect(throws: StoreError.self) { try SQLiteStore(path: path, access: access) }
    #expect(error?.description.contains("a newer version of Martlet has written this file") == true)
  }

  @Test("what is read while another process writes is what it has answered")
  func readingBesideAWriter() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/martlet.db"
    let writer = try SQLiteStore(path: path)
    let reader = try SQLiteStore(path: path, access: .reading)
    for position in 0..<5 {
      let entry = LogEntry(position: LogPosition(rawValue: Int64(position)), timestamp: 1, token: 1, record: .noop)
      try await writer.append([entry])
      #expect(try await reader.entries(from: entry.position, limit: 10) == [entry])
    }
    #expect(try await reader.integrityProblems() == [])
    await reader.close()
    await writer.close()
  }

  @Test("a disk that is full refuses a write with words, keeps what was there, and takes writes when it has room")
  func fullDisk() async throws {
    let folder = try TemporaryFolder()
    let store = try SQLiteStore(path: folder.path + "/martlet.db")
    let registry = try await SchemaRegistry(store: store, formats: Self.formats)
    func register(_ number: Int, doc: Int) async throws -> Int32 {
      let doc = String(repeating: "x", count: doc)
      let text = #"{"type":"enum","name":"E\#(number)","doc":"\#(doc)","symbols":["A"]}"#
      return try await registry.register(SchemaText(text: text), under: SubjectName(name: "s\(number)")).id.rawValue
    }
    #expect(try await register(1, doc: 10) == 1)
    try await store.limitFile(toPages: 12)
    let error = await #expect(throws: RegistryError.self) { try await register(2, doc: 100_000) }
    guard case .storeFailed(let failure)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    #expect(failure.description.contains("the disk is full"))
    #expect(registry.state.versionCount == 1)
    #expect(await registry.storeFailure() != nil)
    // What fits is taken at once.
    #expect(try await register(3, doc: 10) == 2)
    #expect(await registry.storeFailure() == nil)
    try await store.limitFile(toPages: 10_000)
    #expect(try await register(2, doc: 100_000) == 3)
    await store.close()
    let reopened = try SQLiteStore(path: folder.path + "/martlet.db")
    #expect(try await reopened.entries(from: .start, limit: 10).count == 3)
    await reopened.close()
  }

  /// Makes a database of a fixture.
  private static func file(_ fixture: String, in folder: TemporaryFolder) throws -> String {
    let path = folder.path + "/martlet.db"
    let database = try DatabaseQueue(path: path)
    try database.writeWithoutTransaction { try $0.execute(sql: Fixtures.fixture(fixture)) }
    try database.close()
    return path
  }
}
