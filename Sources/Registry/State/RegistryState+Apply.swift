import HashTreeCollections
import SchemaCore

extension RegistryState {
  /// Takes in the entry at `nextPosition`: the only way in which a state changes.
  public mutating func apply(_ entry: LogEntry) {
    assert(entry.position == nextPosition, "entries are applied in order")
    nextPosition = entry.position.next
    if damage.count > 0, let key = entry.record.key { damage.makeGood(key) }
    switch entry.record {
    case .schema(let record): apply(record, timestamp: entry.timestamp)
    case .schemaRemoved(let key): remove(key)
    case .subjectDeleted(let subject, let version): markDeleted(subject, upTo: version)
    case .subjectCleared(let subject): clear(subject)
    case .config(let subject, let config): configs[subject] = config
    case .mode(let subject, let mode): modes[subject] = mode
    case .context(let name):
      let new = newContext
      contexts[name, default: new].isAnnounced = true
    case .contextRemoved(let name): contexts[name]?.isAnnounced = false
    case .encryptionKey(let record): encryptionKeys.apply(record, timestamp: entry.timestamp)
    case .noop: break
    case .unreadable(let record): reserve(record, at: entry.position)
    }
  }

  /// Keeps the numbers that a record may have given out from being given out again.
  private mutating func reserve(_ record: UnreadableRecord, at position: LogPosition) {
    if record.part == .kind { return }
    damage.add(record, at: position)
    switch record.key {
    case nil:
      for name in Array(contexts.keys) { contexts[name]?.reserveID(nil) }
    case .version(let key):
      // It need not be the next one: imports pass over IDs, and compaction takes away those that had them.
      let new = newContext
      contexts[key.subject.context, default: new].reserveID(record.id)
    default: break
    }
  }

  private var newContext: ContextState { ContextState(damage.strayCount, isLoading: isLoading) }

  private mutating func apply(_ record: SchemaRecord, timestamp: Int64) {
    let (subject, context) = (record.key.subject, record.key.subject.context)
    let (strayCount, isLoading) = (damage.strayCount, isLoading)
    let holding = contexts.updateValue(
      forKey: context, default: ContextState(strayCount, isLoading: isLoading)
    ) { $0.hold(record, record.contentKey) }
    if holding == .refused { return }
    if holding == .new {
      for reference in record.schema.references {
        referrers[reference.target(from: context), default: []].insert(ContentPlace(context: context, id: record.id))
      }
    }
    let version = SubjectVersion(
      version: record.key.version, id: record.id, timestamp: timestamp, isDeleted: record.isDeleted)
    let old = subjects.updateValue(forKey: subject, default: []) { $0.put(version) }
    if let old, old.id != record.id { release(old.id, from: record.key) }
    if damage.count > 0, old == nil, subjects[subject]?.last == version { damage.settle(subject) }
  }

  /// Takes a version off a content.
  private mutating func release(_ id: SchemaID, from key: VersionKey) {
    let context = key.subject.context
    guard let forgotten = contexts[context]?.release(id, from: key) else { return }
    for reference in forgotten.schema.references {
      let target = reference.target(from: context)
      referrers[target]?.remove(ContentPlace(context: context, id: id))
      if referrers[target]?.isEmpty == true { referrers[target] = nil }
    }
  }

  private mutating func remove(_ key: VersionKey) {
    guard var versions = subjects[key.subject], let place = versions.firstIndex(where: { $0.version == key.version })
    else { return }
    let removed = versions.remove(at: place)
    subjects[key.subject] = versions.isEmpty ? nil : versions
    release(removed.id, from: key)
  }

  private mutating func markDeleted(_ subject: SubjectName, upTo version: SchemaVersion) {
    guard let versions = subjects[subject] else { return }
    subjects[subject] = versions.map { held in
      var held = held
      if held.version <= version { held.isDeleted = true }
      return held
    }
  }

  private mutating func clear(_ scope: SubjectName) {
    for subject in subjects(within: scope) {
      for version in subjects[subject] ?? [] where version.isDeleted {
        remove(VersionKey(subject, version.version))
      }
    }
  }
}

extension ContextState {
  /// Notes that an ID may have been given out that nobody can read: one of which nothing is known was the next one.
  mutating func reserveID(_ id: SchemaID?) {
    let (next, isTooLarge) = highestID.addingReportingOverflow(1)
    if !isTooLarge { highestID = max(next, id?.rawValue ?? 0) }
  }
}

extension [SubjectVersion] {
  /// Puts a version in its place, and returns what stood there.
  fileprivate mutating func put(_ version: SubjectVersion) -> SubjectVersion? {
    let place = lastIndex { $0.version <= version.version }
    if let place, self[place].version == version.version {
      defer { self[place] = version }
      return self[place]
    }
    insert(version, at: place.map { $0 + 1 } ?? 0)
    return nil
  }
}

extension SchemaReference {
  /// The version meant, seen from a schema in `context`.
  func target(from context: ContextName) -> VersionKey {
    VersionKey(SubjectName(qualified: subject).resolved(in: context), SchemaVersion(rawValue: version))
  }
}
