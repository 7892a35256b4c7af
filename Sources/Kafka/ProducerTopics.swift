import CKafka

/// librdkafka's objects for the topics that a producer writes to.
///
/// Making such an object lets librdkafka ask for the topic's leaders at once. Given only a name, its older versions
/// (2.0.2 is one) do not ask before they next look through all topics, which keeps the first record for up to a second.
struct ProducerTopics {
  private var handles: [String: OpaquePointer] = [:]

  /// - Throws: when librdkafka refuses the name.
  mutating func handle(of topic: String, on client: ClientHandle) throws(KafkaError) -> OpaquePointer {
    if let handle = handles[topic] { return handle }
    let handle = try client.topicHandle(topic)
    handles[topic] = handle
    return handle
  }

  /// Must come before the end of the client.
  mutating func destroy() {
    for handle in handles.values { rd_kafka_topic_destroy(handle) }
    handles = [:]
  }
}
