public import Kafka
public import RecordCodec

/// Why a record could not be sent or read.
public enum KafkaRecordError: Error, Sendable, CustomStringConvertible {
  /// Kafka did not do what was asked.
  case kafka(KafkaError)
  /// The value could not be made into a record.
  case encoding(RecordCodecError)
  /// The record could not be made into a value.
  case decoding(RecordCodecError, of: KafkaMessage)

  public var description: String {
    switch self {
    case .kafka(let error): error.description
    case .encoding(let error): error.description
    case .decoding(let error, let message):
      "topic \(message.topic), partition \(message.partition), offset \(message.offset): \(error)"
    }
  }
}
