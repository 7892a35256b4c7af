import CKafka

/// One partition of one topic.
struct TopicPartition: Hashable, Sendable {
  let topic: String
  let partition: Int32

  init(topic: String, partition: Int32) {
    self.topic = topic
    self.partition = partition
  }

  /// Where a message is from.
  init(_ message: KafkaMessage) {
    self.init(topic: message.topic, partition: message.partition)
  }

  /// Gives librdkafka's form of a list of partitions and offsets to `body`.
  static func withList<Success>(
    _ offsets: [(partition: TopicPartition, offset: Int64)],
    _ body: (UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) -> Success
  ) -> Success {
    let list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t> = rd_kafka_topic_partition_list_new(
      Int32(clamping: offsets.count))
    defer { rd_kafka_topic_partition_list_destroy(list) }
    for (place, offset) in offsets {
      rd_kafka_topic_partition_list_add(list, place.topic, place.partition).pointee.offset = offset
    }
    return body(list)
  }

  /// The partitions in librdkafka's list.
  static func all(in list: rd_kafka_topic_partition_list_t) -> [TopicPartition] {
    UnsafeBufferPointer(start: list.elems, count: Int(list.cnt)).map { element in
      TopicPartition(topic: String(cString: element.topic), partition: element.partition)
    }
  }
}

extension TopicPartition: CustomStringConvertible {
  var description: String { "\(topic)/\(partition)" }
}
