import Avro
import Kafka
import KafkaStorage
import MirroredStorage
import Registry
import RegistryTesting
import SQLiteStorage
import SchemaCore
import Synchronization
import Testing

@Suite("A topic with a local copy") struct MirroredTopicTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("a store with a local copy of its topic keeps every promise", arguments: StoreConformance.checks)
  func conformance(_ check: StoreConformance.Check) async throws {
    try await withMockTopic { _, configuration in
      let store = try await mirror { configuration }
      try await check.run(store)
      await store.close()
    }
  }

  @Test("a node that starts without its brokers serves the copy, and takes writes when they are back")
  func brokersAway() async throws {
    try await withMockTopic { _, configuration in
      let subject = SubjectName(name: "s")
      let first = try await mirror { configuration }
      let writer = try await registry(on: first)
      let id = try await writer.register(SchemaText(text: #""int""#), under: subject).id
      await first.close()

      let isAway = Mutex(true)
      var nobody = KafkaConfiguration.quick("127.0.0.1:1")
      nobody.requestTimeout = .seconds(1)
      let second = try await mirror { [nobody] in isAway.withLock { $0 } ? nobody : configuration }
      let registry = try await registry(on: second)
      let follower = Task { try await registry.followStore() }
      #expect(try registry.lookUp(SchemaText(text: #""int""#), under: subject).id == id)
      #expect(second.absence != nil)
      guard case .unavailable? = await registry.storeFailure() else {
        return #expect(Bool(false), "no failure is told")
      }
      await #expect(throws: RegistryError.self) {
        _ = try await registry.register(SchemaText(text: #""long""#), under: SubjectName(name: "t"))
      }

      // Meanwhile another node writes.
      try await withKafkaStore(configuration) { other in
        let other = try await self.registry(on: other)
        _ = try await other.register(SchemaText(text: #""float""#), under: SubjectName(name: "u"))
      }
      isAway.withLock { $0 = false }
      try await eventually { registry.state.versionCount == 2 }
      #expect(try await registry.register(SchemaText(text: #""long""#), under: SubjectName(name: "t")).id.rawValue == 3)
      follower.cancel()
      try await follower.value
      await second.close()
    }
  }

  @Test("a topic that was made anew is told from the one that was copied")
  func otherTopic() async throws {
    try await withMockTopic { _, configuration in
      let store = try await mirror { configuration }
      for position in 0..<5 { try await store.append([noop(position)]) }
      await store.close()
    }
    for count in [7, 5, 1, 0] {
      try await withMockTopic { _, configuration in
        try await withKafkaStore(configuration) { store in
          for position in 0..<count { try await store.append([noop(position, token: 99)]) }
        }
        let error = await #expect(throws: StoreError.self) { _ = try await mirror { configuration } }
        #expect(error?.description.contains("Delete the file") == true, "\(count): \(String(describing: error))")
      }
    }
  }

  @Test("from a bookmark a topic is read without what stands before")
  func bookmark() async throws {
    try await withMockTopic { _, configuration in
      var bookmark: TopicBookmark?
      try await withKafkaStore(configuration) { store in
        for first in stride(from: 0, to: 40, by: 4) { try await store.append((first..<first + 4).map { noop($0) }) }
        try await store.append([noop(40), noop(41), noop(42)])
        bookmark = store.bookmark(at: LogPosition(rawValue: 41))
        try await store.append([noop(43)])
      }
      let known = try #require(bookmark)
      #expect(known.position.rawValue == 40)
      #expect(TopicBookmark(known.description) == known)
      let store = try await KafkaStore(
        configuration, topic: "log", checksSettings: false, from: known, name: "kafka://mock/log")
      let last = LogPosition(rawValue: 42)
      #expect(try await store.entries(from: last, limit: 10) == [noop(42), noop(43)])
      // Nothing before was read.
      #expect(store.bookmark(at: LogPosition(rawValue: 40)) == known)
      #expect(store.bookmark(at: LogPosition(rawValue: 39)) == nil)
      try await store.append([noop(44)])
      // Who asks for what stands before gets it.
      #expect(try await store.entries(from: .start, limit: 100) == (0..<45).map { noop($0) })
      #expect(store.bookmark(at: LogPosition(rawValue: 39)) != nil)
      await store.close()
    }
  }

  private func mirror(_ configuration: @escaping @Sendable () -> KafkaConfiguration) async throws -> MirroredStore {
    try await MirroredStore(
      of: "kafka://mock/log", copy: try await SQLiteCopy(path: folder.path + "/copy.db"), patience: .seconds(60)
    ) { (bookmark) throws(StoreError) in
      let store = try await KafkaStore(
        configuration(), topic: "log", checksSettings: false, from: bookmark.flatMap { TopicBookmark($0) },
        name: "kafka://mock/log")
      return MirroredStore.Source(store) { store.bookmark(at: $0)?.description }
    }
  }

  private func registry(on store: any RegistryStore) async throws -> SchemaRegistry {
    try await SchemaRegistry(store: store, formats: SchemaFormats([AvroFormat()]))
  }
}
