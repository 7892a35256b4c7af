import Avro
import Foundation
import Kafka
import KafkaStorage
import Registry
import SchemaCore
import Testing

@Suite("Store in a topic, when brokers fail")
struct KafkaStoreFaultTests {
  @Test(
    "errors that pass are no errors of the store, and write nothing twice",
    arguments: [KafkaMockCluster.Request.produce, .fetch])
  func passing(_ request: KafkaMockCluster.Request) async throws {
    try await withMockTopic { cluster, configuration in
      try await withKafkaStore(configuration) { store in
        var position = 0
        for error in [KafkaError.Code.notLeader, .requestTimedOut, .transport, .leaderNotAvailable] {
          try cluster.pushErrors([error], for: request)
          try await store.append([noop(position), noop(position + 1)])
          position += 2
        }
        try await withKafkaStore(configuration) { other in
          let read = try await other.entries(from: .start, limit: 100)
          #expect(read == (0..<position).map { noop($0) })
        }
      }
    }
  }

  @Test("a write that the brokers refuse is an error, and nothing of it counts")
  func refused() async throws {
    try await withMockTopic { cluster, configuration in
      try await withKafkaStore(configuration) { store in
        try await store.append([noop(0)])
        try cluster.pushErrors([.topicAuthorizationFailed], for: .produce)
        let error = await #expect(throws: StoreError.self) { try await store.append([noop(1), noop(2)]) }
        guard case .unavailable? = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(try await store.entries(from: .start, limit: 100) == [noop(0)])
        try await store.append([noop(1)])
      }
    }
  }

  @Test("a record that is too large for the brokers says so")
  func tooLarge() async throws {
    try await withMockTopic { cluster, configuration in
      try await withKafkaStore(configuration) { store in
        let schema = SchemaText(text: String(repeating: "x", count: 9 << 20))
        let key = VersionKey(SubjectName(name: "s"), SchemaVersion(rawValue: 1))
        let large = LogEntry(
          position: .start, timestamp: 1, token: 1,
          record: .schema(SchemaRecord(key: key, id: SchemaID(rawValue: 1), schema: schema)))
        let error = await #expect(throws: StoreError.self) { try await store.append([large]) }
        guard case .tooLarge? = error else { return #expect(Bool(false), "\(String(describing: error))") }
        try await store.append([noop(0)])
      }
    }
  }

  @Test("slow brokers are waited for")
  func slow() async throws {
    try await withMockTopic { cluster, configuration in
      try await withKafkaStore(configuration) { store in
        try cluster.setRoundTripTime(.milliseconds(300))
        try await store.append([noop(0)])
        #expect(try await store.entries(from: .start, limit: 10) == [noop(0)])
      }
    }
  }

  @Test(
    "without its brokers a registry says so and keeps what it knows, and goes on when they are back",
    .enabled(if: slowTestsAreWanted, brokersThatAreDown))
  func brokersAway() async throws {
    try await withMockTopic { cluster, defaults in
      var configuration = defaults
      configuration.deliveryTimeout = .seconds(3)
      try await withKafkaStore(configuration) { store in
        let registry = try await SchemaRegistry(store: store, formats: SchemaFormats([AvroFormat()]))
        let follower = Task { try await registry.followStore() }
        let subject = SubjectName(name: "s")
        _ = try await registry.changeConfig(ConfigChange(SubjectConfig(level: CompatibilityLevel.none)), of: subject)
        _ = try await registry.register(SchemaText(text: #""string""#), under: subject)
        try cluster.setBrokerDown()
        let error = await #expect(throws: RegistryError.self) {
          _ = try await registry.register(SchemaText(text: #""int""#), under: subject)
        }
        guard case .storeFailed(.unavailable)? = error else {
          return #expect(Bool(false), "\(String(describing: error))")
        }
        #expect(registry.state.versionCount == 1)
        #expect(await registry.storeFailure() != nil)
        try cluster.setBrokerUp()
        var version: SchemaVersion?
        for _ in 0..<200 where version == nil {
          version = try? await registry.register(SchemaText(text: #""long""#), under: subject).version
          if version == nil { try await Task.sleep(for: .milliseconds(100)) }
        }
        // A write that nobody was told the outcome of may be there as well.
        #expect(version.map { $0.rawValue >= 2 } == true)
        #expect(await registry.storeFailure() == nil)
        follower.cancel()
        try await follower.value
      }
    }
  }

  private static let slowTestsAreWanted = ProcessInfo.processInfo.environment["MARTLET_SLOW_TESTS"] == "1"
  private static let brokersThatAreDown: Comment =
    "a mock broker that goes down needs its port: set MARTLET_SLOW_TESTS=1"
}
