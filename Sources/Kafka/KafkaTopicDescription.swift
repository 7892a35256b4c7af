/// What the brokers say about a topic.
public struct KafkaTopicDescription: Hashable, Sendable {
  /// How many partitions it has.
  public var partitionCount: Int32
  /// How many brokers hold the partition that the fewest hold.
  public var replicaCount: Int32

  public init(partitionCount: Int32, replicaCount: Int32) {
    self.partitionCount = partitionCount
    self.replicaCount = replicaCount
  }
}
