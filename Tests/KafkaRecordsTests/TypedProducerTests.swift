import Avro
import Kafka
import KafkaRecords
import RecordCodec
import RegistryTesting
import SchemaCore
import Testing

@Suite("Typed producer, against the mock cluster")
struct TypedProducerTests {
  private let reading = Reading(sensor: "a", celsius: 1.5)

  @Test("a value is framed, and its key, headers and timestamp go with it")
  func send() async throws {
    try await withCluster { configuration, producer in
      let readings = TypedProducer(
        Reading.self, topic: "readings", producer: producer, lookup: readingsLookup())
      #expect(try await readings.prepare() == .id(SchemaID(rawValue: 7)))
      let headers = [KafkaHeader(name: "h", value: [1])]
      let delivery = try await readings.send(reading, key: .text("a"), headers: headers, timestamp: 1234)
      #expect(delivery.offset == 0)
      let message = try #require(try await messages(of: "readings", configuration).first)
      #expect(message.value.map { Hexadecimal.text($0) } == "00000000070261000000000000f83f")
      #expect(message.key == Array("a".utf8))
      #expect(message.headers == headers)
      #expect(message.timestamp == 1234)
    }
  }

  @Test("no value is a tombstone, about which no registry is asked")
  func tombstone() async throws {
    try await withCluster { configuration, producer in
      let readings = TypedProducer(
        Reading.self, topic: "readings", producer: producer, lookup: UnreachableLookup())
      _ = try await readings.send(nil, key: .bytes([7]))
      let message = try #require(try await messages(of: "readings", configuration).first)
      #expect(message.value == nil)
      #expect(message.key == [7])
    }
  }

  @Test("schemas are named in headers if the settings say so, for keys too")
  func headers() async throws {
    try await withCluster { configuration, producer in
      let settings = EncodingSettings(wireFormat: .header)
      let keys = RecordEncoder(
        AvroPayload<Place>(), topic: "readings", lookup: readingsLookup(),
        settings: EncodingSettings(wireFormat: .header, part: .key))
      let readings = TypedProducer(
        Reading.self, topic: "readings", producer: producer, lookup: readingsLookup(), settings: settings)
      _ = try await readings.send(reading, key: .encoded(try await keys.encode(Place(floor: 3))))
      let message = try #require(try await messages(of: "readings", configuration).first)
      #expect(message.headers.map(\.name) == ["__value_schema_id", "__key_schema_id"])
      #expect(message.key == [6])
      #expect(message.value?.count == 10)
      let decoder = RecordDecoder(
        AvroPayload<Place>(), lookup: readingsLookup(), settings: DecodingSettings(part: .key))
      #expect(try await decoder.decode(message) == Place(floor: 3))
    }
  }

  @Test("trouble with the registry and with Kafka are told apart")
  func errors() async throws {
    try await withCluster { _, producer in
      let unreachable = TypedProducer(
        Reading.self, topic: "readings", producer: producer, lookup: UnreachableLookup())
      let first = await #expect(throws: KafkaRecordError.self) { try await unreachable.send(reading) }
      #expect(first?.isAboutEncoding == true)
      let readings = TypedProducer(
        Reading.self, topic: "readings", producer: producer, lookup: readingsLookup())
      let second = await #expect(throws: KafkaRecordError.self) { try await readings.send(reading, partition: -1) }
      #expect(second?.isAboutEncoding == false)
    }
  }
}

extension KafkaRecordError {
  fileprivate var isAboutEncoding: Bool {
    if case .encoding = self { true } else { false }
  }
}
