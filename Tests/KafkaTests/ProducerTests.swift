import Kafka
import Testing

@Suite("Producer, against the mock cluster")
struct ProducerTests {
  @Test("a record comes back with its key, value, headers and timestamp")
  func roundTrip() async throws {
    try await withMockCluster { _, configuration in
      let producer = try KafkaProducer(configuration)
      let record = KafkaRecord(
        topic: "birds", partition: 0, key: [0, 1, 255], value: Array("martlet".utf8),
        headers: [
          KafkaHeader(name: "twice", value: [1]), KafkaHeader(name: "twice", value: [2]),
          KafkaHeader(name: "größe", value: [0, 0]),
        ],
        timestamp: 1_700_000_000_123)
      let delivery = try await producer.send(record)
      try await producer.close()
      #expect(delivery == KafkaDelivery(topic: "birds", partition: 0, offset: 0))

      let messages = try await readToEnd(configuration)
      #expect(
        messages == [
          KafkaMessage(
            topic: "birds", partition: 0, offset: 0, key: record.key, value: record.value, headers: record.headers,
            timestamp: record.timestamp)
        ])
    }
  }

  @Test("null and empty are kept apart in keys, values and headers", arguments: [nil, []] as [[UInt8]?])
  func nullAndEmpty(bytes: [UInt8]?) async throws {
    try await withMockCluster { _, configuration in
      let producer = try KafkaProducer(configuration)
      let headers = [KafkaHeader(name: "h", value: bytes)]
      _ = try await producer.send(
        KafkaRecord(topic: "birds", partition: 0, key: bytes, value: bytes, headers: headers))
      try await producer.close()

      let message = try #require(try await readToEnd(configuration).first)
      #expect(message.key == bytes)
      #expect(message.value == bytes)
      #expect(message.headers == headers)
    }
  }

  @Test("a record without a timestamp gets the time of sending")
  func currentTimestamp() async throws {
    try await withMockCluster { _, configuration in
      try await produce(["a"], configuration)
      let message = try #require(try await readToEnd(configuration).first)
      #expect(try #require(message.timestamp) > 1_700_000_000_000)
    }
  }

  @Test("records enqueued one after the other keep their order")
  func order() async throws {
    try await withMockCluster { _, configuration in
      let values = (0..<3000).map { "\($0)" }
      let deliveries = try await produce(values, configuration)
      #expect(deliveries.map(\.offset) == (0..<3000).map(Int64.init))
      #expect(try await readToEnd(configuration).map(\.text) == values)
    }
  }

  /// librdkafka looks through its topics, for ones without a leader and for records that are too late, each second.
  @Test("the first record of a topic is delivered before librdkafka's next look at its topics")
  func firstRecord() async throws {
    try await withMockCluster { _, configuration in
      let producer = try KafkaProducer(configuration.with(deliveryTimeout: .milliseconds(400)))
      try await Task.sleep(for: .milliseconds(100))  // so that the connection stands, and brings no metadata by itself
      #expect(try await producer.send(KafkaRecord(topic: "birds", value: [1])).offset == 0)
      try await producer.close()
    }
  }

  /// The hashes are those of Kafka's Java client: murmur2 of "foobar" is -790332482, of "21" -973932308.
  @Test("a key goes to the partition that Kafka's Java client chooses", arguments: [("foobar", 2), ("21", 0)])
  func keyPartition(key: String, partition: Int32) async throws {
    try await withMockCluster(partitions: 4) { _, configuration in
      let producer = try KafkaProducer(configuration)
      let delivery = try await producer.send(KafkaRecord(topic: "birds", key: Array(key.utf8), value: [1]))
      try await producer.close()
      #expect(delivery.partition == partition)
    }
  }

  @Test("closing delivers everything that was enqueued")
  func closeDelivers() async throws {
    try await withMockCluster { cluster, configuration in
      try cluster.setRoundTripTime(.milliseconds(50))
      let producer = try KafkaProducer(configuration)
      for number in 0..<500 {
        _ = try await producer.enqueue(KafkaRecord(topic: "birds", partition: 0, value: Array("\(number)".utf8)))
      }
      try await producer.close()
      try cluster.setRoundTripTime(.zero)
      #expect(try await readToEnd(configuration).map(\.text) == (0..<500).map { "\($0)" })
    }
  }

  @Test("flushing waits for everything that was enqueued, and the producer goes on")
  func flush() async throws {
    try await withMockCluster { _, configuration in
      let producer = try KafkaProducer(configuration.with(deliveryTimeout: .seconds(200), ["linger.ms": "100000"]))
      for number in 0..<100 {
        _ = try await producer.enqueue(KafkaRecord(topic: "birds", partition: 0, value: Array("\(number)".utf8)))
      }
      try await producer.flush()
      #expect(try await readToEnd(configuration).map(\.text) == (0..<100).map { "\($0)" })
      _ = try await producer.enqueue(KafkaRecord(topic: "birds", partition: 0, value: [1]))
      try await producer.close()
    }
  }

  @Test("a full queue slows senders down and refuses nobody")
  func backPressure() async throws {
    try await withMockCluster { cluster, configuration in
      try cluster.setRoundTripTime(.milliseconds(5))
      let producer = try KafkaProducer(configuration.with(["queue.buffering.max.messages": "10"]))
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<200 {
          group.addTask {
            _ = try await producer.send(KafkaRecord(topic: "birds", partition: 0, value: Array("\(number)".utf8)))
          }
        }
        try await group.waitForAll()
      }
      try await producer.close()
      try cluster.setRoundTripTime(.zero)
      let values = try await readToEnd(configuration).map(\.text)
      #expect(Set(values) == Set((0..<200).map { "\($0)" }))
      #expect(values.count == 200)
    }
  }

  @Test("closing twice and from several tasks is one close")
  func closeTwice() async throws {
    try await withMockCluster { _, configuration in
      let producer = try KafkaProducer(configuration)
      async let first: Void = producer.close()
      async let second: Void = producer.close()
      _ = try await (first, second)
      try await producer.close()
    }
  }

  @Test("a closed producer refuses records")
  func closed() async throws {
    try await withMockCluster { _, configuration in
      let producer = try KafkaProducer(configuration)
      try await producer.close()
      let error = await #expect(throws: KafkaError.self) {
        try await producer.send(KafkaRecord(topic: "birds", value: nil))
      }
      #expect(error?.code == .closed)
    }
  }

  @Test(
    "a record that librdkafka would cut short is refused",
    arguments: [
      KafkaRecord(topic: "", value: nil),
      KafkaRecord(topic: "bir\0ds", value: nil),
      KafkaRecord(topic: "birds", partition: -1, value: nil),
      KafkaRecord(topic: "birds", value: nil, headers: [KafkaHeader(name: "a\0b", value: nil)]),
      KafkaRecord(topic: "birds", value: nil, timestamp: -1),
    ])
  func invalidRecord(record: KafkaRecord) async throws {
    let producer = try KafkaProducer(.unreachable)
    let error = await #expect(throws: KafkaError.self) { try await producer.send(record) }
    #expect(error?.code == .invalidArgument)
    try await producer.close()
  }

  @Test("a record that is too large is refused, and the producer goes on")
  func tooLarge() async throws {
    try await withMockCluster { _, configuration in
      let producer = try KafkaProducer(configuration.with(["message.max.bytes": "1000"]))
      let error = await #expect(throws: KafkaError.self) {
        try await producer.send(KafkaRecord(topic: "birds", value: [UInt8](repeating: 1, count: 2000)))
      }
      #expect(error?.code == .messageTooLarge)
      _ = try await producer.send(KafkaRecord(topic: "birds", value: [1]))
      try await producer.close()
    }
  }

  @Test("a record larger than the whole queue is refused, and the producer goes on")
  func largerThanQueue() async throws {
    try await withMockCluster { _, configuration in
      let producer = try KafkaProducer(configuration.with(["queue.buffering.max.kbytes": "1"]))
      let error = await #expect(throws: KafkaError.self) {
        try await producer.send(KafkaRecord(topic: "birds", value: [UInt8](repeating: 1, count: 2000)))
      }
      #expect(error?.code == .messageTooLarge)
      #expect(error?.message.contains("queue.buffering.max.kbytes") == true)
      _ = try await producer.send(KafkaRecord(topic: "birds", value: [1]))
      try await producer.close()
    }
  }

  @Test("cancelling a task that waits for room in the queue ends its wait, and its record is not sent")
  func cancelledWait() async throws {
    try await withMockCluster { _, configuration in
      // Lingering, the first record fills the queue until closing sends it, however slow this machine is.
      var patient = configuration.with(["queue.buffering.max.messages": "1", "linger.ms": "100000"])
      patient.deliveryTimeout = .seconds(200)
      let producer = try KafkaProducer(patient)
      _ = try await producer.enqueue(KafkaRecord(topic: "birds", partition: 0, value: Array("first".utf8)))
      let waiting = Task {
        try await producer.enqueue(KafkaRecord(topic: "birds", partition: 0, value: Array("second".utf8)))
      }
      waiting.cancel()
      let error = await #expect(throws: KafkaError.self) { try await waiting.value }
      #expect(error?.code == .cancelled)
      try await producer.close()
      #expect(try await readToEnd(configuration).map(\.text) == ["first"])
    }
  }
}
