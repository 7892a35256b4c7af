import Avro
import Kafka
import KafkaStorage
import Registry
import RegistryTesting
import SchemaCore
import Testing

@Suite struct KafkaStoreTests {
  @Test("a store in a topic keeps every promise", arguments: StoreConformance.checks)
  func conformance(_ check: StoreConformance.Check) async throws {
    try await withMockTopic { _, configuration in
      try await withKafkaStore(configuration) { try await check.run($0) }
    }
  }

  @Test("what was appended is there for another process")
  func sharing() async throws {
    try await withMockTopic { _, configuration in
      try await withKafkaStore(configuration) { one in
        try await withKafkaStore(configuration) { other in
          try await one.append([noop(0), noop(1)])
          #expect(try await news(of: other, upTo: 2) == [noop(0), noop(1)])
          await #expect(throws: StoreError.positionTaken(.start)) { try await other.append([noop(0)]) }
          try await other.append([noop(2)])
          await #expect(throws: StoreError.positionTaken(LogPosition(rawValue: 2))) { try await one.append([noop(2)]) }
        }
      }
    }
  }

  @Test("a store that is opened has everything that was answered before")
  func opening() async throws {
    try await withMockTopic { _, configuration in
      for position in 0..<5 {
        try await withKafkaStore(configuration) { store in
          #expect(try await store.entries(from: .start, limit: 100) == (0..<position).map { noop($0) })
          try await store.append([noop(position)])
        }
      }
    }
  }

