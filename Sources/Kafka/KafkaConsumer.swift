import CKafka

/// Reads records from Kafka.
///
/// Each consumer has one thread besides librdkafka's own; no call blocks a thread of Swift's. Messages are fetched as
/// they are asked for, with a bounded number in advance. Call ``close()`` at the end; a consumer that is only dropped
/// closes too, but nobody can wait for it.
///
/// A member of a group delivers at least once: a message counts as processed only when ``markProcessed(_:)`` or
/// ``commit(_:)`` says so, and what was not marked is read again by the partition's next owner. When the group takes
/// partitions back, messages of theirs that were fetched and not handed out are dropped, and those in hand have
/// ``KafkaConfiguration/handOverTimeout`` to be marked. `partition.assignment.strategy` says how partitions are shared:
/// `range` or `roundrobin`, where each rebalance takes all back, or `cooperative-sticky`, where only those that move.
///
/// While messages are taken slowly, the partitions are paused and the member goes on serving its group. As in every Kafka
/// client, a member that asks for no message during `max.poll.interval.ms` (5 minutes) loses its partitions.
public final class KafkaConsumer: Sendable {
  /// What to read.
  public enum Source: Hashable, Sendable {
    /// As a member of a group, which shares the topics' partitions and keeps its position in them. A group without a
    /// position starts at the beginning (`auto.offset.reset`).
    case group(String, topics: [String])

    /// All partitions of these topics, without a group.
    case topics([String], from: KafkaOffset)

    /// These partitions, without a group.
    case partitions([KafkaPartitionStart])
  }

  /// A broker answers that the end is reached only after this time, and new records are not waited for.
  private static let quickEnd = ["fetch.wait.max.ms": "10"]

  private let mailbox: ConsumerMailbox

  /// Makes a consumer, which contacts the brokers at once and in the background: an address that cannot be reached
  /// and a topic that does not exist are thrown by ``messages``.
  ///
  /// - Parameter stopAtEnd: whether the messages end when all partitions were read to their end, which is where the
  ///   broker says it is while the last messages are fetched. A member of a group ends at the end of the partitions
  ///   that it was given, and waits as long as it was given none.
  /// - Throws: `invalidArgument`, naming the property that is unknown or has a wrong value.
  public init(
    _ configuration: KafkaConfiguration, from source: Source, stopAtEnd: Bool = false
  ) throws(KafkaError) {
    let client = try ClientHandle(
      RD_KAFKA_CONSUMER, configuration,
      defaults: source.defaults.merging(stopAtEnd ? Self.quickEnd : [:]) { $1 },
      required: [
        "group.id": source.group ?? configuration.clientID,
        "enable.auto.offset.store": "false",
        "enable.partition.eof": stopAtEnd ? "true" : "false",
      ],
      joinsGroup: source.group != nil)
    mailbox = ConsumerMailbox(client, isGroup: source.group != nil)
    let loop = ConsumerLoop(client, mailbox, source: source)
    BlockingWork.start("martlet.kafka.consumer") { loop.run() }
  }

  deinit {
    mailbox.stop()
  }

  /// The messages as they come. If several tasks iterate, each message goes to one of them.
  ///
  /// The sequence ends when the consumer is closed, when the iterating task is cancelled and, if so asked, at the end
  /// of the partitions. It throws when no broker could be reached during the request timeout, and when a topic or
  /// partition cannot be read; shorter troubles are retried.
  public var messages: KafkaMessages { KafkaMessages(consumer: self) }

  /// Notes that a message, and with it all earlier ones of its partition, needs not be read again. Notes are committed
  /// every few seconds (`auto.commit.interval.ms`), when the partition goes to another member and by ``close()``.
  ///
  /// A message whose partition has meanwhile gone to another member is left to that one. Without a group this does
  /// nothing.
  public func markProcessed(_ message: KafkaMessage) {
    mailbox.mark(message)
  }

  /// Notes that the message that came last needs no processing: it counts as processed as soon as everything before it
  /// in its partition does. To mark it would say that of everything before it now.
  public func markSkipped(_ message: KafkaMessage) {
    mailbox.markSkipped(message)
  }

  /// Notes that a message is processed, as ``markProcessed(_:)`` does, and returns when the broker has stored it.
  ///
  /// - Throws: `wrongState` when the partition has gone to another member, which will read the message again, when the
  ///   message did not come from ``messages``, and when the source is not a group; `closed`; what the broker answers.
  public func commit(_ message: KafkaMessage) async throws(KafkaError) {
    try await mailbox.commit(message)
  }

  /// Ends the messages at once, so that whoever reads can finish what is in hand, mark it, and ``close()``.
  public func stopReading() {
    mailbox.stopReading()
  }

  /// Commits what was marked as processed, leaves the group and ends the client. The messages end.
  ///
  /// Returns after the request timeout when no broker takes the commit: the messages are then read again.
  public func close() async {
    await mailbox.close()
  }

  /// What the group knows this member by.
  func identity() async throws(KafkaError) -> GroupIdentity {
    try await mailbox.identity()
  }

  /// Stays on the caller's executor: a message that is already there costs no change of threads.
  nonisolated(nonsending) func next() async throws(KafkaError) -> KafkaMessage? {
    try await mailbox.next()
  }
}

extension KafkaConsumer.Source {
  var group: String? {
    if case .group(let name, _) = self { name } else { nil }
  }

  /// A new group starts at the beginning, so that it loses nothing; an offset asked for that does not exist is an
  /// error rather than a silent jump.
  var defaults: [String: String] {
    group != nil
      ? ["auto.offset.reset": "earliest"] : ["auto.offset.reset": "error", "enable.auto.commit": "false"]
  }
}
