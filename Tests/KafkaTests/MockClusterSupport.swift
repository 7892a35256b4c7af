import Kafka

/// A mock cluster with one topic, ended after the test.
func withMockCluster(
  topic: String = "birds", partitions: Int32 = 1, brokers: Int = 1,
  _ body: (KafkaMockCluster, KafkaConfiguration) async throws -> Void
) async throws {
  let cluster = try KafkaMockCluster(brokers: brokers)
  try cluster.createTopic(topic, partitions: partitions)
  do {
    try await body(cluster, KafkaConfiguration(bootstrapServers: cluster.bootstrapServers))
  } catch {
    await cluster.close()
    throw error
  }
  await cluster.close()
}

extension KafkaConfiguration {
  /// An address of this machine where nothing listens: port 1 is reserved and never used.
  static let unreachable = KafkaConfiguration(
    bootstrapServers: "127.0.0.1:1", deliveryTimeout: .milliseconds(500), requestTimeout: .milliseconds(500))

  func with(
    deliveryTimeout: Duration? = nil, requestTimeout: Duration? = nil, handOverTimeout: Duration? = nil,
    _ properties: [String: String] = [:]
  ) -> KafkaConfiguration {
    var copy = self
    copy.deliveryTimeout = deliveryTimeout ?? copy.deliveryTimeout
    copy.requestTimeout = requestTimeout ?? copy.requestTimeout
    copy.handOverTimeout = handOverTimeout ?? copy.handOverTimeout
    copy.properties.merge(properties) { $1 }
    return copy
  }
}

/// Sends one record for each value, in order, and ends the producer.
@discardableResult
func produce(
  _ values: [String], to topic: String = "birds", partition: Int32? = 0, _ configuration: KafkaConfiguration
) async throws -> [KafkaDelivery] {
  let producer = try KafkaProducer(configuration)
  var pending: [KafkaPendingDelivery] = []
  for value in values {
    pending.append(
      try await producer.enqueue(KafkaRecord(topic: topic, partition: partition, value: Array(value.utf8))))
  }
  try await producer.close()
  var deliveries: [KafkaDelivery] = []
  for delivery in pending { deliveries.append(try await delivery.value) }
  return deliveries
}

/// Reads to the end of the source and ends the consumer.
func readToEnd(
  _ configuration: KafkaConfiguration, from source: KafkaConsumer.Source = .topics(["birds"], from: .beginning)
) async throws -> [KafkaMessage] {
  let consumer = try KafkaConsumer(configuration, from: source, stopAtEnd: true)
  var messages: [KafkaMessage] = []
  do {
    for try await message in consumer.messages { messages.append(message) }
  } catch {
    await consumer.close()
    throw error
  }
  await consumer.close()
  return messages
}

extension KafkaMessage {
  var text: String { String(decoding: value ?? [], as: UTF8.self) }
}
