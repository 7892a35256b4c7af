import Kafka
import Testing

@Suite("Admin, against the mock cluster")
struct AdminTests {
  @Test("the partitions of a topic are counted")
  func partitionCount() async throws {
    try await withMockCluster(partitions: 6) { _, configuration in
      let count = try await KafkaAdmin(configuration).partitionCount(of: "birds")
      #expect(count == 6)
    }
  }

  @Test("an address where nothing listens is named in the error", .timeLimit(.minutes(4)))
  func unreachable() async throws {
    let admin = KafkaAdmin(.unreachable)
    let counting = await #expect(throws: KafkaError.self) { try await admin.partitionCount(of: "birds") }
    let creating = await #expect(throws: KafkaError.self) { try await admin.createTopic("birds") }
    for error in [counting, creating] {
      #expect(error?.isUnreachable == true)
      #expect(error?.message.contains("127.0.0.1:1") == true)
    }
  }

  @Test("a topic name that cannot be is refused", arguments: ["", "bir\0ds"])
  func wrongName(name: String) async throws {
    try await withMockCluster { _, configuration in
      let error = await #expect(throws: KafkaError.self) { try await KafkaAdmin(configuration).createTopic(name) }
      #expect(error?.code == .invalidArgument)
    }
  }

  @Test("a closed mock cluster refuses calls, and closing it again is nothing")
  func closedCluster() async throws {
    let cluster = try KafkaMockCluster(brokers: 2)
    await cluster.close()
    await cluster.close()
    let error = #expect(throws: KafkaError.self) { try cluster.createTopic("birds") }
    #expect(error?.code == .closed)
  }

  @Test("a mock cluster with no broker is refused")
  func noBroker() {
    let error = #expect(throws: KafkaError.self) { try KafkaMockCluster(brokers: 0) }
    #expect(error?.code == .invalidArgument)
  }
}
