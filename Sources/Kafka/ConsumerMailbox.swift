import Dispatch
import Synchronization

/// Where tasks and the thread of a consumer meet: messages go one way, wishes the other.
final class ConsumerMailbox: Sendable {
  private struct State {
    var buffer = MessageBuffer()
    var progress = ConsumerProgress()
    var ending: Result<Void, KafkaError>?
    var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]
    var nextWaiter: UInt64 = 0
    var orders = ConsumerOrders()
    var isClosed = false
    var waitingForClose: [CheckedContinuation<Void, Never>] = []
    var isWoken = false
    var isThreadWaiting = false
    var isHandingOver = false
  }

  private let client: ClientHandle
  private let isGroup: Bool
  private let state = Mutex(State())
  private let wakeUps = DispatchSemaphore(value: 0)

  init(_ client: ClientHandle, isGroup: Bool) {
    self.client = client
    self.isGroup = isGroup
  }

  // The tasks' side

  nonisolated(nonsending) func next() async throws(KafkaError) -> KafkaMessage? {
    while !Task.isCancelled {
      let (message, ending) = state.withLock { state in
        let message = state.buffer.popFirst()
        if let message { noteTaken(message, &state) }
        return (message, state.ending)
      }
      if let message { return message }
      if let ending {
        try ending.get()
        return nil
      }
      await waitForMessage()
    }
    return nil
  }

  func mark(_ message: KafkaMessage) {
    mark(message) { $0.noteProcessed(message) }
  }

  func markSkipped(_ message: KafkaMessage) {
    mark(message) { $0.noteSkipped(message) }
  }

  private func mark(_ message: KafkaMessage, _ note: (inout ConsumerProgress) -> Int64?) {
    guard isGroup else { return }
    state.withLock { state in
      if let offset = note(&state.progress) { state.orders.marks[TopicPartition(message)] = offset }
      if state.isHandingOver { wake(&state) }
    }
  }

  func commit(_ message: KafkaMessage) async throws(KafkaError) {
    guard isGroup else { throw .noMember }
    let partition = TopicPartition(message)
    let result = await withCheckedContinuation { continuation in
      let refusal: KafkaError? = state.withLock { state in
        if state.orders.isStopping { return .closed("Kafka consumer") }
        guard state.progress.isTaken(message) else { return .notAssigned(partition) }
        let offset = state.progress.noteProcessed(message) ?? message.offset + 1
        state.orders.commits.append(
          ConsumerOrders.Commit(partition: partition, offset: offset, continuation: continuation))
        wake(&state)
        client.interruptPolling()
        return nil
      }
      if let refusal { continuation.resume(returning: .failure(refusal)) }
    }
    try result.get()
  }

  /// What the group knows this member by, as transactions need it.
  func identity() async throws(KafkaError) -> GroupIdentity {
    guard isGroup else { throw .noMember }
    let result = await withCheckedContinuation { continuation in
      let isStopping = state.withLock { state in
        if state.orders.isStopping { return true }
        state.orders.identityRequests.append(continuation)
        wake(&state)
        client.interruptPolling()
        return false
      }
      if isStopping { continuation.resume(returning: .failure(.closed("Kafka consumer"))) }
    }
    return try result.get()
  }

  /// Ends the messages, without closing.
  func stopReading() {
    let waiting = state.withLock { state in
      if state.ending == nil { state.ending = .success(()) }
      state.buffer.removeAll()
      state.orders.isReadingStopped = true
      wake(&state)
      return takeWaiting(&state)
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Begins to close, without waiting.
  func stop() {
    state.withLock { state in
      guard !state.orders.isStopping else { return }
      state.orders.isStopping = true
      wake(&state)
      client.interruptPolling()
    }
  }

  func close() async {
    stop()
    await withCheckedContinuation { continuation in
      let isClosed = state.withLock { state in
        if !state.isClosed { state.waitingForClose.append(continuation) }
        return state.isClosed
      }
      if isClosed { continuation.resume() }
    }
  }

  private nonisolated(nonsending) func waitForMessage() async {
    let waiter = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let mayTry = state.withLock { state in
          guard state.buffer.isEmpty, state.ending == nil, !Task.isCancelled else { return true }
          state.waiting[waiter] = continuation
          wake(&state)
          return false
        }
        if mayTry { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: waiter) }?.resume()
    }
  }

  private func noteTaken(_ message: KafkaMessage, _ state: inout State) {
    state.orders.taken &+= 1
    if isGroup { state.progress.noteTaken(message) }
    if state.buffer.isLow { wake(&state) }
  }

  private func wake(_ state: inout State) {
    state.isWoken = true
    // One signal for one wait: further ones would be kept, and end as many later waits at once.
    guard state.isThreadWaiting else { return }
    state.isThreadWaiting = false
    wakeUps.signal()
  }

  // The thread's side

  var isStopping: Bool { state.withLock { $0.orders.isStopping } }

  var isLow: Bool { state.withLock { $0.buffer.isLow } }

  /// Blocks until a task has wished something since the orders were last taken, or the time is over.
  func waitForOrders(upTo limit: Duration? = nil) {
    let mustWait = state.withLock { state in
      state.isThreadWaiting = !state.isWoken
      return state.isThreadWaiting
    }
    let deadline = limit.map { DispatchTime.now() + .milliseconds(Int($0.librdkafkaMilliseconds)) } ?? .distantFuture
    guard mustWait, wakeUps.wait(timeout: deadline) == .timedOut else { return }
    let isSignalled = state.withLock { state in
      defer { state.isThreadWaiting = false }
      return !state.isThreadWaiting
    }
    // A signal that came too late for this wait must not end the next one.
    if isSignalled { wakeUps.wait() }
  }

  func takeOrders() -> ConsumerOrders {
    state.withLock { state in
      var orders = state.orders
      orders.isAwaited = !state.waiting.isEmpty
      orders.room = state.buffer.room
      orders.isLow = state.buffer.isLow
      state.orders.marks = [:]
      state.orders.commits = []
      state.orders.identityRequests = []
      state.isWoken = false
      return orders
    }
  }

  func deliver(_ messages: [KafkaMessage]) {
    let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      guard !state.orders.isReadingStopped else { return [] }
      for message in messages where !isGroup || state.progress.noteFetched(message) { state.buffer.append(message) }
      return state.buffer.isEmpty ? [] : takeWaiting(&state)
    }
    for continuation in waiting { continuation.resume() }
  }

  func gain(_ partitions: [TopicPartition]) {
    state.withLock { $0.progress.gain(partitions) }
  }

  /// Takes back what no task has taken yet. Until the partitions are lost, each mark wakes the thread.
  func beginHandingOver(_ partitions: [TopicPartition]) {
    let partitions = Set(partitions)
    state.withLock { state in
      state.isHandingOver = true
      state.buffer.removeAll { partitions.contains(TopicPartition($0)) }
    }
  }

  /// Whether every message of these partitions that a task took was processed.
  func isSettled(_ partitions: [TopicPartition]) -> Bool {
    state.withLock { $0.progress.isSettled(partitions) }
  }

  /// From now on, marks of messages of these partitions do not count.
  ///
  /// - Returns: those that have come since orders were last taken.
  func lose(_ partitions: [TopicPartition]) -> [TopicPartition: Int64] {
    state.withLock { state in
      state.isHandingOver = false
      state.progress.lose(partitions)
      var marks: [TopicPartition: Int64] = [:]
      for partition in partitions { marks[partition] = state.orders.marks.removeValue(forKey: partition) }
      return marks
    }
  }

  /// Ends the messages, after those that were delivered before. Only the first call counts.
  func finish(_ ending: Result<Void, KafkaError>) {
    let waiting = state.withLock { state in
      if state.ending == nil { state.ending = state.orders.isStopping ? .success(()) : ending }
      return takeWaiting(&state)
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Says that the client is gone.
  func markClosed() {
    let waiting = state.withLock { state in
      state.isClosed = true
      state.buffer.removeAll()
      defer { state.waitingForClose = [] }
      return state.waitingForClose
    }
    for continuation in waiting { continuation.resume() }
  }

  private func takeWaiting(_ state: inout State) -> [CheckedContinuation<Void, Never>] {
    defer { state.waiting = [:] }
    return Array(state.waiting.values)
  }
}

extension KafkaError {
  fileprivate static var noMember: KafkaError {
    KafkaError(code: .wrongState, message: "Only a consumer that is a member of a group can commit")
  }

  fileprivate static func notAssigned(_ partition: TopicPartition) -> KafkaError {
    KafkaError(
      code: .wrongState,
      message: "The message of \(partition) cannot be committed: the partition is not, or no longer, this member's. "
        + "Its owner reads the message again")
  }
}
