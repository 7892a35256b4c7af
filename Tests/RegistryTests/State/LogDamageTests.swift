import Registry
import RegistryTesting
import SchemaCore
import Testing

/// What a registry does with a log of which parts cannot be read: it serves the rest, and gives out no number twice.
@Suite struct LogDamageTests {
  private static let a = RegistryFixture.record("a")
  private static let b = RegistryFixture.record("a", "b?")
  private static let c = RegistryFixture.record("a", "c?")

  @Test("the version and the ID of a record whose value cannot be read are not given out again")
  func value() async throws {
    let fixture = try await Self.fixture { fixture in
      try await fixture.register(Self.a, "s")
      try await fixture.register(#""int""#, "t")
      try await fixture.register(Self.b, "s")
    } damaging: {
      [2: Self.withoutValue($0[2])]
    }
    #expect(try fixture.versions("s") == [1])
    #expect(fixture.registry.state.damage.entries.map(\.position.rawValue) == [2])
    #expect(fixture.registry.state.damage.entries.first?.record.key?.description == "version 2 of subject s")
    let next = try await fixture.register(Self.c, "s")
    #expect(next.version.rawValue == 3)
    #expect(next.id.rawValue == 4)
    // Other subjects have nothing to do with it.
    #expect(try await fixture.register(#""long""#, "t2").version.rawValue == 1)
  }

  @Test("a record of which nothing is known may have been about anything, until a later version shows that it was not")
  func stray() async throws {
    let fixture = try await Self.fixture { fixture in
      try await fixture.register(Self.a, "s")
      try await fixture.register(#""int""#, ":.c:t")
      try await fixture.register(Self.b, "s")
      try await fixture.register(Self.c, "u")
    } damaging: { entries in
      // The context's own record comes before its schema.
      #expect(entries.count == 5)
      return [3: .unreadable(.lost("its row is missing"))]
    }
    let state = fixture.registry.state
    #expect(state.highestID(in: .default) == 3)
    #expect(state.highestID(in: ContextName(".c")) == 2)
    #expect(state.highestID(in: ContextName(".new")) == 1)
    #expect(try await fixture.register(Self.c, "s").version.rawValue == 3)
    // Registered after what is lost, so that its first version is known to be the first.
    #expect(try await fixture.register(Self.a, "u").version.rawValue == 2)
    #expect(try await fixture.register(#""long""#, ":.c:t").version.rawValue == 3)
  }

  @Test("a later record about the same makes good what cannot be read")
  func madeGood() async throws {
    let fixture = try await Self.fixture { fixture in
      try await fixture.register(Self.a, "s")
      try await fixture.delete(1, of: "s")
    } damaging: {
      [0: Self.withoutValue($0[0])]
    }
    #expect(fixture.registry.state.damage.count == 0)
    #expect(try fixture.versions("s", .all) == [1])
    #expect(try await fixture.register(Self.b, "s").version.rawValue == 2)
  }

  @Test("what was lost can be imported again with its numbers")
  func reimport() async throws {
    let fixture = try await Self.fixture { fixture in
      try await fixture.register(Self.a, "s")
      try await fixture.register(Self.b, "s")
    } damaging: {
      [1: Self.withoutValue($0[1])]
    }
    try await fixture.setMode(.import, of: "s", force: true)
    try await fixture.register(Self.b, "s", version: 2, id: 2)
    try await fixture.setMode(nil, of: "s")
    #expect(fixture.registry.state.damage.count == 0)
    #expect(
      try fixture.registry.state.schema(id: SchemaID(rawValue: 2), for: SubjectName(name: "")).schema.text == Self.b)
    let next = try await fixture.register(Self.c, "s")
    #expect(next.version.rawValue == 3)
    #expect(next.id.rawValue == 3)
  }

  @Test("an ID that was passed over, as compaction and imports do, is not given out again if a broken record has it")
  func gap() async throws {
    let fixture = try await Self.fixture { fixture in
      try await fixture.register(Self.a, "s")
      try await fixture.register(Self.b, "s")
    } damaging: {
      [1: StoredRecord(key: StoredRecord($0[1].record).key, value: #"{"id":40,"schema":"#).readRecord]
    }
    let next = try await fixture.register(Self.c, "s")
    #expect(next.version.rawValue == 3)
    #expect(next.id.rawValue == 41)
  }

  @Test("records of another registry that give out no numbers are no damage")
  func foreignKinds() async throws {
    let fixture = try await Self.fixture { fixture in
      try await fixture.register(Self.a, "s")
      try await fixture.register(Self.b, "s")
    } damaging: { _ in
      [1: StoredRecord(key: #"{"keytype":"ASSOC","resourceName":"r","magic":0}"#, value: "{}").readRecord]
    }
    #expect(fixture.registry.state.damage.count == 0)
    let next = try await fixture.register(Self.b, "s")
    #expect(next.version.rawValue == 2)
    #expect(next.id.rawValue == 2)
  }

  @Test("an encryption key that cannot be read is not made a second time")
  func encryptionKeys() async throws {
    let fixture = try await KeyFixture()
    try await fixture.createKey("k", isShared: true)
    try await fixture.createDataKey("k", "s")
    try await fixture.createKey("l", isShared: true)
    let entries = try await fixture.store.entries(from: .start, limit: 10)
    let damaged = try await KeyFixture(
      store: Self.store(entries, damage: [1: Self.withoutValue(entries[1]), 2: Self.withoutValue(entries[2])]))
    #expect(await refusal { try await damaged.createDataKey("k", "s") } == "storeFailed")
    #expect(await refusal { try await damaged.createKey("l") } == "storeFailed")
    try await damaged.createDataKey("k", "s", version: 2)
    try await damaged.createKey("m")
  }

  @Test("whatever record is lost, no number is given out twice", arguments: 1...2 as ClosedRange<UInt64>)
  func anyRecord(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let fixture = try await RegistryFixture()
    for number in 0..<25 {
      let subject = ["s", "t", ":.c:s", ":.d:t"][Int.random(in: 0..<4, using: &random)]
      _ = await refusal {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: try await fixture.delete(subject, permanently: Bool.random(using: &random))
        case 1: try await fixture.setLevel(.none, of: subject)
        default: try await fixture.register(RegistryFixture.record("f\(number % 8)?"), subject)
        }
      }
    }
    let next = try Self.nextNumbers(fixture)
    let entries = try await fixture.store.entries(from: .start, limit: .max)
    for position in entries.indices {
      for record in [.unreadable(.lost("lost")), Self.withoutValue(entries[position])] {
        let damaged = try await RegistryFixture(store: Self.store(entries, damage: [position: record]))
        for (subject, numbers) in try Self.nextNumbers(damaged) {
          let whole = try #require(next[subject])
          let isSafe = numbers.id >= whole.id && numbers.version >= whole.version
          #expect(isSafe, "\(record) at \(position): \(subject) would get \(numbers), and whole \(whole)")
        }
      }
    }
  }

  /// What the next schema of each subject would get.
  private static func nextNumbers(
    _ fixture: RegistryFixture
  ) throws -> [String: (id: Int32, version: Int32)] {
    var numbers: [String: (id: Int32, version: Int32)] = [:]
    for subject in ["s", "t", ":.c:s", ":.d:t", ":.e:s"] {
      let next = try fixture.registry.rehearse(
        SchemaText(text: #"{"type":"fixed","name":"New","size":7}"#), under: SubjectName(qualified: subject),
        options: RegistrationOptions(isForced: true))
      numbers[subject] = (next.outcome.id.rawValue, next.outcome.version.rawValue)
    }
    return numbers
  }

  /// A registry opened on the log of another one, with other records in some places.
  private static func fixture(
    after changes: (RegistryFixture) async throws -> Void,
    damaging: ([LogEntry]) -> [Int: RegistryRecord]
  ) async throws -> RegistryFixture {
    let fixture = try await RegistryFixture()
    try await changes(fixture)
    let entries = try await fixture.store.entries(from: .start, limit: .max)
    return try await RegistryFixture(store: store(entries, damage: damaging(entries)))
  }

  private static func store(_ entries: [LogEntry], damage: [Int: RegistryRecord]) async throws -> MemoryStore {
    let store = MemoryStore()
    var entries = entries
    for (position, record) in damage { entries[position].record = record }
    try await store.append(entries)
    return store
  }

  /// The record as it is read from a row whose value is destroyed.
  private static func withoutValue(_ entry: LogEntry) -> RegistryRecord {
    StoredRecord(key: StoredRecord(entry.record).key, value: "\u{1}").readRecord
  }
}