  @Test(
    "of several processes that race for each position, one wins it and no entry is lost", arguments: [1...1, 1...7])
  func race(sizes: ClosedRange<Int>) async throws {
    try await withMockTopic { _, configuration in
      let winners = try await withThrowingTaskGroup(of: [UInt64].self) { group in
        for writer in 0..<3 {
          group.addTask {
            var won: [UInt64] = []
            try await withKafkaStore(configuration) { store in
              won = try await win(40, in: store, firstToken: UInt64(writer * 1000), sizes: sizes)
            }
            return won
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      try await withKafkaStore(configuration) { store in
        let log = try await store.entries(from: .start, limit: 1000)
        #expect(log.map(\.position.rawValue) == Array(0..<Int64(winners.count)))
        #expect(Set(log.map(\.token)) == Set(winners))
        #expect(Set(winners).count == winners.count)
      }
    }
  }

  @Test("entries that were read long ago can be read again")
  func readingAnew() async throws {
    try await withMockTopic { _, configuration in
      try await withKafkaStore(configuration) { store in
        for start in stride(from: 0, to: 10_000, by: 500) {
          try await store.append((start..<start + 500).map { noop($0) })
        }
        for _ in 0..<2 {
          var next = LogPosition.start
          while next.rawValue < 10_000 {
            let page = try await store.entries(from: next, limit: 900)
            try #require(page.first == noop(Int(next.rawValue)))
            next = page.last?.position.next ?? next
          }
        }
        try await store.append([noop(10_000)])
      }
    }
  }

  @Test("registries that register at the same time give each content one ID, and number without gaps")
  func registries() async throws {
    try await withMockTopic { _, configuration in
      try await withKafkaStore(configuration) { one in
        try await withKafkaStore(configuration) { other in
          let registries = [try await registry(on: one), try await registry(on: other)]
          let followers = registries.map { registry in Task { try await registry.followStore() } }
          try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
              let registry = registries[number % 2]
              // Every content is registered on both.
              let text = #"{"type":"fixed","name":"f","size":\#(number / 2 + 1)}"#
              group.addTask {
                _ = try await registry.register(SchemaText(text: text), under: SubjectName(name: "s\(number)"))
              }
            }
            try await group.waitForAll()
          }
          for registry in registries {
            while registry.state.versionCount < 60 { try await Task.sleep(for: .milliseconds(5)) }
          }
          let (first, second) = (registries[0].state, registries[1].state)
          #expect(first.nextPosition == second.nextPosition)
          #expect(first.highestID(in: .default) == 30)
          for number in 0..<60 {
            let subject = SubjectName(name: "s\(number)")
            let (left, right) = (try first.version(.latest, of: subject), try second.version(.latest, of: subject))
            #expect(left.id == right.id)
            #expect(left.schema == right.schema)
          }
          for follower in followers {
            follower.cancel()
            try await follower.value
          }
        }
      }
    }
  }

  @Test("records of other registries count, in every form of their keys")
  func otherRegistries() async throws {
    try await withMockTopic { _, configuration in
      try await write(
        [
          (
            #"{"keytype":"SCHEMA","subject":"s","version":1,"magic":1}"#,
            #"{"subject":"s","version":1,"id":7,"schema":"\"int\"","deleted":false}"#
          ),
          (
            #"{"subject":"s","version":2,"magic":1,"keytype":"SCHEMA"}"#,
            #"{"subject":"s","version":2,"id":8,"schema":"\"long\"","deleted":false}"#
          ),
          (#"{"keytype":"CONFIG","subject":null,"magic":0}"#, #"{"compatibilityLevel":"FULL"}"#),
          (nil, "x"), ("not JSON", "x"),
        ], configuration)
      try await withKafkaStore(configuration) { store in
        let registry = try await registry(on: store)
        #expect(registry.state.nextPosition.rawValue == 5)
        #expect(registry.state.damage.count == 2)
        let subject = SubjectName(name: "s")
        #expect(try registry.state.version(.latest, of: subject).id.rawValue == 8)
        let next = try await registry.register(SchemaText(text: #""long""#), under: SubjectName(name: "t"))
        #expect(next.id.rawValue == 8)
      }
    }
  }

  @Test("a topic that is opened for reading is read, and not written to")
  func reading() async throws {
    try await withMockTopic { _, configuration in
      try await withKafkaStore(configuration) { try await $0.append([noop(0)]) }
      try await withKafkaStore(configuration, access: .reading) { store in
        let read = try await store.entries(from: .start, limit: 10)
        #expect(read == [noop(0)])
        await #expect(throws: StoreError.self) { try await store.append([noop(1)]) }
      }
    }
  }

  @Test("a topic with several partitions is refused, with words")
  func partitions() async throws {
    try await withMockTopic(partitions: 3) { _, configuration in
      let error = await #expect(throws: StoreError.self) { try await withKafkaStore(configuration) { _ in } }
      #expect(error?.description.contains("has 3 partitions") == true)
    }
  }

  @Test("brokers that are not there are an error that says where")
  func noBroker() async throws {
    var configuration = KafkaConfiguration.quick("127.0.0.1:1")
    configuration.requestTimeout = .milliseconds(500)
    let error = await #expect(throws: StoreError.self) { try await withKafkaStore(configuration) { _ in } }
    #expect(error?.description.contains("127.0.0.1:1") == true)
  }

  @Test("a property that Kafka does not have is named")
  func wrongProperty() async throws {
    try await withMockTopic { _, configuration in
      var configuration = configuration
      configuration.properties["no.such.property"] = "1"
      let error = await #expect(throws: StoreError.self) { try await withKafkaStore(configuration) { _ in } }
      #expect(error?.description.contains("no.such.property") == true)
    }
  }

  @Test("a store that is closed refuses, and lets go of whoever waits")
  func closing() async throws {
    try await withMockTopic { _, configuration in
      let store = try await KafkaStore(configuration, topic: "log", checksSettings: false, name: "log")
      let waiting = Task { await store.waitForEntries(from: .start) }
      await store.close()
      await waiting.value
      await #expect(throws: StoreError.self) { _ = try await store.entries(from: .start, limit: 1) }
      await #expect(throws: StoreError.self) { try await store.append([noop(0)]) }
    }
  }

  /// What another store has appended, as soon as the news are there.
  private func news(of store: KafkaStore, upTo count: Int64) async throws -> [LogEntry] {
    await store.waitForEntries(from: LogPosition(rawValue: count - 1))
    return try await store.entries(from: .start, limit: 100)
  }

  private func registry(on store: KafkaStore) async throws -> SchemaRegistry {
    try await SchemaRegistry(store: store, formats: SchemaFormats([AvroFormat()]))
  }
}
