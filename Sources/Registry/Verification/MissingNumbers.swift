import SchemaCore

/// Numbers that were given out, as others after them show, and that no record has that can be read.
struct MissingNumbers: Sendable {
  private var ids: [ContextName: Set<Int32>] = [:]
  private var versions: Set<VersionKey> = []
  /// The highest version that each subject ever had.
  private var highest: [SubjectName: Int32] = [:]

  /// How many of a run of numbers are looked at: an import may pass over any number of them.
  private static let maximumRun: Int32 = 1_000

  mutating func noteID(_ id: SchemaID, in context: ContextName) {
    ids[context, default: []].insert(id.rawValue)
  }

  /// Notes that a version is there.
  ///
  /// - Returns: the highest version that the subject had before, also if it is gone; 0 if it had none.
  mutating func noteVersion(_ key: VersionKey) -> Int32 {
    versions.remove(key)
    let last = highest[key.subject] ?? 0
    let version = key.version.rawValue
    guard last < version else { return last }
    highest[key.subject] = version
    guard version - last <= Self.maximumRun else { return last }
    for number in (last + 1)..<version {
      versions.insert(VersionKey(key.subject, SchemaVersion(rawValue: number)))
    }
    return last
  }

  /// The numbers, as parts of sentences: at most so many, in order.
  func texts(limit: Int) -> [String] {
    var texts: [String] = []
    for (context, seen) in ids.sorted(by: { $0.key < $1.key }) {
      var last: Int32 = 0
      for id in seen.sorted() where id > 0 {
        if id - last <= Self.maximumRun {
          texts += ((last + 1)..<max(id, last + 1)).map {
            "ID \($0)" + (context.isDefault ? "" : " of context \(context)")
          }
        }
        last = id
        if texts.count >= limit { break }
      }
    }
    texts += versions.sorted().map { RecordKey.version($0).description }
    return Array(texts.prefix(limit))
  }
}
