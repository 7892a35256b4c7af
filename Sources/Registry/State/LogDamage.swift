import HashTreeCollections
import SchemaCore

/// What cannot be read in the log, and the numbers that it may have given out, which are not given out again.
///
/// A record whose key can be read speaks for one subject and its context; any other may have been about anything. That
/// holds for what was registered: an import may give any number, and what it gave cannot be told.
public struct LogDamage: Sendable {
  /// A record that cannot be read, and that no later record has made good.
  public struct Entry: Hashable, Sendable {
    public var position: LogPosition
    public var record: UnreadableRecord
  }

  /// Those that may have been about anything.
  private var strays: [Entry] = []
  private var byKey: TreeDictionary<RecordKey, Entry> = [:]
  /// How many strays the registration of a subject's highest version knew of.
  private var settled: TreeDictionary<SubjectName, Int> = [:]
  /// The highest version of each subject that a record nobody can read was about.
  private var versions: TreeDictionary<SubjectName, SchemaVersion> = [:]

  /// How many records there are.
  public var count: Int { strays.count + byKey.count }

  /// The records, in the order of the log.
  public var entries: [Entry] { (strays + byKey.values).sorted { $0.position < $1.position } }

  /// How many IDs of each context, and versions of each subject, may have been given out by nobody knows whom.
  var strayCount: Int32 { Int32(clamping: strays.count) }

  /// True if a record about this cannot be read, so that there may be something that is not known.
  func isUnreadable(_ key: RecordKey) -> Bool { byKey[key] != nil }

  /// The highest version of a subject that may have been given out.
  ///
  /// - Parameter known: the highest one that is known, or 0.
  func highestVersion(of subject: SubjectName, known: Int32) -> Int32 {
    let named = max(known, versions[subject]?.rawValue ?? 0)
    let unsettled = Int32(clamping: strays.count - settled[subject, default: 0])
    let (sum, isTooLarge) = named.addingReportingOverflow(unsettled)
    return isTooLarge ? .max : sum
  }

  mutating func add(_ record: UnreadableRecord, at position: LogPosition) {
    var entry = Entry(position: position, record: record)
    // The log has it; a registry that runs for long need not.
    entry.record.original = nil
    guard let key = record.key else { return strays.append(entry) }
    byKey[key] = entry
    if case .version(let key) = key { versions[key.subject] = max(versions[key.subject] ?? key.version, key.version) }
  }

  /// Notes that a record about this can be read: the last one counts.
  mutating func makeGood(_ key: RecordKey) {
    if !byKey.isEmpty { byKey[key] = nil }
  }

  /// Notes that a subject has got a version above all others: whoever gave it its number knew what is lost here.
  mutating func settle(_ subject: SubjectName) {
    if !strays.isEmpty { settled[subject] = strays.count }
  }
}
