public import Registry
import SchemaCore

/// What every store must do, told as checks that throw when it does not. A store's tests run all of them.
public enum StoreConformance {
  /// A promise that a store does not keep.
  public struct Violation: Error, CustomStringConvertible {
    public var description: String
  }

  /// A check and the promise that it is about.
  public struct Check: Sendable, CustomStringConvertible {
    /// The promise, as a fact.
    public var description: String
    /// Runs the check on an empty store.
    public var run: @Sendable (_ store: any RegistryStore) async throws -> Void
  }

  /// All checks. Each needs an empty store of its own.
  public static let checks = [
    Check(description: "an empty log has no entries") { store in
      try await expect(try await store.entries(from: .start, limit: 10) == [], "an empty log has entries")
    },
    Check(description: "what was appended is read back in order, whole and unchanged") { store in
      let written = try everyKindOfRecord()
      try await store.append(Array(written.prefix(3)))
      try await store.append(Array(written.dropFirst(3)))
      let read = try await store.entries(from: .start, limit: 1000)
      for (expected, found) in zip(written, read) {
        try await expect(expected == found, "wrote \(expected), read \(found)")
      }
      try await expect(read.count == written.count, "wrote \(written.count) entries, read \(read.count)")
    },
    Check(description: "reading starts at the position and ends at the limit") { store in
      let written = noops(10)
      try await store.append(written)
      let read = try await store.entries(from: LogPosition(rawValue: 4), limit: 3)
      try await expect(read == Array(written[4..<7]), "asked for 3 entries from position 4, got \(read)")
      let end = try await store.entries(from: LogPosition(rawValue: 10), limit: 3)
      try await expect(end.isEmpty, "there are entries after the end: \(end)")
    },
    Check(description: "a position that is taken is refused, and nothing of the append is stored") { store in
      try await store.append(noops(2))
      try await expectTaken(store, noops(3))
      try await expectTaken(store, Array(noops(2).suffix(1)))
      let read = try await store.entries(from: .start, limit: 10)
      try await expect(read == noops(2), "a refused append left \(read)")
    },
    Check(description: "a position beyond the end is refused") { store in
      try await store.append(noops(2))
      try await expectTaken(store, Array(noops(5).suffix(1)))
    },
    Check(description: "of writers that race for a position exactly one wins") { store in
      let winners = await withTaskGroup(of: Bool.self) { group in
        for writer in 0..<20 {
          group.addTask {
            let entry = LogEntry(position: .start, timestamp: 1, token: UInt64(writer), record: .noop)
            return (try? await store.append([entry])) != nil
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      try await expect(winners == 1, "\(winners) writers believe that they own position 0")
      let read = try await store.entries(from: .start, limit: 10)
      try await expect(read.count == 1, "the race left \(read.count) entries")
    },
    Check(description: "appending nothing changes nothing") { store in
      try await store.append([])
      try await expect(try await store.entries(from: .start, limit: 1) == [], "an empty append stored something")
    },
  ]

  private static func expect(_ holds: Bool, _ violation: @autoclosure () -> String) async throws {
    if !holds { throw Violation(description: violation()) }
  }

  private static func expectTaken(_ store: any RegistryStore, _ entries: [LogEntry]) async throws {
    do {
      try await store.append(entries)
    } catch StoreError.positionTaken {
      return
    }
    throw Violation(description: "an append at position \(entries[0].position) was accepted")
  }

  private static func noops(_ count: Int) -> [LogEntry] {
    (0..<count).map { LogEntry(position: LogPosition(rawValue: Int64($0)), timestamp: 7, token: .max, record: .noop) }
  }

  /// One entry for each kind of record, with texts that stores are known to stumble over.
  public static func everyKindOfRecord() throws -> [LogEntry] {
    let subject = SubjectName(context: ContextName(".böse"), name: "a/b 'c' \"d\" \u{1F426}")
    let version = SchemaVersion(rawValue: 3)
    let schema = SchemaText(
      format: .avro, text: "{\"doc\":\"\\u0000 é \u{1F426} '; DROP TABLE log\"}",
      references: [SchemaReference(name: "n.N", subject: ":.c:other", version: 2)],
      metadata: SchemaMetadata(
        tags: ["**.é": ["PII", "\u{1F426}"]], properties: ["k": "v\u{0}\n", "e\u{301}": ""], sensitive: ["k"]),
      ruleSet: RuleSet(
        domainRules: [Rule(name: "r", type: "CEL", parameters: ["a'b": "\"c\""], expression: "message.a != ''")],
        enableAt: .client))
    let key = VersionKey(subject, version)
    let name = try KeyName("key")
    let dataKey = DataKeyID(try DataKeySeries(keyName: name, subject: subject, algorithm: .aes256SIV), version)
    let records: [RegistryRecord] = [
      .context(subject.context),
      .schema(SchemaRecord(key: key, id: SchemaID(rawValue: .max), schema: schema)),
      .schema(SchemaRecord(key: key, id: SchemaID(rawValue: 1), schema: SchemaText(text: ""), isDeleted: true)),
      .subjectDeleted(subject, upTo: version),
      .schemaRemoved(key),
      .subjectCleared(subject),
      .config(subject, SubjectConfig(level: .full, normalizes: true, validatesNewSchemas: false)),
      .config(
        subject,
        SubjectConfig(
          policy: .lenient, group: "'g'", alias: "a/b", defaultMetadata: SchemaMetadata(), overrideRuleSet: RuleSet())),
      .config(RegistryState.globalScope, SubjectConfig()),
      .config(subject, nil),
      .mode(RegistryState.everyContextScope, .forward),
      .mode(subject, nil),
      .contextRemoved(subject.context),
      .encryptionKey(.key(KeyEncryptionKey(name: name, kmsType: "t", kmsKeyID: "i", doc: "ä\n", isShared: true))),
      .encryptionKey(.dataKey(DataEncryptionKey(id: dataKey, encryptedKeyMaterial: "bQ==", isDeleted: true))),
      .encryptionKey(.dataKeyRemoved(dataKey)),
      .encryptionKey(.keyRemoved(name)),
      .noop,
    ]
    return records.enumerated().map { index, record in
      LogEntry(
        position: LogPosition(rawValue: Int64(index)), timestamp: 1_700_000_000_000 + Int64(index),
        token: .max - UInt64(index), record: record)
    }
  }
}
