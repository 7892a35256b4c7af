import Kafka
import Registry
import Synchronization

/// Reads the topic from its beginning on, as long as the store is open, and knows what the log is as of now.
final class TopicFollower: Sendable {
  /// What readers and writers of the store look at.
  struct State: Sendable {
    var log: TopicLog
    var buffer: LogBuffer
    /// Why the topic can never be used again by this store.
    var damage: StoreError?
    /// Since when and why it cannot be read.
    var trouble: (since: ContinuousClock.Instant, reason: String)?
    var isClosed = false
    /// How often somebody wanted to be sure to have read everything, and how much of that is done. The first time is
    /// the start.
    fileprivate(set) var asked = 1
    fileprivate(set) var answered = 0
    /// Appends of this store that are under way: whether they count by now.
    var appends: [UInt64: Bool] = [:]

    /// Which of the questions the reading that is under way will answer, and since when it lasts; nil when the end was
    /// reached.
    fileprivate var look: (answers: Int, since: ContinuousClock.Instant)?
    fileprivate var mustRestart = false
    fileprivate var latestNews = ContinuousClock.now
    /// How long the brokers were waited for in vain.
    fileprivate var waited = Duration.zero
    fileprivate var waiting: [CheckedContinuation<Void, Never>] = []
    fileprivate var resting: CheckedContinuation<Void, Never>?

    /// Asks for everything that is in the topic by now.
    ///
    /// - Returns: what `answered` will be when it was read.
    mutating func ask() -> Int {
      asked += 1
      return asked
    }
  }

  private enum Step: Sendable {
    case start(at: Int64?)
    case read
    case rest
    case end
  }

  /// How long nothing may come before the topic is looked at again, to see that it still is the one that was read.
  private static let idleTime = Duration.seconds(5)
  /// How long one reading waits for something to come.
  private static let readTime = Duration.milliseconds(200)
  private static let batchSize = 1_000

  /// How long brokers may take for an answer.
  private let answerTime: Duration
  private let reader: KafkaPartitionReader
  private let state: Mutex<State>

  init(_ reader: KafkaPartitionReader, _ log: TopicLog, answerTime: Duration) {
    self.reader = reader
    self.answerTime = answerTime
    state = Mutex(State(log: log, buffer: LogBuffer(from: log.next)))
  }

  /// Looks at the state, or changes it, which wakes whoever waits.
  func withState<Answer: Sendable>(_ body: (inout State) -> Answer) -> Answer {
    let (answer, resting, mustLook) = state.withLock { state in
      let answer = body(&state)
      let resting = state.resting
      state.resting = nil
      return (answer, resting, state.look == nil && (state.asked > state.answered || state.mustRestart))
    }
    resting?.resume()
    // Whoever asks must not wait until the reading has waited in vain.
    if mustLook { reader.interrupt() }
    return answer
  }

