import Avro
import Registry
import RegistryTesting
import SchemaCore
import Testing

/// What a verification finds in logs that were damaged on purpose.
@Suite struct LogVerificationTests {
  private static let leaf = #"{"type":"fixed","name":"Leaf","size":1}"#
  private static let tree = #"{"type":"array","items":"Leaf"}"#

  /// Positions 0 to 7: leaf 1 (ID 1), tree 1 (ID 2) which refers to it, s 1 (ID 3), s 2 (ID 4), the level of s, the
  /// deletion of s, a mode, and the context of one more schema.
  private static func entries() async throws -> [LogEntry] {
    let fixture = try await RegistryFixture()
    try await fixture.register(leaf, "leaf")
    try await fixture.register(
      tree, "tree", references: [SchemaReference(name: "Leaf", subject: "leaf", version: 1)])
    try await fixture.register(RegistryFixture.record("a"), "s")
    try await fixture.register(RegistryFixture.record("a", "b?"), "s")
    try await fixture.setLevel(.full, of: "s")
    try await fixture.delete("s")
    try await fixture.setMode(.readOnly, of: "t")
    try await fixture.register(leaf, ":.c:leaf")
    return try await fixture.store.entries(from: .start, limit: .max)
  }

  private static func verify(_ entries: [LogEntry]) async throws -> LogVerification {
    let store = MemoryStore()
    try await store.append(entries)
    return try await LogVerification(of: store, formats: SchemaFormats([AvroFormat()]))
  }

  @Test(
    "a log that a registry has written is sound, whatever happened to it", arguments: 21...24 as ClosedRange<UInt64>)
  func sound(seed: UInt64) async throws {
    let history = try await RandomHistory(seed: seed)
    let entries = try await history.fixture.store.entries(from: .start, limit: .max)
    let result = try await Self.verify(entries)
    #expect(result.findings == [])
    #expect(result.recordCount == entries.count)
    #expect(try await Self.verify(Self.entries()).findings == [])
  }

