import HashTreeCollections
public import SchemaCore

/// What is wrong with a log, found by reading all of it, and what follows from that.
public struct LogVerification: Sendable {
  /// What is being done, with how much of it is done.
  public enum Progress: Sendable {
    case records(Int)
    case schemas(Int)
  }

  /// What was found, in the order of the log.
  public internal(set) var findings: [LogFinding] = []
  /// How many records were read.
  public private(set) var recordCount = 0
  /// The registry that a server would serve from the log.
  public private(set) var state = RegistryState()

  /// True if nothing is wrong, but for warnings.
  public var isSound: Bool { findings.allSatisfy(\.isWarning) }

  /// Records of which nothing is left, one after the other.
  struct Stray {
    var positions: ClosedRange<LogPosition>
    var record: UnreadableRecord
    var written: ClosedRange<Int64>
  }

  private(set) var strays: [Stray] = []
  private(set) var unreadable: [LogDamage.Entry] = []
  /// What a record about it says in no place: IDs of contexts and versions of subjects that were passed over.
  private(set) var missing = MissingNumbers()
  private var lastTimestamp: Int64 = 0

  /// Reads a log.
  ///
  /// - Parameters:
  ///   - formats: in which contents are parsed.
  ///   - progress: told from time to time.
  /// - Throws: `StoreError` if the store cannot be read at all.
  public init(
    of store: any RegistryStore, formats: SchemaFormats, progress: (Progress) -> Void = { _ in }
  ) async throws(StoreError) {
    try await read(store, progress)
    addUnreadable()
    let schemas = schemaFindings(formats, progress)
    let positions = try await Self.positions(of: Set(schemas.map(\.version)), in: store)
    for (version, finding) in schemas {
      var finding = finding
      finding.positions = positions[version].map { $0...$0 }
      findings.append(finding)
    }
    findings.sort { ($0.positions?.lowerBound ?? .start) < ($1.positions?.lowerBound ?? .start) }
  }

  /// How many entries are read at a time.
  private static let pageSize = 2_048

  private mutating func read(_ store: any RegistryStore, _ progress: (Progress) -> Void) async throws(StoreError) {
    do {
      while case let news = try await store.entries(from: state.nextPosition, limit: Self.pageSize), !news.isEmpty {
        for entry in news {
          note(entry)
          state.apply(entry)
        }
        recordCount += news.count
        progress(.records(recordCount))
      }
    } catch .damaged(let reason) where recordCount > 0 {
      findings.append(
        LogFinding(
          .file, positions: state.nextPosition...state.nextPosition, message: reason,
          effects: ["what is written from there on is not known, and no server starts on the store"]))
    }
  }

  /// Looks at an entry before it is applied.
  private mutating func note(_ entry: LogEntry) {
    switch entry.record {
    case .unreadable(let record) where record.key == nil: noteStray(record, at: entry)
    case .unreadable(let record): noteUnreadable(record, at: entry.position)
    case .schema(let record): note(record, at: entry.position)
    default: break
    }
    guard entry.timestamp > 0 else { return }
    if let last = strays.indices.last, strays[last].positions.upperBound.next == entry.position,
      strays[last].record.part == .row
    {
      strays[last].written = lastTimestamp...max(lastTimestamp, entry.timestamp)
    }
    lastTimestamp = entry.timestamp
  }

  private mutating func noteUnreadable(_ record: UnreadableRecord, at position: LogPosition) {
    var record = record
    record.original = nil
    unreadable.append(LogDamage.Entry(position: position, record: record))
  }

  private mutating func noteStray(_ record: UnreadableRecord, at entry: LogEntry) {
    var record = record
    record.original = nil
    if let last = strays.indices.last, strays[last].positions.upperBound.next == entry.position,
      strays[last].record == record
    {
      strays[last].positions = strays[last].positions.lowerBound...entry.position
      return
    }
    let time = entry.timestamp > 0 ? entry.timestamp...entry.timestamp : lastTimestamp...Int64.max
    strays.append(Stray(positions: entry.position...entry.position, record: record, written: time))
  }

  private mutating func note(_ record: SchemaRecord, at position: LogPosition) {
    let context = record.key.subject.context
    let versionText = RecordKey.version(record.key).description
    missing.noteID(record.id, in: context)
    if let bound = state.contexts[context]?.contents[record.id], bound.key != record.contentKey {
      findings.append(
        LogFinding(
          .contentConflict, positions: position...position, subject: versionText,
          message:
            "it gives ID \(record.id) to another content than \(RecordKey.version(bound.holders.latest)) has it for",
          effects: ["\(versionText) is not served as it was written here: an ID stays with its first content"]))
      return
    }
    // A version that takes a deleted one's place is recorded after the removal of that one.
    let last = missing.noteVersion(record.key)
    if state.mode(for: record.key.subject).isImporting { return }
    let expected = Int64(state.damage.highestVersion(of: record.key.subject, known: last)) + 1
    if Int64(record.key.version.rawValue) > expected {
      findings.append(
        LogFinding(
          .numbering, isWarning: true, positions: position...position, subject: versionText,
          message: "the version before it is \(last), although nothing is imported here"))
    }
    let highestID = state.highestID(in: context)
    if state.contexts[context]?.contents[record.id] == nil, Int64(record.id.rawValue) > Int64(highestID) + 1 {
      findings.append(
        LogFinding(
          .numbering, isWarning: true, positions: position...position, subject: versionText,
          message: "the ID before its ID \(record.id) is \(highestID), although nothing is imported here"))
    }
  }

  /// Where each version was written last.
  private static func positions(
    of versions: Set<VersionKey>, in store: any RegistryStore
  ) async throws(StoreError) -> [VersionKey: LogPosition] {
    var positions: [VersionKey: LogPosition] = [:]
    if versions.isEmpty { return positions }
    var next = LogPosition.start
    do {
      while case let news = try await store.entries(from: next, limit: pageSize), let last = news.last {
        for case (let position, .schema(let record)) in news.map({ ($0.position, $0.record) })
        where versions.contains(record.key) {
          positions[record.key] = position
        }
        next = last.position.next
      }
    } catch .damaged {
      // Said before: what was read until there is what there is.
    }
    return positions
  }
}
