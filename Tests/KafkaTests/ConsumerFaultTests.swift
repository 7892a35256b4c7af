import Kafka
import Testing

@Suite("Consumer, when brokers fail")
struct ConsumerFaultTests {
  @Test("errors that pass are retried")
  func retried() async throws {
    try await withMockCluster { cluster, configuration in
      try await produce(["a", "b"], configuration)
      try cluster.pushErrors([.notLeader, .transport], for: .fetch)
      #expect(try await readToEnd(configuration).map(\.text) == ["a", "b"])
    }
  }

  @Test(
    "an address where nothing listens is named in the error",
    .timeLimit(.minutes(4)),
    arguments: [
      .group("readers", topics: ["birds"]), .topics(["birds"], from: .beginning),
      .partitions([KafkaPartitionStart(topic: "birds", partition: 0)]),
    ] as [KafkaConsumer.Source])
  func unreachable(source: KafkaConsumer.Source) async throws {
    let error = await #expect(throws: KafkaError.self) { try await readToEnd(.unreachable, from: source) }
    #expect(error?.isUnreachable == true)
    #expect(error?.message.contains("127.0.0.1:1") == true)
  }

  @Test(
    "brokers that stay away end the messages with an error", .timeLimit(.minutes(4)),
    .enabled(if: SlowTests.areWanted, SlowTests.ofBrokersThatAreDown))
  func brokersLost() async throws {
    try await withMockCluster { cluster, configuration in
      try await produce(["a"], configuration)
      let consumer = try KafkaConsumer(
        configuration.with(requestTimeout: .seconds(3)), from: .topics(["birds"], from: .beginning))
      var iterator = consumer.messages.makeAsyncIterator()
      #expect(try await iterator.next()?.text == "a")
      try cluster.setBrokerDown()
      let error = await #expect(throws: KafkaError.self) {
        for try await _ in consumer.messages {}
      }
      #expect(error?.isUnreachable == true)
      await consumer.close()
    }
  }

  @Test("reading goes on when brokers come back", .enabled(if: SlowTests.areWanted, SlowTests.ofBrokersThatAreDown))
  func brokersReturn() async throws {
    try await withMockCluster { cluster, configuration in
      try await produce(["a"], configuration)
      let consumer = try KafkaConsumer(
        configuration.with(["reconnect.backoff.max.ms": "200"]), from: .topics(["birds"], from: .beginning))
      var iterator = consumer.messages.makeAsyncIterator()
      #expect(try await iterator.next()?.text == "a")
      try cluster.setBrokerDown()
      try cluster.setBrokerUp()
      try await produce(["b"], configuration)
      #expect(try await iterator.next()?.text == "b")
      await consumer.close()
    }
  }

  @Test(
    "a member of a group whose brokers are gone can be closed", .timeLimit(.minutes(4)),
    .enabled(if: SlowTests.areWanted, SlowTests.ofBrokersThatAreDown))
  func closeGroupWithBrokersDown() async throws {
    try await withMockCluster { cluster, defaults in
      let configuration = defaults.with(requestTimeout: .seconds(3), ["session.timeout.ms": "6000"])
      try await produce(["a"], configuration)
      let consumer = try KafkaConsumer(configuration, from: .group("readers", topics: ["birds"]))
      var iterator = consumer.messages.makeAsyncIterator()
      let message = try #require(try await iterator.next())
      consumer.markProcessed(message)
      try cluster.setBrokerDown()
      await consumer.close()
    }
  }

  @Test("a topic that does not exist is an error")
  func unknownTopic() async throws {
    try await withMockCluster { cluster, configuration in
      try cluster.setError(.unknownTopicOrPartition, ofTopic: "no-such-topic")
      let error = await #expect(throws: KafkaError.self) {
        try await readToEnd(configuration, from: .topics(["no-such-topic"], from: .beginning))
      }
      #expect(error?.code == .unknownTopicOrPartition)
    }
  }
}
