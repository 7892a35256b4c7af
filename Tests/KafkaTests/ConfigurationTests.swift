import Testing

@testable import Kafka

@Suite("Configuration")
struct ConfigurationTests {
  @Test("an unknown property is named")
  func unknownProperty() throws {
    let configuration = KafkaConfiguration(bootstrapServers: "127.0.0.1:1", properties: ["colour": "red"])
    let error = #expect(throws: KafkaError.self) { try KafkaProducer(configuration) }
    #expect(error?.code == .invalidArgument)
    #expect(error?.message.contains("no Kafka property colour") == true)
    #expect(throws: KafkaError.self) { try KafkaConsumer(configuration, from: .topics(["birds"], from: .end)) }
  }

  @Test("a property with a wrong value is named")
  func wrongValue() throws {
    let configuration = KafkaConfiguration(bootstrapServers: "127.0.0.1:1", properties: ["linger.ms": "soon"])
    let error = #expect(throws: KafkaError.self) { try KafkaProducer(configuration) }
    #expect(error?.code == .invalidArgument)
    #expect(error?.message.contains("linger.ms") == true)
  }

  @Test("properties that do not go together are refused")
  func contradiction() throws {
    let configuration = KafkaConfiguration(bootstrapServers: "127.0.0.1:1", properties: ["acks": "0"])
    let error = #expect(throws: KafkaError.self) { try KafkaProducer(configuration) }
    #expect(error?.message.contains("acks") == true)
  }

  @Test(
    "a property that has a place of its own is refused, with the place",
    arguments: ["bootstrap.servers", "client.id", "group.id", "message.timeout.ms", "enable.auto.offset.store"])
  func reserved(name: String) throws {
    let configuration = KafkaConfiguration(bootstrapServers: "127.0.0.1:1", properties: [name: "1"])
    let error = #expect(throws: KafkaError.self) { try KafkaProducer(configuration) }
    #expect(error?.message.contains("\(name) cannot be set: ") == true)
  }

  @Test("the description keeps passwords to itself")
  func description() {
    let configuration = KafkaConfiguration(
      bootstrapServers: "127.0.0.1:1", properties: ["sasl.password": "swordfish"])
    #expect("\(configuration)".contains("sasl.password"))
    #expect(!"\(configuration)".contains("swordfish"))
  }

  @Test("an error's description has librdkafka's name and number for it")
  func errorDescription() {
    let error = KafkaError(code: .unknownTopicOrPartition, message: "There is no topic x")
    #expect("\(error)" == "There is no topic x [UNKNOWN_TOPIC_OR_PART, 3]")
  }

  @Test(
    "durations become milliseconds that librdkafka takes",
    arguments: [
      (.seconds(2), 2000), (.milliseconds(1), 1), (.zero, 1), (.seconds(-5), 1), (.seconds(Int64.min), 1),
      (.seconds(Int64.max), Int32.max), (.seconds(3_000_000), Int32.max),
    ] as [(Duration, Int32)])
  func milliseconds(duration: Duration, expected: Int32) {
    #expect(duration.librdkafkaMilliseconds == expected)
  }

  @Test("versions of the library compare by number")
  func versions() {
    #expect(KafkaLibrary.Version(2, 10, 0) > KafkaLibrary.Version(2, 2, 0))
    #expect(KafkaLibrary.version >= KafkaLibrary.Version(2, 0, 0))
    #expect("\(KafkaLibrary.Version(2, 0, 2))" == "2.0.2")
  }
}
