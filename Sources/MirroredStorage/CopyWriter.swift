import Registry
import SQLiteStorage

/// Adds to the copy what its store is seen to hold, in batches and when there is time: nobody who reads or appends waits
/// for the copy's disk.
actor CopyWriter {
  private struct Addition {
    var entries: [LogEntry]
    var bookmark: String?
  }

  private let copy: SQLiteCopy
  private let report: @Sendable (MirroredStore.Event) -> Void
  private var waiting: [Addition] = []
  /// How many entries wait.
  private var count = 0
  /// The position after all that was added.
  private var end: LogPosition
  /// The position after all that is in the copy.
  private var writtenEnd: LogPosition
  private var writing: Task<Void, Never>?
  private var isFailing = false
  /// Nothing more is added: the node is ending, or the copy has been given up.
  private var isOver = false
  private var readers: [CheckedContinuation<Void, Never>] = []

  private static let batchSize = 2_000
  /// More than this is not read ahead of a copy that takes entries.
  private static let roomyCount = 10_000
  /// With more than this waiting the copy is given up: memory is for the registry.
  private static let maximumCount = 100_000
  private static let pauseAfterFailure = Duration.seconds(10)

  init(_ copy: SQLiteCopy, report: @escaping @Sendable (MirroredStore.Event) -> Void) {
    self.copy = copy
    self.report = report
    end = copy.end
    writtenEnd = copy.end
  }

  /// Has entries added that follow on what was added before; those that were added already may come again.
  ///
  /// - Parameter bookmark: where the store can begin to read from then on.
  func add(_ entries: [LogEntry], bookmark: String?) {
    if isOver { return }
    let news = Array(entries.drop { $0.position < end })
    // Only what goes on from the copy keeps it a beginning of the log.
    if let first = news.first, first.position != end { return }
    if news.isEmpty && (bookmark == nil || !entries.isEmpty) { return }
    waiting.append(Addition(entries: news, bookmark: bookmark))
    count += news.count
    end = news.last?.position.next ?? end
    if count > Self.maximumCount { return giveUp() }
    if writing == nil { writing = Task { await write() } }
  }

  /// Returns when not much is waiting, or waiting would be in vain.
  func waitForRoom() async {
    if count <= Self.roomyCount || isFailing { return }
    await withCheckedContinuation { readers.append($0) }
  }

  /// Returns when all is written that can be; nothing is added afterwards.
  func finish() async {
    isOver = true
    if isFailing { return }
    await writing?.value
  }

  private func write() async {
    while !waiting.isEmpty {
      let (entries, bookmark, additions) = nextBatch()
      do throws(StoreError) {
        try await copy.append(entries, at: writtenEnd, bookmark: bookmark)
        writtenEnd = entries.last?.position.next ?? writtenEnd
        waiting.removeFirst(min(additions, waiting.count))
        count = max(0, count - entries.count)
        if isFailing { report(.copyGoesOn) }
        isFailing = false
        letReadersGo()
      } catch {
        if !isFailing { report(.copyFails(error)) }
        isFailing = true
        letReadersGo()
        if isOver { break }
        // Nobody cancels this task.
        try? await Task.sleep(for: Self.pauseAfterFailure)
        if isOver { break }
      }
    }
    writing = nil
  }

  private func nextBatch() -> (entries: [LogEntry], bookmark: String?, additions: Int) {
    var entries: [LogEntry] = []
    var bookmark: String?
    var additions = 0
    while additions < waiting.count && entries.count < Self.batchSize {
      entries += waiting[additions].entries
      bookmark = waiting[additions].bookmark ?? bookmark
      additions += 1
    }
    return (entries, bookmark, additions)
  }

  private func giveUp() {
    isOver = true
    waiting = []
    count = 0
    report(.copyIsGivenUp)
    letReadersGo()
  }

  private func letReadersGo() {
    for reader in readers { reader.resume() }
    readers = []
  }
}
