import CKafka

/// Writes records to Kafka.
///
/// By default it is idempotent: records are acknowledged by all replicas in sync, and retries neither repeat nor
/// reorder them. Keys choose partitions as in Kafka's Java client. Records wait up to `linger.ms` (5) for company, which
/// makes many fast and one alone slow. Each producer has one thread besides librdkafka's own; no call blocks a thread
/// of Swift's. Call ``close()`` at the end; a producer that is only dropped closes too, but nobody can wait for it.
public final class KafkaProducer: Sendable {
  let loop: ProducerLoop

  /// Makes a producer. Brokers are contacted in the background: an address that cannot be reached shows with the
  /// first record.
  ///
  /// - Parameter transactionalID: the name under which the producer writes in transactions, and which no other producer
  ///   has at the same time; see ``initializeTransactions()``. `nil` means that it writes without.
  /// - Throws: `invalidArgument`, naming the property that is unknown or has a wrong value.
  public init(_ configuration: KafkaConfiguration, transactionalID: String? = nil) throws(KafkaError) {
    var required = ["message.timeout.ms": String(configuration.deliveryTimeout.librdkafkaMilliseconds)]
    required["transactional.id"] = transactionalID
    let client = try ClientHandle(
      RD_KAFKA_PRODUCER, configuration,
      defaults: ["enable.idempotence": "true", "partitioner": "murmur2_random"], required: required)
    loop = ProducerLoop(client, isTransactional: transactionalID != nil)
    loop.start()
  }

  deinit {
    loop.stop()
  }

  /// Sends a record and returns when the broker has acknowledged it.
  ///
  /// Many sends may be in flight. To keep an order between records without waiting for each, use ``enqueue(_:)``.
  ///
  /// - Throws: why the record was refused or could not be delivered within the delivery timeout; `closed`.
  public nonisolated(nonsending) func send(_ record: KafkaRecord) async throws(KafkaError) -> KafkaDelivery {
    try await enqueue(record).value
  }

  /// Puts a record in the queue and returns while it is on its way. Records enqueued one after the other reach their
  /// partition in that order.
  ///
  /// The outcome need not be looked at: ``close()`` tells of failures that nobody saw. Suspends while the queue is
  /// full (`queue.buffering.max.messages` and `.kbytes`), which slows a fast caller down to what the brokers take.
  ///
  /// - Throws: why the record was refused; `messageTooLarge` also when it is larger than the whole queue; `cancelled`
  ///   when the task was cancelled while the queue was full; `closed`.
  public nonisolated(nonsending) func enqueue(_ record: KafkaRecord) async throws(KafkaError) -> KafkaPendingDelivery {
    try await loop.enqueue(record)
  }

  /// Returns when everything that was enqueued before is delivered or has failed.
  ///
  /// - Throws: when records could not be delivered and nobody has asked for their ``KafkaPendingDelivery/value``. Each
  ///   loss is told once. `closed`.
  public func flush() async throws(KafkaError) {
    try await loop.perform { client throws(KafkaError) in
      let limit = client.configuration.deliveryTimeout + client.configuration.requestTimeout
      let code = rd_kafka_flush(client.pointer, limit.librdkafkaMilliseconds)
      guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw client.failure(code, "delivering what was enqueued") }
      guard let lost = client.lostRecords() else { return }
      client.events.failuresWereRead()
      throw lost
    }
  }

  /// Delivers everything that was enqueued, then ends the client. Later sends throw `closed`.
  ///
  /// - Throws: when records could not be delivered and nobody has asked for their ``KafkaPendingDelivery/value``, so
  ///   that no loss goes unnoticed.
  public func close() async throws(KafkaError) {
    try await loop.close()
  }
}