  /// Returns when something may have changed, after a fraction of a second at the latest.
  func change() async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if state.isClosed || state.damage != nil { return (true, CheckedContinuation<Void, Never>?.none) }
        state.waiting.append(continuation)
        defer { state.resting = nil }
        return (false, state.resting)
      }
      if isOver.0 { continuation.resume() }
      isOver.1?.resume()
    }
  }

  /// Reads until ``close()``.
  func run() async {
    while true {
      switch state.withLock({ nextStep(&$0) }) {
      case .start(let offset):
        do throws(KafkaError) { try await reader.start(at: offset) } catch {
          note(KafkaPartitionReader.Batch(problem: error))
        }
      case .read:
        let start = ContinuousClock.now
        let batch = await reader.read(atMost: Self.batchSize, waiting: Self.readTime)
        // On a machine that stands still, nobody has waited for the brokers meanwhile.
        note(batch, waited: min(start.duration(to: .now), Self.readTime))
      case .rest:
        await rest()
      case .end:
        await reader.close()
        return
      }
    }
  }

  /// Begins to end.
  func close() {
    let (waiting, resting) = state.withLock { state in
      state.isClosed = true
      defer {
        state.waiting = []
        state.resting = nil
      }
      return (state.waiting, state.resting)
    }
    reader.interrupt()
    resting?.resume()
    for continuation in waiting { continuation.resume() }
  }

  private func nextStep(_ state: inout State) -> Step {
    if state.isClosed { return .end }
    if !state.isWanted { return .rest }
    let now = ContinuousClock.now
    if state.mustRestart {
      state.mustRestart = false
      state.log.restart()
      state.buffer = LogBuffer()
      return Self.look(&state, at: nil, now)
    }
    if let look = state.look {
      // The library may have given up on a topic that was gone for a while.
      let isStuck = state.trouble != nil && look.since.duration(to: now) > answerTime * 2
      if isStuck { return Self.look(&state, at: state.log.lookAgain(), now) }
    } else if state.asked > state.answered || state.latestNews.duration(to: now) > Self.idleTime {
      return Self.look(&state, at: state.log.lookAgain(), now)
    }
    return .read
  }

  private static func look(_ state: inout State, at offset: Int64?, _ now: ContinuousClock.Instant) -> Step {
    state.look = (state.asked, now)
    state.latestNews = now
    state.waited = .zero
    return .start(at: offset)
  }

  /// Waits until somebody wants something.
  private func rest() async {
    await withCheckedContinuation { continuation in
      let mustRest = state.withLock { state in
        if state.isWanted { return false }
        state.resting = continuation
        return true
      }
      if !mustRest { continuation.resume() }
    }
  }

  private func note(_ batch: KafkaPartitionReader.Batch, waited: Duration = .zero) {
    let waiting = state.withLock { state in
      state.waited = batch.messages.isEmpty && !batch.reachesEnd ? state.waited + waited : .zero
      note(batch, &state)
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  private func note(_ batch: KafkaPartitionReader.Batch, _ state: inout State) {
    let now = ContinuousClock.now
    do throws(StoreError) {
      for message in batch.messages { try state.take(message, isOwn: false) }
      if !batch.messages.isEmpty { state.latestNews = now }
      if batch.reachesEnd { try Self.reachEnd(&state, now) }
      if let problem = batch.problem { try Self.noteProblem(problem, &state, now) }
      if state.look != nil, state.trouble == nil, state.waited > answerTime {
        state.trouble = (now, "the brokers do not answer")
      }
    } catch {
      state.damage = error
    }
  }

  private static func reachEnd(_ state: inout State, _ now: ContinuousClock.Instant) throws(StoreError) {
    try state.log.reachEnd()
    guard let look = state.look else { return }
    state.answered = look.answers
    state.look = nil
    state.trouble = nil
    state.latestNews = now
  }

  private static func noteProblem(
    _ problem: KafkaError, _ state: inout State, _ now: ContinuousClock.Instant
  ) throws(StoreError) {
    if problem.code == .offsetOutOfRange { try state.log.missOffset() }
    state.trouble = (state.trouble?.since ?? now, problem.message)
    // What is wrong must be seen to be over.
    if state.look == nil { _ = state.ask() }
  }
}

extension TopicFollower.State {
  /// Whether there is something to do.
  fileprivate var isWanted: Bool {
    if isClosed || damage != nil { return isClosed }
    return mustRestart || buffer.hasRoom || !waiting.isEmpty
  }

  /// Has the topic read anew, for entries that are no longer in the buffer.
  mutating func restart() {
    if mustRestart { return }
    mustRestart = true
    asked += 1
    answered = 0
  }

  /// Takes the next message in.
  ///
  /// - Parameter isOwn: whether this store wrote it and knows what it says.
  mutating func take(_ message: KafkaMessage, isOwn: Bool) throws(StoreError) {
    let addition = try log.take(message, isOwn: isOwn)
    guard !addition.entries.isEmpty else { return }
    let isKnown = addition.append.map { appends[$0] != nil } ?? false
    if let append = addition.append, isKnown { appends[append] = true }
    buffer.append(
      addition.entries, size: message.size * addition.entries.count, from: addition.bookmark,
      isKnown: isOwn || isKnown)
  }
}

extension KafkaMessage {
  /// How many bytes it takes, about.
  fileprivate var size: Int { (key?.count ?? 0) + (value?.count ?? 0) + 256 }
}
