import Kafka
import KafkaService
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@Suite("Services, against the mock cluster", .timeLimit(.minutes(4)))
struct ServiceTests {
  private struct Refusal: Error {}

  private func withCluster(_ body: (KafkaConfiguration) async throws -> Void) async throws {
    let cluster = try KafkaMockCluster()
    try cluster.createTopic("birds")
    let configuration = KafkaConfiguration(
      bootstrapServers: cluster.bootstrapServers,
      properties: ["session.timeout.ms": "6000"])
    try await body(configuration)
    await cluster.close()
  }

  private func produce(_ values: [String], _ configuration: KafkaConfiguration) async throws {
    let producer = try KafkaProducer(configuration)
    for value in values {
      _ = try await producer.enqueue(KafkaRecord(topic: "birds", partition: 0, value: Array(value.utf8)))
    }
    try await producer.close()
  }

  private func group(_ services: [any Service]) -> ServiceGroup {
    ServiceGroup(services: services, logger: Logger(label: "test"))
  }

  @Test("a graceful shutdown finishes the message in hand, commits it and reads no other")
  func gracefulShutdown() async throws {
    try await withCluster { configuration in
      try await produce(["a", "b", "c"], configuration)
      let source = KafkaConsumer.Source.group("readers", topics: ["birds"])
      let processed = Mutex<[String]>([])
      let (started, start) = AsyncStream.makeStream(of: Void.self)
      let service = KafkaConsumerService(try KafkaConsumer(configuration, from: source)) { message in
        let text = String(decoding: message.value ?? [], as: UTF8.self)
        if text == "b" {
          start.yield()
          // In hand as long as nobody shuts down.
          try await ServiceLifecycle.gracefulShutdown()
        }
        processed.withLock { $0.append(text) }
      }
      let services = group([service])
      async let running: Void = services.run()
      for await _ in started { break }
      await services.triggerGracefulShutdown()
      try await running
      #expect(processed.withLock { $0 } == ["a", "b"])

      let next = try KafkaConsumer(configuration, from: source, stopAtEnd: true)
      var rest: [String] = []
      for try await message in next.messages { rest.append(String(decoding: message.value ?? [], as: UTF8.self)) }
      await next.close()
      #expect(rest == ["c"])
    }
  }

  @Test("a message that cannot be processed ends the service, and is not marked")
  func failure() async throws {
    try await withCluster { configuration in
      try await produce(["a"], configuration)
      let consumer = try KafkaConsumer(configuration, from: .topics(["birds"], from: .beginning))
      let service = KafkaConsumerService(consumer) { _ in throw Refusal() }
      await #expect(throws: Refusal.self) { try await service.run() }
      let error = await #expect(throws: KafkaError.self) {
        try await consumer.commit(KafkaMessage(topic: "birds", partition: 0, offset: 0, key: nil, value: nil))
      }
      #expect(error != nil)
    }
  }

  @Test("a producer's service delivers what was enqueued before it ends")
  func producer() async throws {
    try await withCluster { configuration in
      let producer = try KafkaProducer(configuration)
      let services = group([KafkaProducerService(producer)])
      async let running: Void = services.run()
      var pending: [KafkaPendingDelivery] = []
      for number in 0..<100 {
        pending.append(
          try await producer.enqueue(KafkaRecord(topic: "birds", partition: 0, value: [UInt8(number)])))
      }
      await services.triggerGracefulShutdown()
      try await running
      for (number, delivery) in pending.enumerated() { #expect(try await delivery.value.offset == Int64(number)) }
      let error = await #expect(throws: KafkaError.self) {
        try await producer.send(KafkaRecord(topic: "birds", value: nil))
      }
      #expect(error?.code == .closed)
    }
  }
}
