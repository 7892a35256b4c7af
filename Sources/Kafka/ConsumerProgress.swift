/// How far the tasks of a group's member have come in the partitions that it has at present.
///
/// A partition may be taken away and come back while a task still has a message of the first time in hand. Such a
/// message must not count: the partition's position is now another one.
struct ConsumerProgress {
  private struct Position {
    /// The first message that was fetched since the partition was given to this member.
    var first: Int64?
    /// The newest message that a task took and has not skipped, and the one before it.
    var taken: Int64 = -1
    var takenBefore: Int64 = -1
    /// The offset after the newest processed message.
    var next: Int64 = -1
    /// Messages that need no processing, with the taken one that stands before them: oldest first.
    var skipped: [(after: Int64, offset: Int64)] = []

    /// Whether everything that was taken was processed.
    var isSettled: Bool { taken < 0 || taken < next }
  }

  /// Further ones are forgotten, and only read again after a restart.
  private static let maximumSkipped = 1024

  private var positions: [TopicPartition: Position] = [:]

  mutating func gain(_ partitions: [TopicPartition]) {
    for partition in partitions { positions[partition] = Position() }
  }

  mutating func lose(_ partitions: [TopicPartition]) {
    for partition in partitions { positions[partition] = nil }
  }

  /// Notes that a message was fetched, and says whether its partition is still this member's.
  mutating func noteFetched(_ message: KafkaMessage) -> Bool {
    let partition = TopicPartition(message)
    guard let position = positions[partition] else { return false }
    if position.first == nil { positions[partition]?.first = message.offset }
    return true
  }

  mutating func noteTaken(_ message: KafkaMessage) {
    let partition = TopicPartition(message)
    guard let taken = positions[partition]?.taken else { return }
    positions[partition]?.takenBefore = taken
    positions[partition]?.taken = message.offset
  }

  /// Notes that a message was processed.
  ///
  /// - Returns: the offset to go on from; `nil` if that is no news: the message is not of a partition that the member
  ///   has, was taken before it had it, or one after it was processed before.
  mutating func noteProcessed(_ message: KafkaMessage) -> Int64? {
    let partition = TopicPartition(message)
    guard isTaken(message), var position = positions[partition], message.offset >= position.next else { return nil }
    position.next = message.offset + 1
    while let skipped = position.skipped.first, skipped.after <= message.offset {
      position.next = max(position.next, skipped.offset + 1)
      position.skipped.removeFirst()
    }
    positions[partition] = position
    return position.next
  }

  /// Notes that the message that a task took last needs no processing, so that it counts as processed as soon as
  /// everything before it does.
  ///
  /// - Returns: the offset to go on from, if everything before it was processed already.
  mutating func noteSkipped(_ message: KafkaMessage) -> Int64? {
    let partition = TopicPartition(message)
    guard isTaken(message), var position = positions[partition], position.taken == message.offset else { return nil }
    position.taken = position.takenBefore
    defer { positions[partition] = position }
    if position.isSettled {
      position.next = max(position.next, message.offset + 1)
      return position.next
    }
    if position.skipped.last?.after == position.taken { position.skipped.removeLast() }
    if position.skipped.count < Self.maximumSkipped { position.skipped.append((position.taken, message.offset)) }
    return nil
  }

  /// Whether a task took the message since its partition was given to this member.
  func isTaken(_ message: KafkaMessage) -> Bool {
    guard let position = positions[TopicPartition(message)], let first = position.first else { return false }
    return (first...max(first, position.taken)).contains(message.offset)
  }

  /// Whether everything that was taken of these partitions was processed.
  func isSettled(_ partitions: [TopicPartition]) -> Bool {
    partitions.allSatisfy { positions[$0]?.isSettled ?? true }
  }
}
