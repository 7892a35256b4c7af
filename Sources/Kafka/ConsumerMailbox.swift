import Dispatch
import Synchronization

/// Where tasks and the thread of a consumer meet: messages go one way, wishes the other.
final class ConsumerMailbox: Sendable {
  struct Commit: Sendable {
    let partition: TopicPartition
    let offset: Int64
    let continuation: CheckedContinuation<Result<Void, KafkaError>, Never>
  }

  /// What the thread should do next.
  struct Orders {
    var marks: [TopicPartition: Int64] = [:]
    var commits: [Commit] = []
    var isStopping = false
    /// Whether a task waits for a message.
    var isAwaited = false
    var room = 0
  }

  private struct State {
    var buffer = MessageBuffer()
    var latestPoll = ContinuousClock.now
    var ending: Result<Void, KafkaError>?
    var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]
    var nextWaiter: UInt64 = 0
    var marks: [TopicPartition: Int64] = [:]
    var commits: [Commit] = []
    var isStopping = false
    var isClosed = false
    var waitingForClose: [CheckedContinuation<Void, Never>] = []
    var isWoken = false
    var isThreadWaiting = false
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
        if message != nil { wakeToRefill(&state) }
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
    guard isGroup else { return }
    state.withLock { $0.marks[TopicPartition(topic: message.topic, partition: message.partition)] = message.offset + 1 }
  }

  func commit(_ message: KafkaMessage) async throws(KafkaError) {
    guard isGroup else {
      throw KafkaError(code: .wrongState, message: "Only a consumer that is a member of a group can commit")
    }
    let partition = TopicPartition(topic: message.topic, partition: message.partition)
    let result = await withCheckedContinuation { continuation in
      let isStopping = state.withLock { state in
        if state.isStopping { return true }
        let offset = message.offset + 1
        state.commits.append(Commit(partition: partition, offset: offset, continuation: continuation))
        wake(&state)
        client.interruptPolling()
        return false
      }
      if isStopping { continuation.resume(returning: .failure(.closed("Kafka consumer"))) }
    }
    try result.get()
  }

  /// Begins to close, without waiting.
  func stop() {
    state.withLock { state in
      guard !state.isStopping else { return }
      state.isStopping = true
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

  /// Besides filling the buffer, the thread must poll at times to show the group that messages are being taken.
  private func wakeToRefill(_ state: inout State) {
    if state.buffer.isLow || state.latestPoll.duration(to: .now) > .seconds(1) { wake(&state) }
  }

  private func wake(_ state: inout State) {
    state.isWoken = true
    // One signal for one wait: further ones would be kept, and end as many later waits at once.
    guard state.isThreadWaiting else { return }
    state.isThreadWaiting = false
    wakeUps.signal()
  }

  // The thread's side

  var isStopping: Bool { state.withLock { $0.isStopping } }

  /// Blocks until a task has wished something since the orders were last taken.
  func waitForOrders() {
    let mustWait = state.withLock { state in
      state.isThreadWaiting = !state.isWoken
      return state.isThreadWaiting
    }
    if mustWait { wakeUps.wait() }
  }

  func takeOrders() -> Orders {
    state.withLock { state in
      defer {
        state.marks = [:]
        state.commits = []
        state.isWoken = false
      }
      return Orders(
        marks: state.marks, commits: state.commits, isStopping: state.isStopping, isAwaited: !state.waiting.isEmpty,
        room: state.buffer.room)
    }
  }

  func deliver(_ messages: [KafkaMessage]) {
    let waiting = state.withLock { state in
      state.latestPoll = .now
      for message in messages { state.buffer.append(message) }
      return messages.isEmpty ? [] : takeWaiting(&state)
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Ends the messages, after those that were delivered before. Only the first call counts.
  func finish(_ ending: Result<Void, KafkaError>) {
    let waiting = state.withLock { state in
      if state.ending == nil { state.ending = state.isStopping ? .success(()) : ending }
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
