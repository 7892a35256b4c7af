import Avro
import Kafka
import KafkaRecords
import KafkaService
import Logging
import Protobuf
import RecordCodec
import RegistryClient
import RegistryTesting
import SchemaCore
import Synchronization
import Testing

@Suite("Typed records, against the mock cluster", .timeLimit(.minutes(4)))
struct TypedRecordsTests {
  /// Two values with a tombstone, bytes that are no record, a record cut short, and one of an unknown schema between.
  private func produceMixed(_ producer: KafkaProducer) async throws {
    let readings = TypedProducer(
      Reading.self, topic: "readings", producer: producer, lookup: readingsLookup())
    try await readings.enqueue(Reading(sensor: "a", celsius: 1), key: .text("a"))
    try await readings.enqueue(nil, key: .text("a"))
    for bytes in [Array("{}".utf8), [0, 0, 0, 0, 7, 2], [0, 0, 0, 0, 9, 2]] as [[UInt8]] {
      _ = try await producer.enqueue(
        KafkaRecord(
          topic: "readings", key: Array("k".utf8), value: bytes, headers: [KafkaHeader(name: "h", value: [1])],
          timestamp: 1234))
    }
    try await readings.enqueue(Reading(sensor: "b", celsius: 2))
    try await producer.flush()
  }

  private func read(
    _ configuration: KafkaConfiguration, lookup: any SchemaLookup = readingsLookup(),
    _ policy: UndecodablePolicy = .yield
  ) async throws -> [String] {
    let consumer = try KafkaConsumer(configuration, from: .topics(["readings"], from: .beginning), stopAtEnd: true)
    var texts: [String] = []
    let records = consumer.records(of: Reading.self, lookup: lookup, undecodable: policy)
    for try await record in records {
      switch record {
      case .value(let reading, _): texts.append(reading.sensor)
      case .tombstone: texts.append("tombstone")
      case .undecodable(let message, let reason):
        texts.append("\(Hexadecimal.text(message.value ?? [])): \(reason)")
      }
    }
    await consumer.close()
    return texts
  }

  @Test("records that cannot be decoded are values with the reason, and those after them are read")
  func yield() async throws {
    try await withCluster { configuration, producer in
      try await produceMixed(producer)
      let texts = try await read(configuration)
      try #require(texts.count == 6)
      #expect([texts[0], texts[1], texts[5]] == ["a", "tombstone", "b"])
      #expect(texts[2].hasPrefix("7b7d: ") && texts[2].contains("not framed"))
      #expect(texts[3].hasPrefix("000000000702: ") && texts[3].contains("schema ID 7"))
      #expect(texts[4].hasPrefix("000000000902: ") && texts[4].contains("Schema not found"))
    }
  }

  @Test("the policy to fail ends the records with the place of the first bad one")
  func fail() async throws {
    try await withCluster { configuration, producer in
      try await produceMixed(producer)
      let error = await #expect(throws: KafkaRecordError.self) { try await read(configuration, .fail) }
      #expect(error?.description.hasPrefix("topic readings, partition 0, offset 2: ") == true)
    }
  }

  @Test("the policy to skip leaves bad records out, and logs their places")
  func skip() async throws {
    try await withCluster { configuration, producer in
      try await produceMixed(producer)
      let log = RecordingLog()
      let texts = try await read(configuration, .skip(Logger(label: "test", factory: { _ in log })))
      #expect(texts == ["a", "tombstone", "b"])
      #expect(log.lines.withLock { $0 } == ["readings/0 2", "readings/0 3", "readings/0 4"])
    }
  }