  @Test(
    "a value that cannot be read is reported with what it was about and what follows",
    arguments: [
      (0, "version 1 of subject leaf", ["not served", "ID 1", "version 1 of subject tree refers to it"]),
      (3, "version 2 of subject s", ["not served", "not given out again"]),
      (4, "the settings of subject s", ["BACKWARD"]),
      (5, "the deletion of subject s", ["are served: 1, 2"]),
      (6, "the mode of subject t", ["READWRITE"]),
      (7, "context .c", ["listed only if it holds schemas"]),
    ])
  func value(position: Int, subject: String, effects: [String]) async throws {
    var entries = try await Self.entries()
    entries[position].record = StoredRecord(key: StoredRecord(entries[position].record).key, value: "{").readRecord
    let result = try await Self.verify(entries)
    #expect(!result.isSound)
    let finding = try #require(result.findings.first { $0.kind == .unreadableValue })
    #expect(finding.positions == LogPosition(rawValue: Int64(position))...LogPosition(rawValue: Int64(position)))
    #expect(finding.subject == subject)
    #expect(finding.message.contains("JSON"))
    let text = finding.effects.joined(separator: "\n")
    for part in effects { #expect(text.contains(part), "\(text)") }
    // What refers to a lost version is reported at its own place.
    #expect(result.findings.contains { $0.kind == .danglingReference } == (position == 0))
  }

  @Test("records of which nothing is left are one finding, with the numbers that are in no other record")
  func strays() async throws {
    var entries = try await Self.entries()
    for position in 2...3 { entries[position].record = .unreadable(.lost("its row is missing")) }
    for position in 2...3 { entries[position].timestamp = 0 }
    entries.append(Self.schema("u", version: 1, id: 5, text: #""long""#, at: entries.count))
    let finding = try #require(try await Self.verify(entries).findings.first)
    #expect(finding.kind == .missingRow)
    #expect(finding.positions == LogPosition(rawValue: 2)...LogPosition(rawValue: 3))
    #expect(finding.written == entries[1].timestamp...entries[4].timestamp)
    #expect(finding.effects.joined().contains("ID 3, ID 4"), "\(finding.effects)")
  }

  @Test("a record of another registry that says nothing here is a warning with its key")
  func foreignRecord() async throws {
    var entries = try await Self.entries()
    entries[6].record =
      StoredRecord(key: #"{"keytype":"ASSOC","resourceName":"orders","magic":0}"#, value: "{}").readRecord
    let result = try await Self.verify(entries)
    #expect(result.isSound)
    let finding = try #require(result.findings.first)
    #expect(finding.kind == .foreignRecord)
    #expect(finding.positions?.lowerBound.rawValue == 6)
    #expect(finding.message.contains(#""resourceName":"orders""#), "\(finding.message)")
  }

  @Test("what a later record says anew is a warning")
  func madeGood() async throws {
    var entries = try await Self.entries()
    entries[0].record = StoredRecord(key: StoredRecord(entries[0].record).key, value: "{").readRecord
    entries.append(Self.schema("leaf", version: 1, id: 1, text: Self.leaf, at: entries.count))
    let result = try await Self.verify(entries)
    #expect(result.isSound)
    #expect(result.findings.map(\.kind) == [.unreadableValue])
  }

  @Test("an ID of two contents is reported at the second")
  func conflict() async throws {
    var entries = try await Self.entries()
    entries.append(Self.schema("u", version: 1, id: 3, text: #""long""#, at: entries.count))
    let finding = try #require(try await Self.verify(entries).findings.first)
    #expect(finding.kind == .contentConflict)
    #expect(finding.positions?.lowerBound.rawValue == Int64(entries.count - 1))
    #expect(finding.message.contains("version 1 of subject s"), "\(finding.message)")
  }

  @Test("a reference to what is not there, and a content that is no schema, are reported where they are written")
  func contents() async throws {
    var entries = try await Self.entries()
    let reference = SchemaReference(name: "X", subject: "gone", version: 7)
    entries.append(
      Self.schema("u", version: 1, id: 5, text: #""X""#, references: [reference], at: entries.count))
    entries.append(Self.schema("v", version: 1, id: 6, text: "no schema", at: entries.count))
    let findings = try await Self.verify(entries).findings
    #expect(findings.map(\.kind) == [.danglingReference, .unparsableSchema])
    #expect(findings.map(\.isWarning) == [false, true])
    #expect(findings.map { $0.positions?.lowerBound.rawValue } == [Int64(entries.count - 2), Int64(entries.count - 1)])
    #expect(findings[0].message.contains("version 7 of subject gone"))
  }

  @Test("numbers that were passed over without an import are a warning, and imports may pass over any")
  func numbering() async throws {
    var entries = try await Self.entries()
    entries.append(Self.schema("u", version: 3, id: 9, text: #""long""#, at: entries.count))
    let result = try await Self.verify(entries)
    #expect(result.findings.map(\.kind) == [.numbering, .numbering])
    #expect(result.isSound)
    entries.insert(
      LogEntry(position: .start, timestamp: 1, token: 1, record: .mode(RegistryState.globalScope, .import)),
      at: entries.count - 1)
    for position in entries.indices { entries[position].position = LogPosition(rawValue: Int64(position)) }
    #expect(try await Self.verify(entries).findings == [])
  }

  private static func schema(
    _ subject: String, version: Int32, id: Int32, text: String, references: [SchemaReference] = [], at position: Int
  ) -> LogEntry {
    let key = VersionKey(SubjectName(name: subject), SchemaVersion(rawValue: version))
    let record = SchemaRecord(
      key: key, id: SchemaID(rawValue: id), schema: SchemaText(text: text, references: references))
    return LogEntry(
      position: LogPosition(rawValue: Int64(position)), timestamp: 9_000_000_000_000, token: 1, record: .schema(record))
  }
}
