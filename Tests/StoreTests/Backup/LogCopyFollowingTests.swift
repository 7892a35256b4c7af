import Avro
import BackupStorage
import Kafka
import KafkaStorage
import PostgresStorage
import Registry
import RegistryTesting
import SchemaCore
import Synchronization
import Testing

@Suite(
  .postgresServer,
  .enabled(if: PostgresServer.programs != nil, "PostgreSQL's server is not installed; tools/setup installs it"))
struct LogCopyFollowingTests {
  @Test("what another registry writes to its topic meanwhile arrives in the copy, which nodes serve")
  func servedMeanwhile() async throws {
    try await withMockTopic { _, configuration in
      let producer = try KafkaProducer(configuration)
      try await Self.register(1, producer)
      let database = try await #require(PostgresServer.current).makeDatabase()
      let target = try await PostgresStore(connecting: database, name: "target")
      let nodeStore = try await PostgresStore(connecting: database, name: "node")
      try await withKafkaStore(configuration, access: .reading) { source in
        var copy = LogCopy(from: source, to: target, isCompacted: source.isCompacted)
        try await copy.copyNews()
        #expect(copy.count == 1)
        let node = try await SchemaRegistry(store: nodeStore, formats: SchemaFormats([AvroFormat()]))
        let serving = Task { try await node.followStore() }
        let following = Task { [copy] in
          var copy = copy
          try await copy.follow()
          return copy
        }
        for number in 2...5 {
          try await Self.register(number, producer)
          try await node.wait { $0.versionCount == number }
        }
        #expect(try node.state.schema(id: SchemaID(rawValue: 5), for: SubjectName(name: "")).subject.name == "s5")
        following.cancel()
        copy = try await following.value
        try await copy.compare()
        #expect(copy.count == 5)
        #expect(try await BackupFixture.all(of: target).map(\.token) == [0, 1, 2, 3, 4])
        serving.cancel()
        try await serving.value
      }
      try await producer.close()
      await nodeStore.close()
      await target.close()
    }
  }

  @Test("a database that is opened for reading is followed by what it tells")
  func database() async throws {
    let database = try await #require(PostgresServer.current).makeDatabase()
    let writer = try await PostgresStore(connecting: database, name: "writer")
    let source = try await PostgresStore(connecting: database, name: "source", access: .reading)
    let target = WatchedStore()
    let following = Task {
      var copy = LogCopy(from: source, to: target)
      try await copy.follow()
    }
    let entries = BackupFixture.log(of: 3)
    for entry in entries {
      try await writer.append([entry])
      try await target.wait(upTo: entry.position.next)
    }
    following.cancel()
    try await following.value
    #expect(try await BackupFixture.all(of: target) == entries)
    await source.close()
    await writer.close()
  }

  @Test("a store that is away for a while is waited for, and what had arrived there is not copied twice")
  func interruption() async throws {
    let source = WatchedStore()
    let target = WatchedStore(losesFirstAnswer: true)
    let entries = BackupFixture.log(of: 4)
    try await source.append(Array(entries.prefix(2)))
    let told = Mutex<[StoreError?]>([])
    let following = Task {
      var copy = LogCopy(from: source, to: target)
      try await copy.follow(interruption: { reason in told.withLock { $0.append(reason) } })
    }
    try await target.wait(upTo: LogPosition(rawValue: 2))
    try await source.append(Array(entries.suffix(2)))
    try await target.wait(upTo: LogPosition(rawValue: 4))
    following.cancel()
    try await following.value
    #expect(try await BackupFixture.all(of: target) == entries)
    #expect(told.withLock { $0 } == [.unavailable("the answer is lost"), nil])
  }

  @Test("another writer of the target ends the copy")
  func otherWriter() async throws {
    let (source, target) = (WatchedStore(), WatchedStore())
    let entries = BackupFixture.log(of: 3)
    try await source.append(Array(entries.prefix(1)))
    let following = Task {
      var copy = LogCopy(from: source, to: target)
      try await copy.follow()
    }
    try await target.wait(upTo: LogPosition(rawValue: 1))
    let position = LogPosition(rawValue: 1)
    try await target.append([LogEntry(position: position, timestamp: 1, token: 77, record: .noop)])
    try await source.append(Array(entries.suffix(2)))
    await #expect(throws: LogCopy.Failure.otherWriter(position)) { try await following.value }
  }

  /// Writes as another registry does, without a header.
  private static func register(_ number: Int, _ producer: KafkaProducer) async throws {
    let key = VersionKey(SubjectName(name: "s\(number)"), SchemaVersion(rawValue: 1))
    let schema = SchemaText(text: #"{"type":"fixed","name":"F","size":\#(number)}"#)
    let stored = StoredRecord(.schema(SchemaRecord(key: key, id: SchemaID(rawValue: Int32(number)), schema: schema)))
    _ = try await producer.send(
      KafkaRecord(
        topic: "log", partition: 0, key: Array(stored.key.utf8), value: stored.value.map { Array($0.utf8) }))
  }
}

/// A log in memory that can be waited for.
private final class WatchedStore: SharedRegistryStore {
  private let inner = MemoryStore()
  private let losesAnswer: Mutex<Bool>

  /// - Parameter losesFirstAnswer: whether the first append is done, and said not to be.
  init(losesFirstAnswer: Bool = false) {
    losesAnswer = Mutex(losesFirstAnswer)
  }

  func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] {
    try await inner.entries(from: position, limit: limit)
  }

  func append(_ entries: [LogEntry]) async throws(StoreError) {
    try await inner.append(entries)
    let isLost = losesAnswer.withLock { value in
      defer { value = false }
      return value
    }
    if isLost { throw .unavailable("the answer is lost") }
  }

  func waitForEntries(from position: LogPosition) async { try? await wait(upTo: position.next) }

  /// Returns when the log has grown to a position.
  ///
  /// - Throws: `CancellationError`.
  func wait(upTo position: LogPosition) async throws {
    let last = LogPosition(rawValue: position.rawValue - 1)
    while try await inner.entries(from: last, limit: 1).isEmpty { try await Task.sleep(for: .milliseconds(5)) }
  }

  func close() async {}
}

extension SchemaRegistry {
  /// Returns when something holds of what is served.
  fileprivate func wait(until holds: (RegistryState) -> Bool) async throws {
    while !holds(state) { try await Task.sleep(for: .milliseconds(5)) }
  }
}
