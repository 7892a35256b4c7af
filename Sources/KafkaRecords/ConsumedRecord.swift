public import Kafka
public import RecordCodec

/// A record of a topic, as a value if it is one.
public enum ConsumedRecord<Value: Sendable>: Sendable {
  /// A value.
  case value(Value, KafkaMessage)

  /// A tombstone: a record without a value, which deletes what has its key.
  case tombstone(KafkaMessage)

  /// Bytes (the message's value) that are no such value, and why not. They are the same at the next reading.
  case undecodable(KafkaMessage, RecordCodecError)

  /// The record as it came: its place, key, headers and timestamp, and what ``KafkaConsumer`` marks as processed.
  public var message: KafkaMessage {
    switch self {
    case .value(_, let message), .tombstone(let message), .undecodable(let message, _): message
    }
  }

  /// The value, if it is one.
  public var value: Value? {
    if case .value(let value, _) = self { value } else { nil }
  }
}
