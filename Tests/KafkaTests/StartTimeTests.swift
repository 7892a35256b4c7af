import Kafka
import Testing

/// The mock cluster answers that it has no record of any time, so that reading starts at the end: times are looked up in
/// the tests with a real broker.
@Suite("Reading from a time on, against the mock cluster")
struct StartTimeTests {
  @Test("records that come later are read if they are not older")
  func later() async throws {
    try await withMockCluster { _, configuration in
      try await produceTimes(configuration)
      let consumer = try KafkaConsumer(configuration, from: .topics(["birds"], from: .timestamp(5000)))
      async let first = consumer.messages.first { _ in true }
      let producer = try KafkaProducer(configuration)
      for time in [4999, 5000] as [Int64] {
        _ = try await producer.send(
          KafkaRecord(topic: "birds", partition: 0, value: Array("\(time)".utf8), timestamp: time))
      }
      #expect(try await first?.text == "5000")
      try await producer.close()
      await consumer.close()
    }
  }

  private func produceTimes(_ configuration: KafkaConfiguration) async throws {
    let producer = try KafkaProducer(configuration)
    for (value, time) in [("a", 1000), ("b", 2000), ("c", 3000)] as [(String, Int64)] {
      _ = try await producer.send(
        KafkaRecord(topic: "birds", partition: 0, value: Array(value.utf8), timestamp: time))
    }
    try await producer.close()
  }
}
