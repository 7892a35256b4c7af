/// Where reading of a partition starts.
public enum KafkaOffset: Hashable, Sendable {
  /// The oldest record that the partition still holds.
  case beginning

  /// After the newest record: only what is written from now on.
  case end

  /// The record with this offset.
  case at(Int64)
}
