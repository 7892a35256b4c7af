import CKafka

/// Transactions: records that become visible together or not at all, to consumers that read committed records only (as
/// ``KafkaConsumer`` does), and positions of groups that are committed with them.
///
/// A transaction belongs to the producer, not to a task: from its beginning to its end, every record that the producer
/// sends is a part of it.
extension KafkaProducer {
  /// Gets the right to write under the transactional ID. This comes first, and once. Transactions of a former producer
  /// with the same ID are ended, and that producer is fenced.
  ///
  /// - Throws: unreachable brokers, after the request timeout, which may be tried again; `wrongState` without a
  ///   transactional ID; what the broker answers; `closed`.
  public func initializeTransactions() async throws(KafkaError) {
    try await transact("initializing transactions") { client, timeout in
      rd_kafka_init_transactions(client, timeout)
    }
  }

  /// Begins a transaction.
  ///
  /// - Throws: `wrongState` when one is open; `closed`.
  public func beginTransaction() async throws(KafkaError) {
    try await transact("beginning a transaction") { client, _ in rd_kafka_begin_transaction(client) }
  }

  /// Commits, in the transaction, that a group has processed these messages.
  ///
  /// The consumer must not commit on its own: its messages are neither marked nor committed.
  ///
  /// - Throws: `wrongState` when no transaction is open, and when the consumer is not a member of a group; an error with
  ///   ``KafkaError/requiresAbort`` when the group has given the partitions to others; `closed`.
  public func sendOffsets(of messages: [KafkaMessage], from consumer: KafkaConsumer) async throws(KafkaError) {
    let identity = try await consumer.identity()
    var offsets: [TopicPartition: Int64] = [:]
    for message in messages {
      offsets[TopicPartition(message)] = max(message.offset + 1, offsets[TopicPartition(message)] ?? 0)
    }
    let list = offsets.map { (partition: $0.key, offset: $0.value) }
    try await transact("committing offsets in a transaction") { client, timeout in
      TopicPartition.withList(list) {
        rd_kafka_send_offsets_to_transaction(client, $0, identity.pointer, timeout)
      }
    }
  }

  /// Delivers the transaction's records and makes them visible.
  ///
  /// - Throws: an error with ``KafkaError/requiresAbort`` when a record could not be delivered; a fatal one with
  ///   ``KafkaError/isFenced`` when another producer has taken the transactional ID; one that is retriable when the
  ///   brokers have not answered in time; `wrongState` when no transaction is open; `closed`.
  public func commitTransaction() async throws(KafkaError) {
    // This delivers the records first, so it may take as long as they may.
    try await transact("committing a transaction", delivering: true) { client, timeout in
      rd_kafka_commit_transaction(client, timeout)
    }
  }

  /// Takes the transaction's records back. The deliveries of those that were on their way fail with `purged`.
  ///
  /// - Throws: as ``commitTransaction()``.
  public func abortTransaction() async throws(KafkaError) {
    try await transact("aborting a transaction") { client, timeout in rd_kafka_abort_transaction(client, timeout) }
    try await loop.perform { client in client.events.failuresWereRead() }
  }

  /// Runs a transaction: commits it when the function returns, and aborts it when it throws.
  ///
  /// The records that the function enqueues need not be waited for. A commit that nobody has answered in time is tried
  /// once more, as its outcome would be unknown otherwise.
  ///
  /// - Throws: what the function throws, once the transaction is aborted; why it could not be begun, committed or
  ///   aborted.
  public nonisolated(nonsending) func withTransaction<Success>(
    _ body: nonisolated(nonsending) () async throws -> Success
  ) async throws -> Success {
    try await beginTransaction()
    do {
      let result = try await body()
      try await commitTrying(twice: true)
      return result
    } catch {
      try await abort(because: error)
      throw error
    }
  }

  private func commitTrying(twice: Bool) async throws(KafkaError) {
    do throws(KafkaError) {
      try await commitTransaction()
    } catch {
      guard twice, error.isRetriable else { throw error }
      try await commitTrying(twice: false)
    }
  }

  private func abort(because reason: any Error) async throws(KafkaError) {
    // After a fatal error nothing can be aborted: the broker does it for the next producer.
    if let reason = reason as? KafkaError, reason.isFatal || reason.code == .closed { return }
    do throws(KafkaError) {
      try await abortTransaction()
    } catch {
      throw KafkaError(
        code: error.code, message: "\(error.message). The transaction was to be aborted because of: \(reason)",
        isFatal: error.isFatal, requiresAbort: error.requiresAbort)
    }
  }

  private func transact(
    _ what: String, delivering: Bool = false,
    _ call: @escaping @Sendable (_ client: OpaquePointer, _ timeout: Int32) -> OpaquePointer?
  ) async throws(KafkaError) {
    try await loop.perform { client throws(KafkaError) in
      let delivery: Duration = delivering ? client.configuration.deliveryTimeout : .zero
      let timeout = (client.configuration.requestTimeout + delivery).librdkafkaMilliseconds
      if let error = call(client.pointer, timeout) { throw KafkaError(consuming: error, doing: what) }
    }
  }
}
