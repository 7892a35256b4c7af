import Avro
import BenchHarness
import Kafka
import KafkaRecords
import RecordCodec
import SchemaCore

/// The same records to a topic and back from it: as values, by a codec, and as bytes, without one.
struct TopicRates<Payload: PayloadCodec> where Payload.Record: Sendable {
  private let payload: Payload
  private let workload: Workload
  private let values: [Payload.Record]
  private let framed: [[UInt8]]

  init(_ payload: Payload, _ workload: Workload) async throws {
    self.payload = payload
    self.workload = workload
    let encoder = RecordEncoder(payload, topic: "t", lookup: workload.lookup)
    let decoder = try payload.decoder(reading: .root, of: try AvroFormat().parse(workload.lookup.text))
    values = try workload.records.map { try decoder.decode($0) }
    var framed: [[UInt8]] = []
    for value in values { framed.append(try await encoder.encode(value).bytes) }
    self.framed = framed
  }

  /// Prints a line for each direction and way: what it is, and how many records a second.
  ///
  /// - Parameter round: tells the topics of one round from those of others.
  func measure(brokers: String, count: Int, round: String) async throws {
    let configuration = KafkaConfiguration(bootstrapServers: brokers)
    let (bytes, typed) = ("\(workload.name)-bytes-\(round)", "\(workload.name)-values-\(round)")
    for topic in [bytes, typed] { try await KafkaAdmin(configuration).createTopic(topic) }
    tell("produce", "bytes", count, try await produceBytes(count, to: bytes, configuration))
    tell("produce", "values", count, try await produceValues(count, to: typed, configuration))
    tell("consume", "bytes", count, try await consumeBytes(count, from: bytes, configuration))
    tell("consume", "values", count, try await consumeValues(count, from: typed, configuration))
  }

  private func produceBytes(
    _ count: Int, to topic: String, _ configuration: KafkaConfiguration
  ) async throws -> Duration {
    let producer = try KafkaProducer(configuration)
    // Until then it only gets to know the broker.
    _ = try await producer.send(KafkaRecord(topic: topic, partition: 0, value: framed[0]))
    let start = ContinuousClock.now
    for number in 1..<count {
      _ = try await producer.enqueue(KafkaRecord(topic: topic, partition: 0, value: framed[number % framed.count]))
    }
    try await producer.flush()
    let spent = start.duration(to: .now)
    try await producer.close()
    return spent
  }

  private func produceValues(
    _ count: Int, to topic: String, _ configuration: KafkaConfiguration
  ) async throws -> Duration {
    let producer = try KafkaProducer(configuration)
    let typed = TypedProducer(payload, topic: topic, producer: producer, lookup: workload.lookup)
    try await typed.send(values[0], partition: 0)
    let start = ContinuousClock.now
    for number in 1..<count { try await typed.enqueue(values[number % values.count], partition: 0) }
    try await producer.flush()
    let spent = start.duration(to: .now)
    try await producer.close()
    return spent
  }

  private func consumeBytes(
    _ count: Int, from topic: String, _ configuration: KafkaConfiguration
  ) async throws -> Duration {
    let consumer = try KafkaConsumer(configuration, from: .topics([topic], from: .beginning))
    var seen = 0
    var start = ContinuousClock.now
    for try await message in consumer.messages {
      if seen == 0 { start = .now }
      seen += 1
      keep(message.value?.count ?? 0)
      if seen == count { break }
    }
    let spent = start.duration(to: .now)
    await consumer.close()
    return spent
  }

  private func consumeValues(
    _ count: Int, from topic: String, _ configuration: KafkaConfiguration
  ) async throws -> Duration {
    let consumer = try KafkaConsumer(configuration, from: .topics([topic], from: .beginning))
    var seen = 0
    var start = ContinuousClock.now
    for try await record in consumer.records(of: payload, lookup: workload.lookup, undecodable: .fail) {
      if seen == 0 { start = .now }
      seen += 1
      keep(record.value == nil ? 0 : 1)
      if seen == count { break }
    }
    let spent = start.duration(to: .now)
    await consumer.close()
    return spent
  }

  private func tell(_ direction: String, _ way: String, _ count: Int, _ spent: Duration) {
    print("\(workload.name)\t\(direction)\t\(way)\t\(Double(count - 1) / (spent / .seconds(1)))")
  }
}
