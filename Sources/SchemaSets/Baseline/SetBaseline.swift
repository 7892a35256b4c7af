public import Registry
public import SchemaCore

/// Another state of a folder of schemas, such as a commit: what a registry would hold if it had been registered.
public struct SetBaseline: Baseline {
  private let set: SchemaSet

  public init(_ set: SchemaSet) {
    self.set = set
  }

  public var name: String { self.set.name }

  public func name(of version: VersionKey) -> String? {
    let members = set.subjects[version.subject] ?? []
    let numbered = members.first { $0.version == version.version }
    let place = Int(version.version.rawValue) - 1
    return (numbered ?? (members.indices.contains(place) ? members[place] : nil)).map { set.tree.path(of: $0.path) }
  }

  public func unchangedSubjects(of other: SchemaSet) throws(SetError) -> Set<SubjectName> {
    var comparison = SetComparison(old: set, new: other)
    return Set(other.subjects.keys.filter { comparison.isUnchanged($0) })
  }

  public func records(of subjects: Set<SubjectName>) throws(SetError) -> [RegistryRecord] {
    let needed = set.closure(of: subjects)
    let members = try set.ordered().filter { needed.contains($0.subject) }
    let texts = try set.texts(of: members)
    var records: [RegistryRecord] = []
    var highest: [SubjectName: SchemaVersion] = [:]
    for (index, (member, text)) in zip(members, texts).enumerated() {
      let next = SchemaVersion(rawValue: (highest[member.subject]?.rawValue ?? 0) + 1)
      let version = member.version ?? next
      highest[member.subject] = version
      var schema = text
      for (place, reference) in member.references.enumerated() where reference.version == nil {
        // What is not in the set is not known here; that is said where the schema is read.
        guard let latest = set.latestVersion(of: reference.subject) else { continue }
        schema.references[place].version = latest.rawValue
      }
      let record = SchemaRecord(
        key: VersionKey(member.subject, version), id: SchemaID(rawValue: Int32(clamping: index + 1)), schema: schema)
      records.append(.schema(record))
    }
    return records
  }
}

extension SchemaSet {
  /// The subjects and all that they refer to.
  func closure(of subjects: Set<SubjectName>) -> Set<SubjectName> {
    var closure: Set<SubjectName> = []
    var waiting = Array(subjects)
    while let subject = waiting.popLast() {
      guard self.subjects[subject] != nil, closure.insert(subject).inserted else { continue }
      waiting += (self.subjects[subject] ?? []).flatMap(\.references).map(\.subject)
    }
    return closure
  }
}

/// Which subjects are the same in two states of a set: the same files, settings apart, and nothing else that they use.
private struct SetComparison {
  let old: SchemaSet
  let new: SchemaSet
  private var known: [SubjectName: Bool] = [:]

  init(old: SchemaSet, new: SchemaSet) {
    self.old = old
    self.new = new
  }

  mutating func isUnchanged(_ subject: SubjectName) -> Bool {
    // Everything that is reachable has to be the same; what is not reachable does not matter.
    var seen: Set<SubjectName> = []
    var waiting = [subject]
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted else { continue }
      if known[next] == true { continue }
      guard known[next] != false, hasSameMembers(next) else {
        known[next] = false
        known[subject] = false
        return false
      }
      waiting += (new.subjects[next] ?? []).flatMap(\.references).map(\.subject).filter { new.subjects[$0] != nil }
    }
    known[subject] = true
    return true
  }

  private func hasSameMembers(_ subject: SubjectName) -> Bool {
    guard let before = old.subjects[subject], let after = new.subjects[subject], before.count == after.count else {
      return false
    }
    return zip(before, after).allSatisfy { before, after in
      before.identity == after.identity && before.format == after.format && before.version == after.version
        && before.entry.metadata == after.entry.metadata && before.entry.ruleSet == after.entry.ruleSet
        && before.references.map(\.withoutPosition) == after.references.map(\.withoutPosition)
    }
  }
}

extension SchemaSet.Reference {
  fileprivate var withoutPosition: Self {
    .init(name: name, subject: subject, givenSubject: givenSubject, version: version, position: nil)
  }
}
