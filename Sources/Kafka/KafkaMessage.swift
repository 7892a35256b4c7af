/// A record as it was read from a topic.
public struct KafkaMessage: Hashable, Sendable {
  public let topic: String
  public let partition: Int32
  public let offset: Int64

  /// The key; `nil` is a null key, which differs from an empty one.
  public let key: [UInt8]?

  /// The value; `nil` is a tombstone, which differs from an empty value.
  public let value: [UInt8]?

  public let headers: [KafkaHeader]

  /// Milliseconds since 1970-01-01 UTC: when the record was made or appended, as the topic is set. `nil` when the
  /// broker keeps none.
  public let timestamp: Int64?

  public init(
    topic: String,
    partition: Int32,
    offset: Int64,
    key: [UInt8]?,
    value: [UInt8]?,
    headers: [KafkaHeader] = [],
    timestamp: Int64? = nil
  ) {
    self.topic = topic
    self.partition = partition
    self.offset = offset
    self.key = key
    self.value = value
    self.headers = headers
    self.timestamp = timestamp
  }
}
