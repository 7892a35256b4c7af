import Kafka
import Testing

@Suite("Consumer without a group, against the mock cluster")
struct ConsumerTests {
  @Test(
    "reading starts where it is asked to",
    arguments: [(.beginning, ["a", "b", "c"]), (.at(1), ["b", "c"]), (.end, [])] as [(KafkaOffset, [String])])
  func start(offset: KafkaOffset, expected: [String]) async throws {
    try await withMockCluster { _, configuration in
      try await produce(["a", "b", "c"], configuration)
      let source = KafkaConsumer.Source.partitions([KafkaPartitionStart(topic: "birds", partition: 0, offset: offset)])
      #expect(try await readToEnd(configuration, from: source).map(\.text) == expected)
    }
  }

  @Test("only the partitions asked for are read")
  func onePartition() async throws {
    try await withMockCluster(partitions: 2) { _, configuration in
      try await produce(["left"], partition: 0, configuration)
      try await produce(["right"], partition: 1, configuration)
      let source = KafkaConsumer.Source.partitions([KafkaPartitionStart(topic: "birds", partition: 1)])
      #expect(try await readToEnd(configuration, from: source).map(\.text) == ["right"])
    }
  }

  @Test("all partitions of a topic are read to their ends, empty ones too")
  func wholeTopic() async throws {
    try await withMockCluster(partitions: 4) { _, configuration in
      try await produce((0..<700).map { "\($0)" }, partition: 1, configuration)
      try await produce((700..<1500).map { "\($0)" }, partition: 3, configuration)
      let messages = try await readToEnd(configuration)
      #expect(messages.filter { $0.partition == 1 }.map(\.text) == (0..<700).map { "\($0)" })
      #expect(messages.filter { $0.partition == 3 }.map(\.text) == (700..<1500).map { "\($0)" })
      #expect(messages.count == 1500)
    }
  }

  @Test("an empty topic ends at once")
  func emptyTopic() async throws {
    try await withMockCluster(partitions: 3) { _, configuration in
      let messages = try await readToEnd(configuration)
      #expect(messages.isEmpty)
    }
  }

  @Test("messages larger than the buffer come through")
  func largeMessages() async throws {
    try await withMockCluster { _, configuration in
      let value = String(repeating: "x", count: 700_000)
      try await produce([value, value, value, "last"], configuration)
      #expect(try await readToEnd(configuration).map { $0.text.utf8.count } == [700_000, 700_000, 700_000, 4])
    }
  }

  @Test("without an end to stop at, later messages are waited for")
  func followsTopic() async throws {
    try await withMockCluster { _, configuration in
      let consumer = try KafkaConsumer(configuration, from: .topics(["birds"], from: .beginning))
      var iterator = consumer.messages.makeAsyncIterator()
      for value in ["a", "b", "c"] {
        try await produce([value], configuration)
        #expect(try await iterator.next()?.text == value)
      }
      await consumer.close()
      #expect(try await iterator.next() == nil)
    }
  }

  @Test("an offset that does not exist is an error")
  func offsetOutOfRange() async throws {
    try await withMockCluster { _, configuration in
      try await produce(["a"], configuration)
      let source = KafkaConsumer.Source.partitions([KafkaPartitionStart(topic: "birds", partition: 0, offset: .at(9))])
      let error = await #expect(throws: KafkaError.self) { try await readToEnd(configuration, from: source) }
      #expect(error?.code == .offsetOutOfRange)
    }
  }

  @Test("a partition that does not exist is an error")
  func unknownPartition() async throws {
    try await withMockCluster { _, configuration in
      let source = KafkaConsumer.Source.partitions([KafkaPartitionStart(topic: "birds", partition: 7)])
      let error = await #expect(throws: KafkaError.self) { try await readToEnd(configuration, from: source) }
      #expect(error?.code == .unknownPartition)
    }
  }

  @Test("a consumer without a group cannot commit")
  func commitWithoutGroup() async throws {
    try await withMockCluster { _, configuration in
      try await produce(["a"], configuration)
      let consumer = try KafkaConsumer(configuration, from: .topics(["birds"], from: .beginning))
      var iterator = consumer.messages.makeAsyncIterator()
      let message = try #require(try await iterator.next())
      let error = await #expect(throws: KafkaError.self) { try await consumer.commit(message) }
      #expect(error?.code == .wrongState)
      await consumer.close()
    }
  }

  @Test("cancelling the reading task ends its sequence, and another can go on without a gap")
  func cancellation() async throws {
    try await withMockCluster { _, configuration in
      let consumer = try KafkaConsumer(configuration, from: .topics(["birds"], from: .beginning))
      let waiting = Task { try await consumer.messages.first { _ in true } }
      waiting.cancel()
      #expect(try await waiting.value == nil)

      try await produce((0..<100).map { "\($0)" }, configuration)
      var read: [String] = []
      for _ in 0..<10 {
        let part = Task {
          var iterator = consumer.messages.makeAsyncIterator()
          var part: [String] = []
          while part.count < 10, let message = try await iterator.next() { part.append(message.text) }
          return part
        }
        read += try await part.value
      }
      await consumer.close()
      #expect(read == (0..<100).map { "\($0)" })
    }
  }

  @Test("closing ends a task that waits for a message")
  func closeEndsWaiting() async throws {
    try await withMockCluster { _, configuration in
      let consumer = try KafkaConsumer(configuration, from: .topics(["birds"], from: .beginning))
      let waiting = Task { try await consumer.messages.first { _ in true } }
      try await Task.sleep(for: .milliseconds(100))
      await consumer.close()
      await consumer.close()
      #expect(try await waiting.value == nil)
    }
  }

  @Test("a consumer lives as long as its messages are read")
  func messagesKeepConsumer() async throws {
    try await withMockCluster { _, configuration in
      try await produce(["a", "b"], configuration)
      var read: [String] = []
      let messages = try KafkaConsumer(configuration, from: .topics(["birds"], from: .beginning), stopAtEnd: true)
        .messages
      for try await message in messages { read.append(message.text) }
      #expect(read == ["a", "b"])
    }
  }
}
