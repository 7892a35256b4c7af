/// Where reading of a partition starts.
public enum KafkaOffset: Hashable, Sendable {
  /// The oldest record that the partition still holds.
  case beginning

  /// After the newest record: only what is written from now on.
  case end

  /// The record with this offset.
  case at(Int64)

  /// The first record from this time on, in milliseconds since 1970-01-01 UTC, by the records' own timestamps. Without
  /// such a record, reading waits for one.
  case timestamp(Int64)
}
