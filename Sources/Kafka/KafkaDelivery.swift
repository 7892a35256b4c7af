/// Where the broker put a record that it has acknowledged.
public struct KafkaDelivery: Hashable, Sendable {
  public let topic: String
  public let partition: Int32

  /// The record's offset; `nil` when the broker did not tell it. That happens with `acks=0`, and when the first
  /// acknowledgement was lost and the broker answered the retry of an idempotent record.
  public let offset: Int64?

  public init(topic: String, partition: Int32, offset: Int64?) {
    self.topic = topic
    self.partition = partition
    self.offset = offset
  }
}
