import Kafka
import KafkaStorage
import Registry
import RegistryTesting
import Testing

/// These run when there is a broker to run them against, and a librdkafka that understands it: see `tools/broker`.
@Suite(
  "Store in a topic of a real broker", .broker,
  .enabled(
    if: BrokerProcess.executable != nil && KafkaLibrary.version >= KafkaLibrary.Version(2, 2, 0),
    "needs MARTLET_BROKER and, on LD_LIBRARY_PATH, librdkafka 2.2 or later: see tools/broker"))
struct KafkaBrokerStoreTests {
  @Test("it keeps every promise", arguments: StoreConformance.checks)
  func conformance(_ check: StoreConformance.Check) async throws {
    try await withTopic { topic, configuration in
      try await withKafkaStore(configuration, topic: topic, checked: true) { try await check.run($0) }
    }
  }

  @Test("a topic that is missing is made with one partition, and forgets nothing")
  func creation() async throws {
    try await withTopic { topic, configuration in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<3 {
          group.addTask { try await withKafkaStore(configuration, topic: topic, checked: true) { _ in } }
        }
        try await group.waitForAll()
      }
      let admin = KafkaAdmin(configuration)
      #expect(try await admin.description(of: topic)?.partitionCount == 1)
      let settings = try await admin.settings(of: topic)
      #expect(settings["cleanup.policy"] == "delete")
      #expect(settings["retention.ms"] == "-1")
      #expect(settings["retention.bytes"] == "-1")
      #expect(try await admin.description(of: "no-such-topic") == nil)
      #expect(try await admin.brokerCount() == 1)
    }
  }

  @Test(
    "a topic that could lose records is refused, with words",
    arguments: [
      (["cleanup.policy": "compact"], 1, "is compacted (cleanup.policy=compact)"),
      (["cleanup.policy": "delete", "retention.ms": "604800000"], 1, "retention.ms=604800000"),
      ([:], 4, "has 4 partitions"),
    ] as [([String: String], Int32, String)])
  func refused(_ settings: [String: String], _ partitions: Int32, _ words: String) async throws {
    try await withTopic { topic, configuration in
      try await KafkaAdmin(configuration).createTopic(topic, partitions: partitions, settings: settings)
      let error = await #expect(throws: StoreError.self) {
        try await withKafkaStore(configuration, topic: topic, checked: true) { _ in }
      }
      #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }
  }

  @Test("of several processes that race for each position, one wins it and no entry is lost")
  func race() async throws {
    try await withTopic { topic, configuration in
      let winners = try await withThrowingTaskGroup(of: [UInt64].self) { group in
        for writer in 0..<3 {
          group.addTask {
            var won: [UInt64] = []
            try await withKafkaStore(configuration, topic: topic, checked: true) { store in
              won = try await win(40, in: store, firstToken: UInt64(writer * 1000), sizes: 1...5)
            }
            return won
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      try await withKafkaStore(configuration, topic: topic, checked: true) { store in
        let log = try await store.entries(from: .start, limit: 1000)
        #expect(log.map(\.position.rawValue) == Array(0..<Int64(winners.count)))
        #expect(Set(log.map(\.token)) == Set(winners))
      }
    }
  }

  /// - Parameter body: given a topic that is not there.
  private func withTopic(_ body: (String, KafkaConfiguration) async throws -> Void) async throws {
    let broker = try #require(BrokerTrait.current)
    try await body("log-\(UInt32.random(in: .min ... .max))", .quick(broker.address))
  }
}
