import CKafka
import Dispatch
import Synchronization

/// The thread of a producer, and what senders share with it.
///
/// It outlives the `KafkaProducer` by the time that closing takes. Senders use the client's pointer only under the
/// lock and while the phase is `open`; the thread destroys the client after it has left that phase.
final class ProducerLoop: Sendable {
  private enum Phase { case open, closing, closed }

  private struct State {
    var phase = Phase.open
    var topics = ProducerTopics()
    var waitingForRoom: [UInt64: CheckedContinuation<Void, Never>] = [:]
    var nextWaiter: UInt64 = 0
    var waitingForClose: [CheckedContinuation<Void, Never>] = []
    var calls = 0
    var lost: KafkaError?
  }

  private enum Attempt {
    case accepted
    case queueIsFull
    case failed(KafkaError)
  }

  private let client: ClientHandle
  private let isTransactional: Bool
  private let state = Mutex(State())
  private let callsEnded = DispatchSemaphore(value: 0)

  init(_ client: ClientHandle, isTransactional: Bool) {
    self.client = client
    self.isTransactional = isTransactional
  }

  func start() {
    BlockingWork.start("martlet.kafka.producer") { self.run() }
  }

  /// Queues a record, waiting for room as long as librdkafka's queue is full and the task is not cancelled.
  nonisolated(nonsending) func enqueue(_ record: KafkaRecord) async throws(KafkaError) -> KafkaPendingDelivery {
    try record.validate()
    let pending = KafkaPendingDelivery(topic: record.topic, events: client.events)
    while true {
      switch state.withLock({ attempt(record, pending, &$0) }) {
      case .accepted: return pending
      case .failed(let error): throw error
      case .queueIsFull:
        if Task.isCancelled { throw .cancelled(record) }
        await waitForRoom()
      }
    }
  }

  /// Makes a call that blocks, on a thread of its own. Closing waits for it.
  ///
  /// - Throws: what the call throws; `closed`.
  func perform<Success: Sendable>(
    _ call: @escaping @Sendable (ClientHandle) throws(KafkaError) -> Success
  ) async throws(KafkaError) -> Success {
    let isOpen = state.withLock { state in
      if state.phase == .open { state.calls += 1 }
      return state.phase == .open
    }
    guard isOpen else { throw .closed("Kafka producer") }
    return try await BlockingWork.run("martlet.kafka.producer.call") { [self] () throws(KafkaError) in
      defer { endCall() }
      return try call(client)
    }
  }

  private func endCall() {
    let isLast = state.withLock { state in
      state.calls -= 1
      return state.calls == 0 && state.phase != .open
    }
    if isLast { callsEnded.signal() }
  }

  /// Begins to close, without waiting.
  func stop() {
    state.withLock { state in
      guard state.phase == .open else { return }
      state.phase = .closing
      client.interruptPolling()
    }
  }

  func close() async throws(KafkaError) {
    stop()
    await withCheckedContinuation { continuation in
      let isClosed = state.withLock { state in
        if state.phase != .closed { state.waitingForClose.append(continuation) }
        return state.phase == .closed
      }
      if isClosed { continuation.resume() }
    }
    if let lost = state.withLock({ $0.lost }) { throw lost }
  }

  private func attempt(_ record: KafkaRecord, _ pending: KafkaPendingDelivery, _ state: inout State) -> Attempt {
    guard state.phase == .open else { return .failed(.closed("Kafka producer")) }
    let topic: OpaquePointer
    do throws(KafkaError) {
      topic = try state.topics.handle(of: record.topic, on: client)
    } catch {
      return .failed(error)
    }
    let reference = Unmanaged.passRetained(pending)
    var code = record.produce(on: client.pointer, topic: topic, reference: reference.toOpaque())
    // A queue that has emptied meanwhile stays empty while the caller has the lock: only now "full" means "too large".
    let isEmpty = code == RD_KAFKA_RESP_ERR__QUEUE_FULL && rd_kafka_outq_len(client.pointer) == 0
    if isEmpty { code = record.produce(on: client.pointer, topic: topic, reference: reference.toOpaque()) }
    if code == RD_KAFKA_RESP_ERR_NO_ERROR { return .accepted }
    reference.release()
    guard code == RD_KAFKA_RESP_ERR__QUEUE_FULL else { return .failed(client.failure(code, "topic \(record.topic)")) }
    return isEmpty ? .failed(.largerThanQueue(record)) : .queueIsFull
  }

  /// Returns after the thread has next handled deliveries, and at once when the queue has emptied meanwhile or the
  /// task is cancelled.
  private nonisolated(nonsending) func waitForRoom() async {
    let waiter = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let mayTry = state.withLock { state in
          // Records wait in librdkafka, so the thread will still handle the delivery of at least one of them.
          guard state.phase == .open, rd_kafka_outq_len(client.pointer) > 0, !Task.isCancelled else { return true }
          state.waitingForRoom[waiter] = continuation
          return false
        }
        if mayTry { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waitingForRoom.removeValue(forKey: waiter) }?.resume()
    }
  }

  private func run() {
    while state.withLock({ $0.phase == .open }) {
      if rd_kafka_poll(client.pointer, 1000) > 0 { wakeSenders() }
    }
    wakeSenders()
    while state.withLock({ $0.calls > 0 }), callsEnded.wait(timeout: .now()) == .timedOut {
      // Calls wait for deliveries, which this thread handles.
      rd_kafka_poll(client.pointer, 10)
    }
    if isTransactional { abortOpenTransaction() }
    flush()
    state.withLock { $0.topics.destroy() }
    client.destroy()
    let waiting = state.withLock { state in
      state.phase = .closed
      defer { state.waitingForClose = [] }
      return state.waitingForClose
    }
    for continuation in waiting { continuation.resume() }
  }

  private func wakeSenders() {
    let waiting = state.withLock { state in
      defer { state.waitingForRoom = [:] }
      return Array(state.waitingForRoom.values)
    }
    for continuation in waiting { continuation.resume() }
  }

  /// What was not committed must not hold up readers until the transaction times out.
  private func abortOpenTransaction() {
    let timeout = client.configuration.requestTimeout.librdkafkaMilliseconds
    guard let error = rd_kafka_abort_transaction(client.pointer, timeout) else {
      return client.events.failuresWereRead()
    }
    // Without a transaction this is an error, and so it is when the broker aborted it already.
    rd_kafka_error_destroy(error)
  }

  /// Delivers what is queued; what cannot be delivered in time fails, so that nobody waits for ever.
  private func flush() {
    let limit = client.configuration.deliveryTimeout + client.configuration.requestTimeout
    if rd_kafka_flush(client.pointer, limit.librdkafkaMilliseconds) != RD_KAFKA_RESP_ERR_NO_ERROR {
      rd_kafka_purge(client.pointer, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT)
      rd_kafka_flush(client.pointer, limit.librdkafkaMilliseconds)
    }
    let lost = client.lostRecords()
    state.withLock { $0.lost = lost }
  }
}

extension KafkaError {
  fileprivate static func cancelled(_ record: KafkaRecord) -> KafkaError {
    KafkaError(
      code: .cancelled,
      message: "A record for topic \(record.topic) was not sent: the task was cancelled while the queue was full")
  }

  fileprivate static func largerThanQueue(_ record: KafkaRecord) -> KafkaError {
    KafkaError(
      code: .messageTooLarge,
      message: "A record for topic \(record.topic) is larger than the producer's whole queue: raise the Kafka property "
        + "queue.buffering.max.kbytes, or send smaller records")
  }
}
