/// Who wants to know what happens inside a client: its log and its statistics.
///
/// The functions are called on threads of librdkafka's. They must return quickly and must not call the client. Secrets
/// of the configuration are removed before.
public protocol KafkaObserver: Sendable {
  /// Takes an entry of the log: librdkafka's, and what this module has to say about a member of a group.
  func clientLogged(_ entry: KafkaLogEntry)

  /// Takes librdkafka's statistics, a JSON text ("STATISTICS.md"), each time that `statistics.interval.ms` has passed.
  /// Without that property there are none.
  func clientMeasured(_ statistics: [UInt8])
}
