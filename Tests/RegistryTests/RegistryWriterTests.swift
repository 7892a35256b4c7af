import Avro
import Registry
import SchemaCore
import Synchronization
import Testing

/// A store in memory that fails as its script says, one line an append.
private final class ScriptedStore: RegistryStore {
  enum Line {
    case append
    /// Another writer is first.
    case beTooLate
    /// Stored, but the answer is lost.
    case loseAnswer
    /// Not stored, and nobody knows.
    case loseAppend
    /// An append of several entries is too large.
    case takeOne
  }

  private let inner = MemoryStore()
  private let script: Mutex<[Line]>

  init(_ script: [Line]) {
    self.script = Mutex(script)
  }

  func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] {
    try await inner.entries(from: position, limit: limit)
  }

  func append(_ entries: [LogEntry]) async throws(StoreError) {
    switch script.withLock({ $0.isEmpty ? .append : $0.removeFirst() }) {
    case .append:
      try await inner.append(entries)
    case .beTooLate:
      guard let first = entries.first else { return }
      try await inner.append([LogEntry(position: first.position, timestamp: 0, token: 1, record: .noop)])
      try await inner.append(entries)
    case .loseAnswer:
      try await inner.append(entries)
      throw .unavailable("the connection was lost")
    case .loseAppend:
      throw .unavailable("the connection was lost")
    case .takeOne:
      throw .tooLarge("too large")
    }
  }

  func close() async {}
}

@Suite struct RegistryWriterTests {
  private let a = RegistryFixture.record("a")

  @Test("a writer that comes too late reads the news and decides again")
  func tooLate() async throws {
    let fixture = try await RegistryFixture(store: ScriptedStore([.beTooLate, .beTooLate]))
    #expect(try await fixture.register(a, "s").id.rawValue == 1)
    #expect(fixture.registry.state.nextPosition.rawValue == 3)
  }

  @Test("an append whose answer was lost is recognised when it is there")
  func lostAnswer() async throws {
    let fixture = try await RegistryFixture(store: ScriptedStore([.loseAnswer]))
    #expect(try await fixture.register(a, "s").id.rawValue == 1)
    #expect(try await fixture.register(a, "t").id.rawValue == 1)
    #expect(fixture.registry.state.nextPosition.rawValue == 2)
  }

  @Test("an append that was lost is an error, and leaves nothing behind")
  func lostAppend() async throws {
    let fixture = try await RegistryFixture(store: ScriptedStore([.loseAppend]))
    #expect(await refusal { try await fixture.register(a, "s") } == "storeFailed")
    #expect(fixture.registry.state.versionCount == 0)
    #expect(try await fixture.register(a, "s").id.rawValue == 1)
  }

  @Test("a change that records nothing keeps its answer when the store fails")
  func independentAnswer() async throws {
    let fixture = try await RegistryFixture(store: ScriptedStore([.append, .loseAppend]))
    try await fixture.register(a, "s")
    #expect(await refusal { try await fixture.delete("unknown") } == "subjectNotFound")
  }

  @Test("changes that are too large together are stored one by one")
  func tooLargeTogether() async throws {
    let store = ScriptedStore([])
    let fixture = try await RegistryFixture(store: store)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 { group.addTask { try await fixture.register(a, "s\(number)") } }
      try await group.waitForAll()
    }
    let crowded = try await RegistryFixture(store: ScriptedStore([.append, .takeOne]))
    let results = await withTaskGroup(of: String.self) { group in
      for number in 0..<20 { group.addTask { await refusal { try await crowded.register(a, "s\(number)") } } }
      return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    // Whichever append is refused, at most the one change that was alone in it fails.
    #expect(results["storeFailed", default: 0] <= 1)
    #expect(results["nothing", default: 0] >= 19)
  }

  @Test("two registries over one log give out each number once")
  func twoWriters() async throws {
    let store = MemoryStore()
    let fixtures = [try await RegistryFixture(store: store), try await RegistryFixture(store: store)]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask { try await fixtures[number % 2].register(RegistryFixture.record("f\(number)"), "s\(number)") }
      }
      try await group.waitForAll()
    }
    let reopened = try await RegistryFixture(store: store)
    #expect(reopened.registry.state.versionCount == 40)
    let ids = (0..<40).flatMap { reopened.registry.state.history(of: SubjectName(name: "s\($0)")).map(\.id.rawValue) }
    #expect(Set(ids) == Set(1...40))
  }

  @Test("parallel registrations of one schema make one version, of several schemas IDs without a gap in each context")
  func parallel() async throws {
    let fixture = try await RegistryFixture()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<60 {
        let context = ["", ":.c:"][number % 2]
        group.addTask { try await fixture.register(a, context + "same") }
        group.addTask { try await fixture.register(RegistryFixture.record("f\(number)"), context + "s\(number)") }
      }
      try await group.waitForAll()
    }
    let state = fixture.registry.state
    for context in [ContextName.default, ContextName(".c")] {
      let subjects = state.subjects().filter { $0.context == context }
      #expect(try state.versions(of: SubjectName(context: context, name: "same")).count == 1)
      #expect(subjects.count == 31)
      #expect(Set(subjects.flatMap { state.history(of: $0) }.map(\.id.rawValue)) == Set(1...31))
      #expect(state.highestID(in: context) == 31)
    }
  }

  @Test("when the last number is given out the next request is refused, and no crash")
  func lastNumbers() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.setMode(.import)
    try await fixture.register(a, "s", version: .max, id: .max)
    #expect(await refusal { try await fixture.register(#""int""#, "s", id: 5) } == "operationNotPermitted")
    #expect(await refusal { try await fixture.register(#""int""#, "t", id: 0) } == "operationNotPermitted")
    try await fixture.setMode(.readWrite)
    #expect(await refusal { try await fixture.register(#""int""#, "t") } == "operationNotPermitted")
    #expect(
      await refusal { try await fixture.register(RegistryFixture.record("a", "b?"), "s") } == "operationNotPermitted")
    #expect(try await fixture.register(a, "u").id.rawValue == .max)
  }

  @Test("a content may have very many holders")
  func manyHolders() async throws {
    let store = MemoryStore()
    let schema = SchemaText(text: #""string""#)
    let count = 5000
    try await store.append(
      (0..<count).map { number in
        let key = VersionKey(SubjectName(name: "s\(number)"), SchemaVersion(rawValue: 1))
        let record = SchemaRecord(key: key, id: SchemaID(rawValue: 1), schema: schema)
        return LogEntry(position: LogPosition(rawValue: Int64(number)), timestamp: 0, token: 0, record: .schema(record))
      })
    let fixture = try await RegistryFixture(store: store)
    #expect(try fixture.registry.state.holders(of: SchemaID(rawValue: 1), in: .default).count == count)
    try await fixture.delete("s17")
    try await fixture.delete("s17", permanently: true)
    #expect(try fixture.registry.state.holders(of: SchemaID(rawValue: 1), in: .default, .all).count == count - 1)
  }
}
