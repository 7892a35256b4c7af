import Kafka
import RegistryTesting
import Testing

/// These run when there is a broker to run them against, and a librdkafka that understands it: before 2.2 it cannot
/// read the broker's list of API versions. `tools/broker install` gets both.
@Suite(
  "Against a real broker",
  .enabled(
    if: BrokerProcess.executable != nil && KafkaLibrary.version >= KafkaLibrary.Version(2, 2, 0),
    "needs MARTLET_BROKER and, on LD_LIBRARY_PATH, librdkafka 2.2 or later: see tools/broker"))
struct RealBrokerTests {
  private func withBroker(_ body: (KafkaConfiguration) async throws -> Void) async throws {
    let executable = try #require(BrokerProcess.executable)
    let broker = try BrokerProcess(executable: executable)
    defer { broker.stop() }
    try await body(broker.configuration)
  }

  @Test("a created topic has its partitions, and cannot be created twice")
  func createTopic() async throws {
    try await withBroker { configuration in
      let admin = KafkaAdmin(configuration)
      try await admin.createTopic("birds", partitions: 3, settings: ["retention.ms": "-1"])
      let count = try await admin.partitionCount(of: "birds")
      #expect(count == 3)
      let error = await #expect(throws: KafkaError.self) { try await admin.createTopic("birds") }
      #expect(error?.code == .topicAlreadyExists)
    }
  }

  @Test("a topic is described with its settings, and gone when it was deleted")
  func describeTopic() async throws {
    try await withBroker { configuration in
      let admin = KafkaAdmin(configuration)
      try await admin.createTopic("birds", partitions: 3, settings: ["retention.ms": "-1"])
      let description = try await admin.description(of: "birds")
      #expect(description == KafkaTopicDescription(partitionCount: 3, replicaCount: 1))
      #expect(try await admin.settings(of: "birds")["retention.ms"] == "-1")
      try await admin.deleteTopic("birds")
      #expect(try await admin.description(of: "birds") == nil)
      let error = await #expect(throws: KafkaError.self) { try await admin.deleteTopic("birds") }
      #expect(error?.code == .unknownTopicOrPartition)
    }
  }

