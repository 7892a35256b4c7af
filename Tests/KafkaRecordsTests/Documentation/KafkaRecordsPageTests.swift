import Avro
import FoundationEssentials
import JSONSchema
import Kafka
import KafkaRecords
import KafkaService
import Logging
import RecordCodec
import RegistryClient
import RegistryTesting
import SchemaCore
import ServiceLifecycle
import Synchronization
import Testing
import UnixSignals

private struct Alarm: Codable {
  var text: String
}

extension Alarm: PayloadRepresentable {
  static var defaultPayload: JSONPayload<Alarm> { JSONPayload() }
}

/// The examples of the page `KafkaRecords`.
@Suite("Typed records in Kafka")
struct KafkaRecordsPageTests {
  /// The sensors that were shown or forgotten.
  private final class Seen: Sendable {
    let names = Mutex<[String]>([])
  }

  private let seen = Seen()

  @Test("every Swift example of the page, and of the README about this module, stands in a test")
  func examples() throws {
    let page = try Fixtures.texts(in: "Sources/KafkaRecords/KafkaRecords.docc", suffix: ".md")["KafkaRecords"]
    let readme = try Fixtures.texts(in: ".", suffix: ".md")["README"]
    let tests = try Fixtures.texts(in: "Tests/KafkaRecordsTests/Documentation", suffix: ".swift").values
      .map(Self.withoutIndents)
    let ofPage = Self.examples(in: try #require(page))
    let ofReadme = Self.examples(in: try #require(readme)).filter {
      $0.contains("TypedProducer(") || $0.contains(".records(of:")
    }
    #expect(ofPage.count > 5)
    #expect(ofReadme.count == 2)
    for example in ofPage + ofReadme { #expect(tests.contains { $0.contains(example) }, "\(example)") }
  }

  private static func examples(in text: String) -> [String] {
    text.components(separatedBy: "```swift\n").dropFirst().map {
      withoutIndents($0.components(separatedBy: "\n```")[0])
    }
  }

  private static func withoutIndents(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }
      .joined(separator: "\n")
  }

  private func show(_ reading: Reading) { seen.names.withLock { $0.append(reading.sensor) } }
  private func show(_ place: Place) {}
  private func forget(_ key: [UInt8]?) { seen.names.withLock { $0.append(String(decoding: key ?? [], as: UTF8.self)) } }
  private func report(_ message: KafkaMessage, _ reason: any Error) {}
  private func average(of message: KafkaMessage) -> KafkaRecord {
    KafkaRecord(topic: "averages", value: message.value)
  }

  @Test("the registry and the brokers are named once")
  func settings() throws {
    let (brokers, registry) = ("127.0.0.1:9092", "http://127.0.0.1:8081")
    let configuration = KafkaConfiguration(bootstrapServers: brokers)
    let lookup = CachingSchemaLookup(SchemaRegistryClient(configuration: try ClientConfiguration(url: registry)))
    _ = (configuration, lookup)
  }

  @Test("values are written and read")
  func values() async throws {
    try await withCluster { defaults, _ in
      let (configuration, lookup) = (defaults, readingsLookup())
      let producer = try KafkaProducer(configuration)
      let readings = TypedProducer(Reading.self, topic: "readings", producer: producer, lookup: lookup)
      try await readings.send(Reading(sensor: "roof", celsius: 3.5), key: .text("roof"))
      try await readings.send(nil, key: .text("cellar"))  // a tombstone
      try await producer.close()

      let consumer = try KafkaConsumer(configuration, from: .group("display", topics: ["readings"]), stopAtEnd: true)
      for try await record in consumer.records(of: Reading.self, lookup: lookup) {
        switch record {
        case .value(let reading, _): show(reading)
        case .tombstone(let message): forget(message.key)
        case .undecodable(let message, let reason): report(message, reason)
        }
        consumer.markProcessed(record.message)
      }
      await consumer.close()
      #expect(seen.names.withLock { $0 } == ["roof", "cellar"])
    }
  }

  @Test("values go in other formats")
  func formats() async throws {
    try await withCluster(topics: ["alarms"]) { configuration, producer in
      let text = #"{"type": "object", "properties": {"text": {"type": "string"}}}"#
      let lookup = FixedSchemaLookup(.fixed(text, format: .json, subject: "alarms-value"))
      let payload = JSONPayload(Alarm.self, schema: #"{"type": "object", "properties": {"text": {"type": "string"}}}"#)
      let alarms = TypedProducer(payload, topic: "alarms", producer: producer, lookup: lookup)
      try await alarms.send(Alarm(text: "too hot"))

      let consumer = try KafkaConsumer(configuration, from: .topics(["alarms"], from: .beginning), stopAtEnd: true)
      var texts: [String?] = []
      for try await record in consumer.records(of: Alarm.self, lookup: lookup) { texts.append(record.value?.text) }
      await consumer.close()
      #expect(texts == ["too hot"])
    }
  }

  @Test("keys have schemas, too")
  func keys() async throws {
    try await withCluster { configuration, producer in
      let lookup = readingsLookup()
      let readings = TypedProducer(Reading.self, topic: "readings", producer: producer, lookup: lookup)
      let settings = EncodingSettings(part: .key)
      let places = RecordEncoder(AvroPayload<Place>(), topic: "readings", lookup: lookup, settings: settings)
      let key = try await places.encode(Place(floor: 3))
      try await readings.send(Reading(sensor: "roof", celsius: 3.5), key: .encoded(key))

      let consumer = try KafkaConsumer(configuration, from: .topics(["readings"], from: .beginning), stopAtEnd: true)
      let keys = RecordDecoder(AvroPayload<Place>(), lookup: lookup, settings: DecodingSettings(part: .key))
      for try await record in consumer.records(of: Reading.self, lookup: lookup) {
        if let place = try await keys.decode(record.message) { show(place) }
      }
      await consumer.close()
    }
  }

  @Test("bad records go to another topic, and transactions commit positions")
  func deadLettersAndTransactions() async throws {
    try await withCluster { configuration, producer in
      let lookup = readingsLookup()
      let consumer = try KafkaConsumer(configuration, from: .group("display", topics: ["readings"]))
      let dead = DeadLetterTopic("readings-dead", producer: producer)
      let records = consumer.records(of: Reading.self, lookup: lookup, undecodable: .deadLetter(dead))
      _ = records
      let batch: [KafkaMessage] = []
      let writer = try KafkaProducer(configuration, transactionalID: "averages-1")
      try await writer.initializeTransactions()
      try await writer.withTransaction {
        for message in batch { _ = try await writer.enqueue(average(of: message)) }
        try await writer.sendOffsets(of: batch, from: consumer)
      }
      try await writer.close()
      await consumer.close()
    }
  }

  @Test("a service shuts down gracefully")
  func service() async throws {
    try await withCluster { configuration, _ in
      let lookup = readingsLookup()
      let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
      var observed = configuration
      observed.observer = KafkaTelemetry(logger: logger)
      observed.properties["statistics.interval.ms"] = "10000"
      let source = try KafkaConsumer(observed, from: .group("display", topics: ["readings"]))
      let service = KafkaConsumerService(source.records(of: Reading.self, lookup: lookup)) { record in
        if let reading = record.value { show(reading) }
      }
      let services = ServiceGroup(services: [service], gracefulShutdownSignals: [.sigterm], logger: logger)
      async let running: Void = services.run()
      try await Task.sleep(for: .milliseconds(50))
      await services.triggerGracefulShutdown()
      try await running
    }
  }
}
