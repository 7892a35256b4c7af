import Avro
import Kafka
import RecordCodec
import RegistryClient
import RegistryTesting
import SchemaCore

struct Reading: AvroSerializable, Equatable {
  var sensor: String
  var celsius: Double

  static let avroSchema = AvroDocument.record(
    "com.example.Reading", [.field("sensor", String.self), .field("celsius", Double.self)])

  init(sensor: String, celsius: Double) {
    self.sensor = sensor
    self.celsius = celsius
  }

  init(from reader: inout AvroReader) throws(CodecError) {
    sensor = try reader.string()
    celsius = try reader.double()
  }

  func write(to writer: inout AvroWriter) throws(CodecError) {
    writer.string(sensor)
    writer.double(celsius)
  }
}

/// What a key is.
struct Place: AvroSerializable, Equatable {
  var floor: Int32

  static let avroSchema = AvroDocument.record("com.example.Place", [.field("floor", Int32.self)])

  init(floor: Int32) {
    self.floor = floor
  }

  init(from reader: inout AvroReader) throws(CodecError) {
    floor = try reader.int()
  }

  func write(to writer: inout AvroWriter) throws(CodecError) {
    writer.int(floor)
  }
}

/// A registry that has the readings' schema, with ID 7, and that of their keys, with ID 8.
func readingsLookup() -> FixedSchemaLookup {
  FixedSchemaLookup(
    .fixed(Reading.avroSchema.canonicalText, subject: "readings-value"),
    .fixed(Place.avroSchema.canonicalText, id: 8, subject: "readings-key"))
}

/// A registry that nobody reaches.
struct UnreachableLookup: SchemaLookup {
  func schema(_ request: SchemaRequest) throws(ClientError) -> RegisteredText {
    throw ClientError(.unreachable, "no answer")
  }

  func subjects(associatedWith resource: AssociatedResource) throws(ClientError) -> [SubjectName] {
    throw ClientError(.unreachable, "no answer")
  }
}

/// A mock cluster with topics of one partition, ended after the test.
func withCluster(
  topics: [String] = ["readings"], _ body: (KafkaConfiguration, KafkaProducer) async throws -> Void
) async throws {
  let cluster = try KafkaMockCluster()
  for topic in topics { try cluster.createTopic(topic) }
  let configuration = KafkaConfiguration(
    bootstrapServers: cluster.bootstrapServers,
    properties: ["session.timeout.ms": "6000"])
  let producer = try KafkaProducer(configuration)
  do {
    try await body(configuration, producer)
  } catch {
    await cluster.close()
    throw error
  }
  try await producer.close()
  await cluster.close()
}

/// All messages of a topic.
func messages(of topic: String, _ configuration: KafkaConfiguration) async throws -> [KafkaMessage] {
  let consumer = try KafkaConsumer(configuration, from: .topics([topic], from: .beginning), stopAtEnd: true)
  var messages: [KafkaMessage] = []
  for try await message in consumer.messages { messages.append(message) }
  await consumer.close()
  return messages
}

extension KafkaMessage {
  /// The last header of a name, as text.
  func header(_ name: String) -> String? {
    headers.last { $0.name == name }?.value.map { String(decoding: $0, as: UTF8.self) }
  }
}
