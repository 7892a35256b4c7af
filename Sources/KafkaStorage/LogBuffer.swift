import Registry

/// The newest entries of the log: those that nobody has asked for yet, and some that may be asked for again.
struct LogBuffer {
  private var entries: [LogEntry] = []
  /// How many bytes each entry takes, about.
  private var sizes: [Int] = []
  private var size = 0
  /// Where the append of each entry begins.
  private var bookmarks: [TopicBookmark?] = []
  /// What stands before was asked for, or written here.
  private var readUpTo: LogPosition

  /// Enough that writers and readers seldom wait for each other, and little beside the registry's own memory.
  private static let maximumCount = 8_192
  private static let maximumSize = 64 << 20

  /// The position of the first entry, or of the next one if there is none.
  private(set) var start: LogPosition

  private var end: LogPosition { LogPosition(rawValue: start.rawValue + Int64(entries.count)) }

  /// - Parameter start: where the first entry will stand.
  init(from start: LogPosition = .start) {
    self.start = start
    readUpTo = start
  }

  /// Whether more may be read before somebody asks for what there is.
  var hasRoom: Bool { entries.count < Self.maximumCount && size < Self.maximumSize }

  /// Appends entries that follow each other.
  ///
  /// - Parameters:
  ///   - bookmark: where their append begins.
  ///   - isKnown: whether the only reader of the store knows them, because it wrote them.
  mutating func append(_ added: [LogEntry], size addedSize: Int, from bookmark: TopicBookmark?, isKnown: Bool) {
    guard let last = added.last else { return }
    entries += added
    sizes += Array(repeating: addedSize / added.count, count: added.count)
    bookmarks += Array(repeating: bookmark, count: added.count)
    size += addedSize / added.count * added.count
    if isKnown { noteRead(upTo: last.position.next) }
  }

  /// The entries from a position on that is not before the start.
  mutating func entries(from position: LogPosition, limit: Int) -> [LogEntry] {
    noteRead(upTo: position)
    guard position < end else { return [] }
    return Array(entries[Int(position.rawValue - start.rawValue)...].prefix(limit))
  }

  /// Where the append begins that the entry at a position belongs to; nil if it is not here.
  func bookmark(at position: LogPosition) -> TopicBookmark? {
    guard (start..<end).contains(position) else { return nil }
    return bookmarks[Int(position.rawValue - start.rawValue)]
  }

  /// Forgets what was read, but for the newest of it: a writer looks for what it was not told the outcome of.
  private mutating func noteRead(upTo position: LogPosition) {
    readUpTo = max(readUpTo, min(position, end))
    let readCount = Int(readUpTo.rawValue - start.rawValue)
    guard readCount > Self.maximumCount / 2 || size > Self.maximumSize / 2 else { return }
    var (count, kept) = (0, size)
    while count < readCount, readCount - count > Self.maximumCount / 4 || kept > Self.maximumSize / 4 {
      kept -= sizes[count]
      count += 1
    }
    entries.removeFirst(count)
    sizes.removeFirst(count)
    bookmarks.removeFirst(count)
    size = kept
    start = LogPosition(rawValue: start.rawValue + Int64(count))
  }
}
