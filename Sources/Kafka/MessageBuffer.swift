/// Messages fetched and not yet taken: a queue that knows how many more it should hold.
struct MessageBuffer {
  /// Enough to keep the thread and the tasks from handing over one by one, and few to read again after a crash.
  private static let maximumCount = 512

  /// Bytes of keys, values and headers.
  static let maximumSize = 1 << 20

  private var messages: [KafkaMessage] = []
  private var taken = 0
  private var size = 0

  var count: Int { messages.count - taken }
  var isEmpty: Bool { count == 0 }

  /// How many messages fit. One big message may go over the limit of bytes; the next waits for it to be taken.
  var room: Int { size >= Self.maximumSize ? 0 : max(0, Self.maximumCount - count) }

  /// Whether it is time to fetch more.
  var isLow: Bool { count <= Self.maximumCount / 2 && size <= Self.maximumSize / 2 }

  mutating func append(_ message: KafkaMessage) {
    messages.append(message)
    size += message.size
  }

  mutating func popFirst() -> KafkaMessage? {
    guard taken < messages.count else { return nil }
    let message = messages[taken]
    taken += 1
    size -= message.size
    if taken == messages.count { removeAll() } else if taken >= Self.maximumCount { compact() }
    return message
  }

  mutating func removeAll() {
    messages.removeAll(keepingCapacity: true)
    taken = 0
    size = 0
  }

  mutating func removeAll(where isUnwanted: (KafkaMessage) -> Bool) {
    compact()
    messages.removeAll(where: isUnwanted)
    size = messages.reduce(0) { $0 + $1.size }
  }

  private mutating func compact() {
    messages.removeFirst(taken)
    taken = 0
  }
}
