/// What is handed to a ``KafkaProducer``.
public struct KafkaRecord: Hashable, Sendable {
  public var topic: String

  /// The partition to write to; `nil` lets the key's hash decide, as Kafka's Java client does.
  public var partition: Int32?

  /// The key; `nil` is a null key, which differs from an empty one.
  public var key: [UInt8]?

  /// The value; `nil` is a tombstone, which differs from an empty value.
  public var value: [UInt8]?

  public var headers: [KafkaHeader]

  /// Milliseconds since 1970-01-01 UTC; `nil` and 0 both mean the time of sending.
  public var timestamp: Int64?

  public init(
    topic: String,
    partition: Int32? = nil,
    key: [UInt8]? = nil,
    value: [UInt8]?,
    headers: [KafkaHeader] = [],
    timestamp: Int64? = nil
  ) {
    self.topic = topic
    self.partition = partition
    self.key = key
    self.value = value
    self.headers = headers
    self.timestamp = timestamp
  }
}
