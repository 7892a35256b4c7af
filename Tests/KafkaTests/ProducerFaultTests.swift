import Kafka
import Testing

@Suite("Producer, when brokers fail")
struct ProducerFaultTests {
  @Test("errors that pass are retried, without repeating the record")
  func retried() async throws {
    try await withMockCluster { cluster, configuration in
      try cluster.pushErrors([.notLeader, .requestTimedOut, .transport], for: .produce)
      let deliveries = try await produce(["once"], configuration)
      #expect(deliveries.count == 1)
      #expect(try await readToEnd(configuration).map(\.text) == ["once"])
    }
  }

  @Test("an error that does not pass fails the record")
  func refused() async throws {
    try await withMockCluster { cluster, configuration in
      try cluster.pushErrors([.topicAuthorizationFailed], for: .produce)
      let producer = try KafkaProducer(configuration)
      let error = await #expect(throws: KafkaError.self) {
        try await producer.send(KafkaRecord(topic: "birds", partition: 0, value: [1]))
      }
      #expect(error?.code == .topicAuthorizationFailed)
      #expect(error?.isRetriable == false)
      try await producer.close()
    }
  }

  @Test("closing tells of a failure that nobody has seen, and only of such", arguments: [true, false])
  func unseenFailure(isRead: Bool) async throws {
    try await withMockCluster { cluster, configuration in
      try cluster.pushErrors([.topicAuthorizationFailed], for: .produce)
      let producer = try KafkaProducer(configuration)
      let failing = try await producer.enqueue(KafkaRecord(topic: "birds", partition: 0, value: [1]))
      if isRead {
        await #expect(throws: KafkaError.self) { try await failing.value }
        await #expect(throws: KafkaError.self) { try await failing.value }
        try await producer.close()
      } else {
        let error = await #expect(throws: KafkaError.self) { try await producer.close() }
        #expect(error?.message.contains("1 record could not") == true)
        #expect(error?.code == .topicAuthorizationFailed)
      }
    }
  }

  @Test(
    "with the brokers down a record fails at the delivery timeout", .timeLimit(.minutes(4)),
    .enabled(if: SlowTests.areWanted, SlowTests.ofBrokersThatAreDown))
  func brokersDown() async throws {
    try await withMockCluster { cluster, configuration in
      let producer = try KafkaProducer(configuration.with(deliveryTimeout: .seconds(3)))
      _ = try await producer.send(KafkaRecord(topic: "birds", partition: 0, value: [1]))
      try cluster.setBrokerDown()
      let error = await #expect(throws: KafkaError.self) {
        try await producer.send(KafkaRecord(topic: "birds", partition: 0, value: [2]))
      }
      #expect(error?.isUnreachable == true)
      #expect(error?.message.contains("birds") == true)
      try await producer.close()
    }
  }

  @Test(
    "a record waits for brokers that come back in time",
    .enabled(if: SlowTests.areWanted, SlowTests.ofBrokersThatAreDown))
  func brokersReturn() async throws {
    try await withMockCluster { cluster, configuration in
      let producer = try KafkaProducer(configuration.with(["reconnect.backoff.max.ms": "200"]))
      _ = try await producer.send(KafkaRecord(topic: "birds", partition: 0, value: Array("before".utf8)))
      try cluster.setBrokerDown()
      let pending = try await producer.enqueue(KafkaRecord(topic: "birds", partition: 0, value: Array("after".utf8)))
      try cluster.setBrokerUp()
      _ = try await pending.value
      try await producer.close()
      #expect(try await readToEnd(configuration).map(\.text) == ["before", "after"])
    }
  }

  @Test(
    "closing with the brokers down ends, and reports every record", .timeLimit(.minutes(4)),
    .enabled(if: SlowTests.areWanted, SlowTests.ofBrokersThatAreDown))
  func closeWithBrokersDown() async throws {
    try await withMockCluster { cluster, configuration in
      let producer = try KafkaProducer(configuration.with(deliveryTimeout: .seconds(1), requestTimeout: .seconds(1)))
      try cluster.setBrokerDown()
      var pending: [KafkaPendingDelivery] = []
      for _ in 0..<20 {
        pending.append(try await producer.enqueue(KafkaRecord(topic: "birds", partition: 0, value: [1])))
      }
      let error = await #expect(throws: KafkaError.self) { try await producer.close() }
      #expect(error?.message.contains("20 records") == true)
      for delivery in pending {
        await #expect(throws: KafkaError.self) { try await delivery.value }
      }
    }
  }

  @Test("an address where nothing listens is named in the error", .timeLimit(.minutes(4)))
  func unreachable() async throws {
    let producer = try KafkaProducer(.unreachable)
    let error = await #expect(throws: KafkaError.self) {
      try await producer.send(KafkaRecord(topic: "birds", value: [1]))
    }
    #expect(error?.isUnreachable == true)
    #expect(error?.message.contains("127.0.0.1:1") == true)
    try await producer.close()
  }

  @Test("a producer that is only dropped ends its thread and delivers what it has")
  func dropped() async throws {
    try await withMockCluster { _, configuration in
      var pending: KafkaPendingDelivery?
      do {
        let producer = try KafkaProducer(configuration)
        pending = try await producer.enqueue(KafkaRecord(topic: "birds", partition: 0, value: [1]))
      }
      #expect(try await pending?.value.offset == 0)
    }
  }

  @Test("flushing tells of a lost record once")
  func flushFailure() async throws {
    try await withMockCluster { cluster, configuration in
      let producer = try KafkaProducer(configuration)
      try cluster.pushErrors([.topicAuthorizationFailed], for: .produce)
      _ = try await producer.enqueue(KafkaRecord(topic: "birds", partition: 0, value: [1]))
      let error = await #expect(throws: KafkaError.self) { try await producer.flush() }
      #expect(error?.code == .topicAuthorizationFailed)
      try await producer.flush()
      try await producer.close()
    }
  }
}
