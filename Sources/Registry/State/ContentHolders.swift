import HashTreeCollections
import SchemaCore

/// The versions that hold a content. Most contents have one holder; a key schema may have one for each topic, so that
/// adding one must not cost more the more there are.
struct ContentHolders: Sendable {
  /// The holder that was written last.
  private(set) var latest: VersionKey
  /// All holders once there is more than one: the versions of each subject in the order in which they were written.
  private var all: TreeDictionary<SubjectName, [SchemaVersion]>?

  init(_ first: VersionKey) {
    latest = first
  }

  /// Adds a holder; one that is there stays where it is.
  mutating func insert(_ key: VersionKey) {
    if all == nil {
      if key == latest { return }
      all = [latest.subject: [latest.version]]
    }
    if all?[key.subject]?.contains(key.version) == true { return }
    all?[key.subject, default: []].append(key.version)
    latest = key
  }

  /// Takes a holder out; false if it was the last one, which then stays for whoever takes the content away.
  mutating func remove(_ key: VersionKey) -> Bool {
    guard all != nil else { return key != latest }
    all?[key.subject]?.removeAll { $0 == key.version }
    if all?[key.subject]?.isEmpty == true { all?[key.subject] = nil }
    guard let rest = all, let subject = rest.keys.min(), let version = rest[subject]?.last else { return false }
    if key == latest { latest = VersionKey(subject, version) }
    return true
  }

  /// The version of a subject that was written last.
  func latest(of subject: SubjectName) -> VersionKey? {
    if let all { return all[subject]?.last.map { VersionKey(subject, $0) } }
    return latest.subject == subject ? latest : nil
  }

  /// Every holder, a subject's in the order in which they were written.
  var keys: [VersionKey] {
    guard let all else { return [latest] }
    return all.flatMap { subject, versions in versions.map { VersionKey(subject, $0) } }
  }
}
