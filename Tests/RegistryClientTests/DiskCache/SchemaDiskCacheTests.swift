import FoundationEssentials
import RegistryClient
import RegistryTesting
import SchemaCore
import Synchronization
import Testing

/// A registry of one schema with a reference, which can go away.
private final class OneSchema: SchemaLookup {
  private let state = Mutex((asked: 0, isDown: false))
  var count: Int { state.withLock { $0.asked } }
  func goDown() { state.withLock { $0.isDown = true } }

  static let subject = SubjectName(qualified: ":.c:s")
  static let text = RegisteredText(
    id: SchemaID(rawValue: 7), guid: SchemaGUID(high: 1, low: 2), subject: subject, version: SchemaVersion(rawValue: 3),
    schema: SchemaText(
      text: #"{"a":"ü\n"}"#, references: [SchemaReference(name: "r", subject: "rs", version: 1)],
      metadata: SchemaMetadata(properties: ["owner": "me"]), ruleSet: nil),
    references: [ResolvedReference(SchemaReference(name: "r", subject: "rs", version: 1), text: "\"int\"")])

  func schema(_ request: SchemaRequest) async throws(ClientError) -> RegisteredText {
    let isDown = state.withLock { state in
      state.asked += 1
      return state.isDown
    }
    if isDown { throw ClientError(.unreachable, "nobody answers") }
    return Self.text
  }
}

@Suite struct SchemaDiskCacheTests {
  private let folder: TemporaryFolder
  private let source = OneSchema()
  private let byID = SchemaRequest.identity(.id(SchemaID(rawValue: 7)), in: ContextName("c"))
  private let latest = SchemaRequest.version(.latest, of: OneSchema.subject)

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A process that has just started.
  private func fresh(_ registry: String = "r", problem: @escaping @Sendable (String) -> Void = { _ in }) throws
    -> CachingSchemaLookup
  {
    CachingSchemaLookup(
      source, disk: try SchemaDiskCache(folder: folder.path + "/cache", registry: registry, onProblem: problem))
  }

  private var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path + "/cache") }
  }

  @Test("what was asked for is there in the next process, whole, without anybody being asked")
  func restart() async throws {
    _ = try await fresh().schema(byID)
    source.goDown()
    #expect(try await fresh().schema(byID) == OneSchema.text)
    #expect(
      try await fresh().schema(.identity(.guid(SchemaGUID(high: 1, low: 2)), in: ContextName("c"))) == OneSchema.text)
    #expect(source.count == 1)
  }

  @Test("the latest version and registrations are asked for, and known from before where nobody answers")
  func offline() async throws {
    let register = SchemaRequest.register(OneSchema.text.schema, under: OneSchema.subject)
    for _ in 0..<2 {
      _ = try await fresh().schema(latest)
      _ = try await fresh().schema(register)
    }
    #expect(source.count == 4)
    source.goDown()
    #expect(try await fresh().schema(latest) == OneSchema.text)
    #expect(try await fresh().schema(register) == OneSchema.text)
    await #expect(throws: ClientError.self) {
      try await fresh().schema(.register(SchemaText(text: "\"int\""), under: OneSchema.subject))
    }
  }

  @Test("the schema of an ID of one registry is not that of another")
  func registries() async throws {
    _ = try await fresh("a").schema(byID)
    source.goDown()
    await #expect(throws: ClientError.self) { try await fresh("b").schema(byID) }
  }

  @Test("a damaged file is told of, not used, and written anew", arguments: [0, 40, 90, 200])
  func damage(_ place: Int) async throws {
    _ = try await fresh().schema(byID)
    for name in try files {
      let url = URL(filePath: folder.path + "/cache/" + name)
      var bytes = Array(try Data(contentsOf: url))
      if place == 0 { bytes.removeLast(bytes.count / 2) } else { bytes[place] ^= 1 }
      try Data(bytes).write(to: url)
    }
    let problems = Mutex<[String]>([])
    let cache = try fresh { problem in problems.withLock { $0.append(problem) } }
    #expect(try await cache.schema(byID) == OneSchema.text)
    #expect(source.count == 2)
    #expect(problems.withLock { $0.first }?.contains("damaged") == true)
    _ = try await fresh().schema(byID)
    #expect(source.count == 2)
  }

  @Test("the folder does not grow beyond its limit")
  func limit() async throws {
    let disk = try SchemaDiskCache(folder: folder.path + "/cache", registry: "r", maximumBytes: 4000)
    let cache = CachingSchemaLookup(source, disk: disk)
    for number: Int32 in 1...50 {
      _ = try await cache.schema(.version(.number(SchemaVersion(rawValue: number)), of: OneSchema.subject))
    }
    let sizes = try files.map { name in
      try Data(contentsOf: URL(filePath: folder.path + "/cache/" + name)).count
    }
    #expect(!sizes.isEmpty)
    #expect(sizes.reduce(0, +) <= 4000)
  }

  @Test("a folder that nobody can write in is refused")
  func unusable() throws {
    let file = try folder.file("f", [])
    for path in [file, folder.path + "/none/cache"] {
      let error = #expect(throws: ClientError.self) { try SchemaDiskCache(folder: path, registry: "r") }
      #expect(error?.kind == .invalidRequest)
    }
  }
}
