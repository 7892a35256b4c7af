import CKafka
import Dispatch
import Synchronization

/// Reads one partition without a group, as it is told to, and says when the end is reached.
///
/// Other than ``KafkaConsumer`` it outlives brokers that are away, can go back to any offset, and can tell that there is
/// nothing more at the moment. No call blocks a thread of Swift's. Call ``close()`` at the end; a reader that is only
/// dropped closes too, but nobody can wait for it.
public final class KafkaPartitionReader: Sendable {
  /// What one reading gave.
  public struct Batch: Sendable {
    /// In the order of their offsets.
    public var messages: [KafkaMessage]
    /// True if all was read that was there at some moment since ``KafkaPartitionReader/start(at:)``. Said once for each
    /// end.
    public var reachesEnd: Bool
    /// Why nothing comes at the moment. Reading may go on all the same.
    public var problem: KafkaError?

    public init(messages: [KafkaMessage] = [], reachesEnd: Bool = false, problem: KafkaError? = nil) {
      self.messages = messages
      self.reachesEnd = reachesEnd
      self.problem = problem
    }
  }

  /// A broker answers that the end is reached only after this time, and new records are not waited for.
  private static let defaults = [
    "auto.offset.reset": "error", "enable.auto.commit": "false", "fetch.wait.max.ms": "20",
    "fetch.error.backoff.ms": "100", "reconnect.backoff.max.ms": "1000", "queued.max.messages.kbytes": "16384",
  ].merging(fullQueueDefaults) { given, _ in given }

  /// A reader that has read ahead as much as it may looks again this soon; else a second later, which makes a long topic
  /// take minutes.
  private static let fullQueueDefaults =
    KafkaLibrary.takes("fetch.queue.backoff.ms", "5") ? ["fetch.queue.backoff.ms": "5"] : [:]

  private let client: ClientHandle
  private let partition: TopicPartition
  /// One call after the other, on a thread that the cooperative pool does not count on.
  private let queue = DispatchQueue(label: "martlet.kafka.reader")
  private let isClosed = Mutex(false)

  /// Makes a reader, which reads nothing before ``start(at:)``.
  ///
  /// - Throws: `invalidArgument`, naming the property that is unknown or has a wrong value.
  public init(_ configuration: KafkaConfiguration, topic: String, partition: Int32) throws(KafkaError) {
    self.partition = TopicPartition(topic: topic, partition: partition)
    client = try ClientHandle(
      RD_KAFKA_CONSUMER, configuration, defaults: Self.defaults,
      required: [
        // Without a group the ID is only a name that the library wants to have.
        "group.id": configuration.clientID, "enable.auto.offset.store": "false", "enable.partition.eof": "true",
      ])
  }

  deinit {
    if isClosed.withLock({ $0 }) { return }
    let client = client
    queue.async { Self.end(client) }
  }

  /// Has the next reading begin at an offset; nil is the oldest record.
  ///
  /// - Throws: what the client answers; `closed`.
  public func start(at offset: Int64?) async throws(KafkaError) {
    let result: Result<Void, KafkaError>? = await perform { [partition] client in
      let start = [(partition: partition, offset: offset ?? Int64(RD_KAFKA_OFFSET_BEGINNING))]
      let code = TopicPartition.withList(start) { rd_kafka_assign(client.pointer, $0) }
      return code == RD_KAFKA_RESP_ERR_NO_ERROR ? .success(()) : .failure(client.failure(code, "reading \(partition)"))
    }
    guard let result else { throw .closed("Kafka reader") }
    try result.get()
  }

  /// Takes what is there.
  ///
  /// - Parameters:
  ///   - limit: at most how many messages; 1 or more.
  ///   - patience: how long to wait for the first message or the end.
  public func read(atMost limit: Int, waiting patience: Duration) async -> Batch {
    let batch = await perform { [partition] client in
      Self.poll(client, partition, limit, patience.librdkafkaMilliseconds)
    }
    return batch ?? Batch(problem: .closed("Kafka reader"))
  }

  /// Ends the waiting of the reading that is under way, or of the next one.
  public func interrupt() {
    isClosed.withLock { if !$0 { client.interruptPolling() } }
  }

  /// Ends the client.
  public func close() async {
    let isFirst = isClosed.withLock { isClosed in
      defer { isClosed = true }
      return !isClosed
    }
    guard isFirst else { return }
    await withCheckedContinuation { continuation in
      queue.async { [client] in
        Self.end(client)
        continuation.resume()
      }
    }
  }

  /// - Returns: nil if the reader is closed.
  private func perform<Answer: Sendable>(_ call: @escaping @Sendable (ClientHandle) -> Answer) async -> Answer? {
    await withCheckedContinuation { continuation in
      queue.async { [self] in
        continuation.resume(returning: isClosed.withLock { $0 } ? nil : call(client))
      }
    }
  }

  private static func poll(
    _ client: ClientHandle, _ partition: TopicPartition, _ limit: Int, _ patience: Int32
  ) -> Batch {
    var batch = Batch()
    rd_kafka_poll(client.pointer, 0)  // lets the callbacks say what is wrong with the brokers
    if client.events.takeBrokersAreDown() {
      batch.problem = .unreachable(client.configuration, reason: client.events.latestProblem)
    }
    var size = 0
    while batch.messages.count < limit, size < MessageBuffer.maximumSize,
      let message = rd_kafka_consumer_poll(
        client.pointer, batch.messages.isEmpty && !batch.reachesEnd && batch.problem == nil ? patience : 0)
    {
      defer { rd_kafka_message_destroy(message) }
      switch message.pointee.err {
      case RD_KAFKA_RESP_ERR_NO_ERROR:
        let copy = KafkaMessage(copying: message, topic: partition.topic)
        size += copy.size
        batch.messages.append(copy)
      case RD_KAFKA_RESP_ERR__PARTITION_EOF:
        batch.reachesEnd = true
      case let code:
        let details = rd_kafka_message_errstr(message).map { String(cString: $0) }
        let error = client.failure(code, details ?? "reading \(partition)")
        // The library itself tries again what may pass, and without a group its rights for one do not matter.
        if error.isRetriable && !error.isUnreachable || error.code == .groupAuthorizationFailed { continue }
        batch.problem = error
        return batch
      }
    }
    return batch
  }

  private static func end(_ client: ClientHandle) {
    rd_kafka_assign(client.pointer, nil)
    client.destroy()
  }
}
