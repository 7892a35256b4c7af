import Kafka
import Synchronization
import Testing

/// The mock cluster knows transactions, but shows their records whether they are committed or not.
@Suite("Transactions, against the mock cluster", .timeLimit(.minutes(4)))
struct TransactionTests {
  private struct Refusal: Error {}

  private func withProducer(
    brokers: Int = 1, _ properties: [String: String] = [:],
    _ body: (KafkaProducer, KafkaMockCluster, KafkaConfiguration) async throws -> Void
  ) async throws {
    try await withMockCluster(brokers: brokers) { cluster, configuration in
      let producer = try KafkaProducer(configuration.with(properties), transactionalID: "writer")
      try await producer.initializeTransactions()
      try await body(producer, cluster, configuration)
      try await producer.close()
    }
  }

  private func record(_ text: String) -> KafkaRecord {
    KafkaRecord(topic: "birds", partition: 0, value: Array(text.utf8))
  }

  @Test("a transaction delivers what was enqueued, and returns what its function returns")
  func commit() async throws {
    try await withProducer { producer, _, configuration in
      for part in 0..<3 {
        let count = try await producer.withTransaction {
          for number in 0..<10 { _ = try await producer.enqueue(record("\(part * 10 + number)")) }
          return 10
        }
        #expect(count == 10)
      }
      #expect(try await readToEnd(configuration).map(\.text) == (0..<30).map { "\($0)" })
    }
  }

  @Test("a function that throws aborts its transaction, and the next one works")
  func abort() async throws {
    // Nothing is sent before the transaction ends.
    try await withProducer(["linger.ms": "15000"]) { producer, _, configuration in
      let pending = Mutex<KafkaPendingDelivery?>(nil)
      await #expect(throws: Refusal.self) {
        try await producer.withTransaction {
          let delivery = try await producer.enqueue(record("no"))
          pending.withLock { $0 = delivery }
          throw Refusal()
        }
      }
      // It was taken out of the queue before it was sent.
      let delivery = pending.withLock { $0 }
      let error = await #expect(throws: KafkaError.self) { try await delivery?.value }
      #expect(error?.code == .purged || error?.code == .purgedInFlight)
      try await producer.withTransaction { _ = try await producer.enqueue(record("yes")) }
      #expect(try await readToEnd(configuration).map(\.text) == ["yes"])
    }
  }

  @Test("calls in the wrong order are refused")
  func order() async throws {
    try await withProducer { producer, _, _ in
      let committing = await #expect(throws: KafkaError.self) { try await producer.commitTransaction() }
      #expect(committing?.code == .wrongState)
      let sending = await #expect(throws: KafkaError.self) { try await producer.send(record("outside")) }
      #expect(sending?.code == .wrongState)
      try await producer.beginTransaction()
      let beginning = await #expect(throws: KafkaError.self) { try await producer.beginTransaction() }
      #expect(beginning?.code == .wrongState)
    }
  }

  @Test("a producer without a transactional ID has no transactions")
  func notTransactional() async throws {
    try await withMockCluster { _, configuration in
      let producer = try KafkaProducer(configuration)
      let error = await #expect(throws: KafkaError.self) { try await producer.initializeTransactions() }
      #expect(error != nil)
      try await producer.close()
      let closed = await #expect(throws: KafkaError.self) { try await producer.beginTransaction() }
      #expect(closed?.code == .closed)
    }
  }

  @Test("a producer whose place was taken is fenced, and must be replaced")
  func fenced() async throws {
    try await withProducer { producer, cluster, _ in
      try cluster.pushErrors([.producerFenced], for: .endTransaction)
      let error = await #expect(throws: KafkaError.self) {
        try await producer.withTransaction { _ = try await producer.enqueue(record("late")) }
      }
      #expect(error?.isFenced == true)
      #expect(error?.isFatal == true)
      #expect(error?.isRetriable == false)
    }
  }

  @Test("errors that pass are retried within the commit")
  func retried() async throws {
    try await withProducer { producer, cluster, configuration in
      try cluster.pushErrors([.coordinatorNotAvailable, .coordinatorLoading], for: .endTransaction)
      try await producer.withTransaction { _ = try await producer.enqueue(record("a")) }
      #expect(try await readToEnd(configuration).map(\.text) == ["a"])
    }
  }

  @Test("a record that cannot be delivered aborts the transaction")
  func undelivered() async throws {
    try await withProducer { producer, cluster, _ in
      try cluster.pushErrors([.messageTooLarge], for: .produce)
      let error = await #expect(throws: KafkaError.self) {
        try await producer.withTransaction { _ = try await producer.enqueue(record("a")) }
      }
      #expect(error?.requiresAbort == true)
    }
  }

  @Test("a closed producer leaves no transaction open, and tells of no loss that was wanted")
  func closing() async throws {
    try await withProducer { producer, _, _ in
      try await producer.beginTransaction()
      _ = try await producer.enqueue(record("a"))
    }
  }

  /// What the mock cluster does with the offsets is not looked at here; a real broker is asked elsewhere.
  @Test("a transaction takes the offsets of a group")
  func offsets() async throws {
    try await withProducer { producer, _, defaults in
      let configuration = defaults.with(["session.timeout.ms": "6000"])
      try await produce(["a", "b", "c"], configuration)
      let source = KafkaConsumer.Source.group("readers", topics: ["birds"])
      let consumer = try KafkaConsumer(configuration, from: source)
      var iterator = consumer.messages.makeAsyncIterator()
      let messages = [try #require(try await iterator.next()), try #require(try await iterator.next())]
      try await producer.withTransaction {
        try await producer.sendOffsets(of: messages, from: consumer)
      }
      await consumer.close()
    }
  }

  @Test("a consumer without a group has no offsets for a transaction")
  func offsetsWithoutGroup() async throws {
    try await withProducer { producer, _, configuration in
      let consumer = try KafkaConsumer(configuration, from: .topics(["birds"], from: .beginning))
      let error = await #expect(throws: KafkaError.self) {
        try await producer.withTransaction { try await producer.sendOffsets(of: [], from: consumer) }
      }
      #expect(error?.code == .wrongState)
      await consumer.close()
    }
  }
}
