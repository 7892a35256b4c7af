public import Kafka
public import Registry

/// A log in a topic of Kafka with one partition, for any number of processes.
///
/// A writer appends at the position that it has decided for and says so in a header. Of several that decide for the same
/// position the one counts whose last record comes first; every reader steps over the records of the others
/// (``TopicLog``). What `append` has returned from was acknowledged by all replicas in sync.
public final class KafkaStore: SharedRegistryStore {
  /// What an operator should know about the topic, a sentence each.
  public let warnings: [String]

  /// Whether the topic may lose records that later ones replace, so that positions are others when it is read again.
  public let isCompacted: Bool

  private let follower: TopicFollower
  private let following: Task<Void, Never>
  private let writer: LogWriter?
  private let topic: String
  private let name: String

  /// How long brokers may be away before that is an answer.
  private static let patience = Duration.seconds(1)

  /// Looks at the topic and begins to read it.
  ///
  /// - Parameters:
  ///   - checksSettings: whether the topic's settings are asked for. Brokers that do not tell them, such as librdkafka's
  ///     mock cluster, are waited for in vain.
  ///   - replicas: how many brokers are to hold a topic that is made; nil is three, or as many as there are.
  ///   - bookmark: where to begin to read, when the entries before are known; nil for the beginning of the topic, which
  ///     is also read when somebody asks for what stands before. Only for a topic that keeps every record.
  ///   - name: what the store is called in messages: without a password.
  /// - Throws: `StoreError.unavailable` if the brokers cannot be reached or the topic cannot hold a log, with what to do.
  public init(
    _ configuration: KafkaConfiguration, topic: String, access: StoreAccess = .full, checksSettings: Bool = true,
    replicas: Int32? = nil, from bookmark: TopicBookmark? = nil, name: String
  ) async throws(StoreError) {
    self.topic = topic
    self.name = name
    let checked = try await LogTopic(
      topic, configuration, name: name, replicas: replicas, isRead: access == .reading, checksSettings: checksSettings)
    warnings = checked.warnings
    isCompacted = !checked.isWhole
    do throws(KafkaError) {
      writer = access == .full ? try LogWriter(configuration) : nil
      follower = TopicFollower(
        try KafkaPartitionReader(configuration, topic: topic, partition: 0),
        TopicLog(name: name, isWhole: checked.isWhole, from: checked.isWhole ? bookmark : nil),
        answerTime: configuration.requestTimeout)
    } catch {
      throw .unavailable("\(name): \(error.message)")
    }
    following = Task.detached { [follower] in await follower.run() }
  }

  deinit {
    follower.close()
  }

  public func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] {
    let question = follower.withState { $0.asked }
    return try await wait { state in
      if position < state.buffer.start {
        state.restart()
        return nil
      }
      let entries = state.buffer.entries(from: position, limit: limit)
      return entries.count == limit || state.answered >= question ? entries : nil
    }
  }

  public func append(_ entries: [LogEntry]) async throws(StoreError) {
    guard let first = entries.first else { return }
    guard let writer else { throw .unavailable("\(name): the topic was opened for reading") }
    // Where an outcome is open, it must be known what is there before anything is added.
    try await wait { state in state.answered >= state.asked ? () : nil }
    let mark = UInt64.random(in: .min ... .max)
    let (next, previous) = follower.withState { state in
      if state.log.next == first.position { state.appends[mark] = false }
      return (state.log.next, state.log.lastToken)
    }
    if next != first.position { throw .positionTaken(first.position) }
    defer { follower.withState { $0.appends[mark] = nil } }
    let records = Self.records(of: entries, in: topic, mark: mark, previous: previous)
    let offsets: [Int64?]
    do throws(KafkaError) {
      offsets = try await writer.write(records)
    } catch  where error.code == .messageTooLarge {
      throw .tooLarge("\(name): \(error.message)")
    } catch {
      _ = follower.withState { $0.ask() }
      throw .unavailable("\(name): \(error.message)")
    }
    let isTaken = follower.withState { Self.take(records, offsets, &$0) }
    if let damage = isTaken { throw damage }
    // Retries may have changed their order.
    let known = offsets.compactMap(\.self)
    if try await !isAccepted(mark, upTo: known.count == offsets.count ? known.max() : nil) {
      throw .positionTaken(first.position)
    }
  }

  /// Where reading can begin for whoever knows the entries up to and with the one at a position. It is known of those
  /// that were just read or written, and nil for others.
  public func bookmark(at position: LogPosition) -> TopicBookmark? {
    follower.withState { $0.buffer.bookmark(at: position) }
  }

  public func waitForEntries(from position: LogPosition) async {
    while !Task.isCancelled {
      if follower.withState({ $0.log.next > position || $0.damage != nil || $0.isClosed }) { return }
      await follower.change()
    }
  }

  public func close() async {
    follower.close()
    await following.value
    await writer?.close()
  }

  private static func records(
    of entries: [LogEntry], in topic: String, mark: UInt64, previous: UInt64?
  ) -> [KafkaRecord] {
    entries.enumerated().map { part, entry in
      let header = EntryHeader(
        position: entry.position, part: part, count: entries.count, append: mark, previous: previous,
        token: entry.token, timestamp: entry.timestamp)
      return entry.record(StoredRecord(entry.record), in: topic, header)
    }
  }

  /// Takes what was just written for read, if nothing came in between.
  private static func take(
    _ records: [KafkaRecord], _ offsets: [Int64?], _ state: inout TopicFollower.State
  ) -> StoreError? {
    let expected = state.log.nextOffset
    for (index, offset) in offsets.enumerated() where offset != expected + Int64(index) { return nil }
    do throws(StoreError) {
      for (index, record) in records.enumerated() {
        let message = KafkaMessage(
          topic: record.topic, partition: 0, offset: expected + Int64(index), key: record.key, value: record.value,
          headers: record.headers, timestamp: record.timestamp)
        try state.take(message, isOwn: true)
      }
      return nil
    } catch {
      return error
    }
  }

  /// Whether an append counts, when it is read or something before it that takes its place.
  ///
  /// - Parameter last: the highest offset of its records; nil if the broker has not told all.
  /// - Throws: `StoreError.unavailable` if that cannot be told now.
  private func isAccepted(_ mark: UInt64, upTo last: Int64?) async throws(StoreError) -> Bool {
    let question = last == nil ? follower.withState { $0.ask() } : nil
    do {
      return try await wait { state in
        if state.appends[mark] == true { return true }
        if let last, state.log.nextOffset > last { return false }
        if let question, state.answered >= question { return false }
        return nil
      }
    } catch {
      _ = follower.withState { $0.ask() }
      throw error
    }
  }

  /// Waits until there is an answer.
  ///
  /// - Throws: `StoreError` if there is none to be had.
  private func wait<Answer: Sendable>(
    for answer: (inout TopicFollower.State) -> Answer?
  ) async throws(StoreError) -> Answer {
    while true {
      let result: Result<Answer, StoreError>? = follower.withState { state in
        if let damage = state.damage { return .failure(damage) }
        if state.isClosed { return .failure(.unavailable("\(name): the store is closed")) }
        if let answer = answer(&state) { return .success(answer) }
        if let trouble = state.trouble, trouble.since.duration(to: .now) > Self.patience {
          return .failure(.unavailable("\(name): \(trouble.reason)"))
        }
        return nil
      }
      if let result { return try result.get() }
      await follower.change()
    }
  }
}
