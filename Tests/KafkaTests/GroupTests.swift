import Kafka
import Testing

/// A first join takes the mock cluster three seconds, and a later one what is left of the session's timeout.
@Suite("Consumer group, against the mock cluster")
struct GroupTests {
  @Test("a group goes on after the last committed message", arguments: [true, false])
  func resume(byCommit: Bool) async throws {
    try await withMockCluster(partitions: 2) { _, defaults in
      let configuration = defaults.with(["session.timeout.ms": "6000"])
      try await produce(["a", "b", "c"], partition: 0, configuration)
      let first = try KafkaConsumer(configuration, from: .group("readers", topics: ["birds"]))
      var iterator = first.messages.makeAsyncIterator()
      #expect(try await iterator.next()?.text == "a")
      let second = try #require(try await iterator.next())
      #expect(try await iterator.next()?.text == "c")
      if byCommit { try await first.commit(second) } else { first.markProcessed(second) }
      await first.close()

      let source = KafkaConsumer.Source.group("readers", topics: ["birds"])
      #expect(try await readToEnd(configuration, from: source).map(\.text) == ["c"])
    }
  }

  @Test("messages that nobody marked as processed are read again")
  func unmarkedAgain() async throws {
    try await withMockCluster { _, defaults in
      let configuration = defaults.with(["session.timeout.ms": "6000"])
      try await produce(["a", "b"], configuration)
      let source = KafkaConsumer.Source.group("readers", topics: ["birds"])
      #expect(try await readToEnd(configuration, from: source).map(\.text) == ["a", "b"])
      #expect(try await readToEnd(configuration, from: source).map(\.text) == ["a", "b"])
    }
  }

  @Test("a closed consumer cannot commit")
  func commitAfterClose() async throws {
    try await withMockCluster { _, defaults in
      let configuration = defaults.with(["session.timeout.ms": "6000"])
      try await produce(["a"], configuration)
      let consumer = try KafkaConsumer(configuration, from: .group("readers", topics: ["birds"]))
      var iterator = consumer.messages.makeAsyncIterator()
      let message = try #require(try await iterator.next())
      await consumer.close()
      let error = await #expect(throws: KafkaError.self) { try await consumer.commit(message) }
      #expect(error?.code == .closed)
    }
  }

  @Test("a partition that went to another member cannot be committed by the first")
  func lostPartition() async throws {
    try await withMockCluster { _, defaults in
      let configuration = defaults.with(["session.timeout.ms": "6000"])
      try await produce(["a"], configuration)
      let consumer = try KafkaConsumer(configuration, from: .group("readers", topics: ["birds"]))
      var iterator = consumer.messages.makeAsyncIterator()
      _ = try #require(try await iterator.next())
      let foreign = KafkaMessage(topic: "birds", partition: 5, offset: 0, key: nil, value: nil)
      let error = await #expect(throws: KafkaError.self) { try await consumer.commit(foreign) }
      #expect(error?.code == .wrongState)
      await consumer.close()
    }
  }
}
