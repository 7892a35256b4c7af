import Kafka
import Registry

/// What the records of a topic amount to. Every reader that takes them from the beginning comes to the same log.
///
/// A writer says in a header which position it has decided for. The entries of an append count all together, at the
/// moment in which all of them stand in the topic, and only if they begin where the log ends then; whoever comes later
/// has lost, and its records are stepped over for ever. So is an append of which a part never arrived. A record without
/// the header was written by another registry, and counts.
struct TopicLog {
  /// Where the next entry will stand.
  private(set) var next = LogPosition.start
  /// The token of the last entry.
  private(set) var lastToken: UInt64?
  /// What stands before was taken.
  private(set) var nextOffset: Int64 = 0

  /// The last message, whether it counted or not: while it is there, the topic's history is the one that was read.
  private var last: KafkaMessage?
  /// The message that must come first when the topic is looked at again.
  private var awaited: KafkaMessage?
  /// The entry that must come again when the topic is read anew.
  private var known: (position: LogPosition, token: UInt64)?
  /// What was appended in part, by its mark. All of it begins where the log ends.
  private var begun: [UInt64: Begun] = [:]
  private let name: String
  private let isWhole: Bool

  /// What a message adds.
  struct Addition {
    var entries: [LogEntry] = []
    /// The mark of the append that counts from now on; nil for a record of another registry.
    var append: UInt64?
    /// Where the append begins; nil if nothing was added.
    var bookmark: TopicBookmark?
  }

  private struct Begun {
    let firstOffset: Int64
    var parts: [Int: LogEntry] = [:]
  }

  /// More appends than this are not begun at a time; the limit is part of the rules by which the topic is read.
  private static let maximumBegun = 1_024

  /// - Parameters:
  ///   - name: what the store is called in messages.
  ///   - isWhole: whether the topic keeps every record; false if it is compacted.
  ///   - bookmark: where to begin; nil for the beginning of the topic. What a record before it was is not known then.
  init(name: String, isWhole: Bool, from bookmark: TopicBookmark? = nil) {
    self.name = name
    self.isWhole = isWhole
    if let bookmark {
      next = bookmark.position
      lastToken = bookmark.previous
      nextOffset = bookmark.offset
    }
  }

  /// Takes the next message in.
  ///
  /// - Parameter isOwn: whether it was not read, but written and acknowledged.
  /// - Throws: `StoreError.damaged` if the topic does not hold what was read from it, or what this version can read.
  mutating func take(_ message: KafkaMessage, isOwn: Bool = false) throws(StoreError) -> Addition {
    if let awaited, !isOwn {
      if message.offset < awaited.offset { return Addition() }
      let isSame = message.offset == awaited.offset && message.hasContent(of: awaited)
      // Compaction takes records away, also the last one that was read.
      if !isSame && isWhole { throw anotherHistory(at: awaited.offset) }
      self.awaited = nil
    }
    if message.offset < nextOffset { return Addition() }
    if last == nil && isWhole && message.offset > nextOffset {
      throw .damaged(
        "\(name): the records before offset \(message.offset) were deleted, and with them schemas; restore the topic "
          + "from a backup, and see that it has retention.ms=-1 and retention.bytes=-1")
    }
    last = message
    nextOffset = message.offset + 1
    let addition = try read(message)
    if let known, let entry = addition.entries.first(where: { $0.position == known.position }) {
      if entry.token != known.token { throw anotherHistory(at: message.offset) }
      self.known = nil
    }
    return addition
  }

  /// Takes note that nothing follows for now.
  ///
  /// - Throws: `StoreError.damaged` if the topic no longer holds what was read from it.
  mutating func reachEnd() throws(StoreError) {
    if let awaited {
      if isWhole { throw anotherHistory(at: awaited.offset) }
      self.awaited = nil
    }
    if let known { throw anotherHistory(atEntry: known.position) }
  }

  /// Takes note that the offset to read from is not in the topic.
  ///
  /// - Throws: `StoreError.damaged` if it was.
  mutating func missOffset() throws(StoreError) {
    if let offset = last?.offset ?? bookmarkedOffset { throw anotherHistory(at: offset) }
  }

  /// Prepares for looking at the topic again, from the last message on.
  ///
  /// - Returns: the offset to read from; nil is the beginning.
  mutating func lookAgain() -> Int64? {
    awaited = last
    return last?.offset ?? bookmarkedOffset
  }

  /// Where to begin, if that is not the beginning and nothing was read yet.
  private var bookmarkedOffset: Int64? { last == nil && nextOffset > 0 ? nextOffset : nil }

  /// Prepares for reading the topic anew.
  mutating func restart() {
    let known = lastToken.map { (position: LogPosition(rawValue: next.rawValue - 1), token: $0) } ?? known
    self = TopicLog(name: name, isWhole: isWhole)
    self.known = known
  }

  private mutating func read(_ message: KafkaMessage) throws(StoreError) -> Addition {
    switch EntryHeader.read(message) {
    case .absent:
      let entry = LogEntry(
        message, at: next, token: UInt64(bitPattern: message.offset), timestamp: message.timestamp ?? 0)
      return accept([entry], nil, from: message.offset)
    case .present(let header):
      return try read(message, header)
    case .newer(let form):
      throw .damaged(
        "\(name): a newer version of Martlet has written the record at offset \(message.offset) (form \(form)); use "
          + "that version")
    case .malformed:
      return Addition()
    }
  }

  private mutating func read(_ message: KafkaMessage, _ header: EntryHeader) throws(StoreError) -> Addition {
    if !isWhole && header.first > next {
      throw .damaged(
        "\(name): the topic was compacted, and entries of the log are gone: after position \(next) comes "
          + "\(header.first); restore it from a backup into a topic with cleanup.policy=delete")
    }
    // A writer that knows another entry before has read another log.
    guard header.first == next, header.previous == lastToken else { return Addition() }
    if begun[header.append] == nil && begun.count == Self.maximumBegun { begun = [:] }
    // Retries may change the order, and repeat a record.
    begun[header.append, default: Begun(firstOffset: message.offset)].parts[header.part] = LogEntry(
      message, at: header.position, token: header.token, timestamp: header.timestamp)
    guard let whole = begun[header.append], whole.parts.count == header.count else { return Addition() }
    return accept((0..<header.count).compactMap { whole.parts[$0] }, header.append, from: whole.firstOffset)
  }

  private mutating func accept(_ entries: [LogEntry], _ append: UInt64?, from offset: Int64) -> Addition {
    let bookmark = TopicBookmark(offset: offset, position: next, previous: lastToken)
    begun = [:]
    next = LogPosition(rawValue: next.rawValue + Int64(entries.count))
    lastToken = entries.last?.token ?? lastToken
    return Addition(entries: entries, append: append, bookmark: bookmark)
  }

  private func anotherHistory(at offset: Int64) -> StoreError {
    anotherHistory("offset \(offset) of the topic")
  }

  private func anotherHistory(atEntry position: LogPosition) -> StoreError {
    anotherHistory("position \(position) of the log")
  }

  private func anotherHistory(_ place: String) -> StoreError {
    .damaged(
      """
      \(name): \(place) is no longer what was read from it: the topic was made anew, restored from a backup, or cut \
      short; start this node again to serve what it holds now
      """)
  }
}

extension KafkaMessage {
  /// Whether this is the same record: a broker may have put its own time in.
  fileprivate func hasContent(of other: KafkaMessage) -> Bool {
    key == other.key && value == other.value && headers == other.headers
  }
}
