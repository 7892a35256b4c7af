import Registry
import RegistryTesting
import SchemaCore
import Testing

/// Identities are kept in one way while a log is loaded, and in another when things happen.
@Suite struct ContentIndexTests {
  private static let texts = (0..<4).map { "\"\(["int", "long", "string", "bytes"][$0])\"" }

  @Test("a log that is loaded has the identities of one that happened, in their order", arguments: 1...8 as ClosedRange)
  func order(_ seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    var happened = RegistryState()
    let store = MemoryStore()
    for number in 0..<300 {
      let key = VersionKey(
        SubjectName(name: "s\(Int.random(in: 0..<6, using: &generator))"), SchemaVersion(rawValue: 1))
      let schema = SchemaText(
        format: Bool.random(using: &generator) ? .avro : .json, text: Self.texts.randomElement(using: &generator) ?? "")
      let record = SchemaRecord(
        key: key, id: SchemaID(rawValue: .random(in: 0..<12, using: &generator)), schema: schema)
      let entry = LogEntry(
        position: LogPosition(rawValue: Int64(number)), timestamp: 0, token: 0,
        record: Int.random(in: 0..<3, using: &generator) == 0 ? .schemaRemoved(key) : .schema(record))
      happened.apply(entry)
      try await store.append([entry])
    }
    let loaded = try await RegistryFixture(store: store).registry
    for text in Self.texts {
      let guid = SchemaGUID(of: SchemaText(text: text))
      #expect(loaded.state.ids(of: guid).map(\.id) == happened.ids(of: guid).map(\.id))
    }
  }

  @Test("the first ID that a content was given is the one of new versions, before and after a log is loaded")
  func first() async throws {
    let store = MemoryStore()
    let fixture = try await RegistryFixture(store: store)
    _ = try await fixture.registry.changeMode(.import, of: RegistryState.globalScope)
    try await fixture.register("\"int\"", "a", version: 1, id: 7)
    try await fixture.register("\"int\"", "b", version: 1, id: 3)
    _ = try await fixture.registry.changeMode(.readWrite, of: RegistryState.globalScope)
    #expect(try await fixture.register("\"int\"", "c").id.rawValue == 7)
    let loaded = try await RegistryFixture(store: store)
    #expect(try await loaded.register("\"int\"", "d").id.rawValue == 7)
    for permanently in [false, true] {
      for subject in ["a", "c", "d"] {
        _ = try await loaded.registry.deleteSubject(SubjectName(name: subject), permanently: permanently)
      }
    }
    #expect(try await loaded.register("\"int\"", "e").id.rawValue == 3)
    #expect(try await RegistryFixture(store: store).register("\"int\"", "f").id.rawValue == 3)
  }
}
