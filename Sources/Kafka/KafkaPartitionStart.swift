/// A partition to read, and where to start in it.
public struct KafkaPartitionStart: Hashable, Sendable {
  public var topic: String
  public var partition: Int32
  public var offset: KafkaOffset

  public init(topic: String, partition: Int32, offset: KafkaOffset = .beginning) {
    self.topic = topic
    self.partition = partition
    self.offset = offset
  }
}