  @Test("a registry that cannot be asked is an error, and no reason to take a record for undecodable")
  func unreachableRegistry() async throws {
    try await withCluster(topics: ["readings", "dead"]) { configuration, producer in
      try await produceMixed(producer)
      await #expect(throws: KafkaRecordError.self) {
        try await read(
          configuration, lookup: UnreachableLookup(), .deadLetter(DeadLetterTopic("dead", producer: producer)))
      }
      #expect(try await messages(of: "dead", configuration).isEmpty)
    }
  }

  @Test("dead letters keep what they were, and say where they were and why")
  func deadLetters() async throws {
    try await withCluster(topics: ["readings", "dead"]) { configuration, producer in
      try await produceMixed(producer)
      let texts = try await read(configuration, .deadLetter(DeadLetterTopic("dead", producer: producer)))
      #expect(texts == ["a", "tombstone", "b"])
      let letters = try await messages(of: "dead", configuration)
      try #require(letters.count == 3)
      #expect(letters.map(\.value) == [Array("{}".utf8), [0, 0, 0, 0, 7, 2], [0, 0, 0, 0, 9, 2]])
      #expect(letters.allSatisfy { $0.key == Array("k".utf8) && $0.headers.first?.name == "h" })
      #expect(letters.map { $0.header("__connect.errors.topic") } == ["readings", "readings", "readings"])
      #expect(letters.map { $0.header("__connect.errors.partition") } == ["0", "0", "0"])
      #expect(letters.map { $0.header("__connect.errors.offset") } == ["2", "3", "4"])
      #expect(letters.map { $0.header("__connect.errors.stage") }.allSatisfy { $0 == "VALUE_CONVERTER" })
      #expect(letters.map { $0.header("__martlet.errors.timestamp") } == ["1234", "1234", "1234"])
      #expect(letters.map { $0.header("__martlet.errors.schema") } == [nil, "7", "9"])
      #expect(letters[2].header("__connect.errors.exception.message")?.contains("Schema not found") == true)
    }
  }

  @Test("a dead letter that fails again says where it was last, once")
  func deadAgain() async throws {
    try await withCluster(topics: ["readings", "dead", "deader"]) { configuration, producer in
      let message = KafkaMessage(
        topic: "dead", partition: 3, offset: 4, key: nil, value: [1],
        headers: [KafkaHeader(name: "__connect.errors.topic", value: Array("readings".utf8))])
      try await DeadLetterTopic("deader", producer: producer).send(message, because: "the shop is closed")
      let letter = try #require(try await messages(of: "deader", configuration).first)
      #expect(letter.headers.count { $0.name == "__connect.errors.topic" } == 1)
      #expect(letter.header("__connect.errors.topic") == "dead")
      #expect(letter.header("__connect.errors.stage") == "TASK_PUT")
      #expect(letter.header("__connect.errors.exception.message") == "the shop is closed")
      let error = await #expect(throws: KafkaError.self) {
        try await DeadLetterTopic("dead", producer: producer).send(message, because: "again")
      }
      #expect(error?.code == .invalidArgument)
    }
  }

  @Test("the dead letter of a bad key says that the key is bad, and names its schema")
  func deadKey() async throws {
    try await withCluster(topics: ["readings", "dead"]) { configuration, producer in
      let message = KafkaMessage(topic: "readings", partition: 0, offset: 0, key: [0, 0, 0, 0, 8], value: [1])
      let keys = RecordDecoder(AvroPayload<Place>(), lookup: readingsLookup(), settings: DecodingSettings(part: .key))
      let error = await #expect(throws: RecordCodecError.self) { try await keys.decode(message) }
      try await DeadLetterTopic("dead", producer: producer).send(message, because: try #require(error), part: .key)
      let letter = try #require(try await messages(of: "dead", configuration).first)
      #expect(letter.header("__connect.errors.stage") == "KEY_CONVERTER")
      #expect(letter.header("__martlet.errors.schema") == "8")
    }
  }

  @Test("messages of Protobuf are values like others")
  func protobuf() async throws {
    try await withCluster(topics: ["orders"]) { configuration, producer in
      let file = #"syntax = "proto3"; package shop; message Order { string id = 1; }"#
      let lookup = FixedSchemaLookup(.fixed(file, format: .protobuf, subject: "orders-value"))
      let program = try ProtobufFormat().parse(file).program(for: .named("shop.Order"))
      let orders = TypedProducer(DynamicMessagePayload(program), topic: "orders", producer: producer, lookup: lookup)
      var order = DynamicMessage(program)
      try order.set("o-1", for: "id")
      try await orders.send(order)
      let consumer = try KafkaConsumer(configuration, from: .topics(["orders"], from: .beginning), stopAtEnd: true)
      var values: [DynamicMessage?] = []
      for try await record in consumer.records(of: DynamicMessagePayload(program), lookup: lookup) {
        values.append(record.value)
      }
      await consumer.close()
      #expect(values == [order])
    }
  }

  @Test("a record is not marked before its dead letter is delivered, nor before those in front of it are processed")
  func marks() async throws {
    try await withCluster(topics: ["readings", "dead"]) { configuration, producer in
      try await produceMixed(producer)
      let source = KafkaConsumer.Source.group("readers", topics: ["readings"])
      let dead = DeadLetterTopic("dead", producer: producer)
      /// Takes all records and marks only the first few.
      func run(marking count: Int) async throws -> [Int64] {
        let consumer = try KafkaConsumer(configuration, from: source, stopAtEnd: true)
        var offsets: [Int64] = []
        let records = consumer.records(
          of: Reading.self, lookup: readingsLookup(), undecodable: .deadLetter(dead))
        for try await record in records {
          if offsets.count < count { consumer.markProcessed(record.message) }
          offsets.append(record.message.offset)
        }
        await consumer.close()
        return offsets
      }
      #expect(try await run(marking: 1) == [0, 1, 5])
      // The tombstone in front of the dead letters was not marked.
      #expect(try await run(marking: 1) == [1, 5])
      // Now it was, and with it the dead letters behind it.
      #expect(try await run(marking: 1) == [5])
      #expect(try await messages(of: "dead", configuration).count == 6)
    }
  }

  @Test("a service processes values, and ends at their end")
  func service() async throws {
    try await withCluster { configuration, producer in
      try await produceMixed(producer)
      let consumer = try KafkaConsumer(configuration, from: .topics(["readings"], from: .beginning), stopAtEnd: true)
      let seen = Mutex<[Double]>([])
      let service = KafkaConsumerService(consumer.records(of: Reading.self, lookup: readingsLookup())) {
        record in
        if let reading = record.value { seen.withLock { $0.append(reading.celsius) } }
      }
      try await service.run()
      #expect(seen.withLock { $0 } == [1, 2])
    }
  }
}

/// Keeps the places that a log names.
private final class RecordingLog: LogHandler {
  let lines = Mutex<[String]>([])
  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }

  var logLevel: Logger.Level {
    get { .trace }
    set {}
  }

  func log(event: LogEvent) {
    let metadata = event.metadata ?? [:]
    let place = ["topic", "partition", "offset"].map { metadata[$0].map { "\($0)" } ?? "" }
    lines.withLock { $0.append("\(place[0])/\(place[1]) \(place[2])") }
  }
}