  @Test("a record comes back with its key, value, headers and timestamp")
  func roundTrip() async throws {
    try await withBroker { configuration in
      try await KafkaAdmin(configuration).createTopic("birds")
      let producer = try KafkaProducer(configuration)
      let record = KafkaRecord(
        topic: "birds", key: [0, 1, 255], value: Array("martlet".utf8),
        headers: [
          KafkaHeader(name: "twice", value: [1]), KafkaHeader(name: "twice", value: [2]),
          KafkaHeader(name: "null", value: nil),
        ],
        timestamp: 1_700_000_000_123)
      _ = try await producer.send(record)
      _ = try await producer.send(KafkaRecord(topic: "birds", key: [1], value: nil))
      try await producer.close()

      let messages = try await readToEnd(configuration)
      #expect(messages.count == 2)
      #expect(
        messages.first
          == KafkaMessage(
            topic: "birds", partition: 0, offset: 0, key: record.key, value: record.value, headers: record.headers,
            timestamp: record.timestamp))
      #expect(messages.last?.key == [1])
      #expect(messages.last?.value == nil)
    }
  }

  @Test("records keep their order, and reading starts where it is asked to")
  func orderAndOffsets() async throws {
    try await withBroker { configuration in
      try await KafkaAdmin(configuration).createTopic("birds")
      let values = (0..<5000).map { "\($0)" }
      try await produce(values, configuration)
      #expect(try await readToEnd(configuration).map(\.text) == values)
      let source = KafkaConsumer.Source.partitions([
        KafkaPartitionStart(topic: "birds", partition: 0, offset: .at(4990))
      ])
      #expect(try await readToEnd(configuration, from: source).map(\.text) == values.suffix(10))
    }
  }

  @Test("a waiting consumer gets what is written later")
  func followsTopic() async throws {
    try await withBroker { configuration in
      try await KafkaAdmin(configuration).createTopic("birds")
      let consumer = try KafkaConsumer(configuration, from: .topics(["birds"], from: .beginning))
      var iterator = consumer.messages.makeAsyncIterator()
      for value in ["a", "b", "c"] {
        try await produce([value], configuration)
        #expect(try await iterator.next()?.text == value)
      }
      await consumer.close()
    }
  }

  @Test("a group goes on after the last committed message")
  func group() async throws {
    try await withBroker { configuration in
      try await KafkaAdmin(configuration).createTopic("birds")
      try await produce(["a", "b", "c"], configuration)
      let source = KafkaConsumer.Source.group("readers", topics: ["birds"])
      let consumer = try KafkaConsumer(configuration, from: source)
      var iterator = consumer.messages.makeAsyncIterator()
      let first = try #require(try await iterator.next())
      let second = try #require(try await iterator.next())
      try await consumer.commit(first)
      consumer.markProcessed(second)
      await consumer.close()
      #expect(try await readToEnd(configuration, from: source).map(\.text) == ["c"])
    }
  }

  @Test("reading starts with the first record that is not older than a time")
  func startTime() async throws {
    try await withBroker { configuration in
      try await KafkaAdmin(configuration).createTopic("birds")
      let producer = try KafkaProducer(configuration)
      for time in [1000, 2000, 3000] as [Int64] {
        _ = try await producer.send(KafkaRecord(topic: "birds", value: Array("\(time)".utf8), timestamp: time))
      }
      try await producer.close()
      let source = KafkaConsumer.Source.topics(["birds"], from: .timestamp(1500))
      #expect(try await readToEnd(configuration, from: source).map(\.text) == ["2000", "3000"])
    }
  }

  @Test("a transaction commits records and the positions of a group together")
  func transaction() async throws {
    try await withBroker { configuration in
      try await KafkaAdmin(configuration).createTopic("birds")
      try await KafkaAdmin(configuration).createTopic("nests")
      try await produce(["a", "b", "c"], configuration)
      let source = KafkaConsumer.Source.group("readers", topics: ["birds"])
      let consumer = try KafkaConsumer(configuration, from: source)
      var iterator = consumer.messages.makeAsyncIterator()
      let messages = [try #require(try await iterator.next()), try #require(try await iterator.next())]
      let producer = try KafkaProducer(configuration, transactionalID: "writer")
      try await producer.initializeTransactions()
      try await producer.withTransaction {
        for message in messages { _ = try await producer.enqueue(KafkaRecord(topic: "nests", value: message.value)) }
        try await producer.sendOffsets(of: messages, from: consumer)
      }
      await consumer.close()
      #expect(
        try await readToEnd(configuration, from: .topics(["nests"], from: .beginning)).map(\.text) == ["a", "b"])
      #expect(try await readToEnd(configuration, from: source).map(\.text) == ["c"])

      let successor = try KafkaProducer(configuration, transactionalID: "writer")
      try await successor.initializeTransactions()
      let error = await #expect(throws: KafkaError.self) {
        try await producer.withTransaction {
          _ = try await producer.send(KafkaRecord(topic: "nests", value: [1]))
        }
      }
      #expect(error?.isFenced == true)
      try await successor.close()
      _ = try? await producer.close()
    }
  }

  @Test(
    "members that come and go hand over every message, and read none twice", .timeLimit(.minutes(4)),
    .enabled(if: SlowTests.areWanted, "members that join take seconds each: set MARTLET_SLOW_TESTS=1"),
    arguments: ["range", "roundrobin", "cooperative-sticky"])
  func rebalances(strategy: String) async throws {
    try await withBroker { configuration in
      try await KafkaAdmin(configuration).createTopic("birds", partitions: RebalanceScenario.partitions)
      let journal = try await RebalanceScenario(strategy: strategy).run(configuration)
      journal.expectNoGaps()
      #expect(journal.all.count == journal.values.count)
    }
  }

  @Test("a broker that ends is an error in bounded time", .timeLimit(.minutes(4)))
  func brokerEnds() async throws {
    let executable = try #require(BrokerProcess.executable)
    let broker = try BrokerProcess(executable: executable)
    let configuration = broker.configuration.with(deliveryTimeout: .seconds(3), requestTimeout: .seconds(3))
    try await KafkaAdmin(broker.configuration).createTopic("birds")
    let producer = try KafkaProducer(configuration)
    let consumer = try KafkaConsumer(configuration, from: .topics(["birds"], from: .beginning))
    _ = try await producer.send(KafkaRecord(topic: "birds", value: [1]))
    var iterator = consumer.messages.makeAsyncIterator()
    _ = try await iterator.next()
    broker.stop()

    let sending = await #expect(throws: KafkaError.self) {
      try await producer.send(KafkaRecord(topic: "birds", value: [2]))
    }
    #expect(sending?.isUnreachable == true)
    let reading = await #expect(throws: KafkaError.self) {
      for try await _ in consumer.messages {}
    }
    #expect(reading?.isUnreachable == true)
    await consumer.close()
    try await producer.close()
  }
}
