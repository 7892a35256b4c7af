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
    damage.add(record, at: position)
    switch record.key {
    case nil:
      for name in Array(contexts.keys) { contexts[name]?.reserveID(nil) }
    case .version(let key):
      // Only an import gives an ID that is not the next one.
      let isImported = mode(for: key.subject).isImporting
      let new = newContext
      contexts[key.subject.context, default: new].reserveID(isImported ? record.id : nil)
    default: break
    }
  }

  /// A context that is not known yet: what cannot be read may have given out IDs in it.
  private var newContext: ContextState {
    var new = ContextState()
    new.highestID = damage.strayCount
    return new
  }

  private mutating func apply(_ record: SchemaRecord, timestamp: Int64) {
    let content = record.schema.contentKey
    let new = newContext
    guard contexts[record.key.subject.context, default: new].accepts(content, as: record.id) else { return }
    let version = SubjectVersion(
      version: record.key.version, id: record.id, timestamp: timestamp, isDeleted: record.isDeleted)
    if let old = insert(version, in: record.key.subject), old.id != record.id { release(old.id, from: record.key) }
    hold(record, content)
  }

  /// Puts a version in its place among its subject's, and returns what stood there.
  private mutating func insert(_ version: SubjectVersion, in subject: SubjectName) -> SubjectVersion? {
    var versions = subjects[subject] ?? []
    defer { subjects[subject] = versions }
    let place = versions.lastIndex { $0.version <= version.version }
    if let place, versions[place].version == version.version {
      defer { versions[place] = version }
      return versions[place]
    }
    versions.insert(version, at: place.map { $0 + 1 } ?? 0)
    if versions.last == version { damage.settle(subject) }
    return nil
  }

  private mutating func hold(_ record: SchemaRecord, _ content: ContentKey) {
    let context = record.key.subject.context
    let new = newContext
    guard contexts[context, default: new].hold(record, content) else { return }
    for reference in record.schema.references {
      referrers[reference.target(from: context), default: []].insert(ContentPlace(context: context, id: record.id))
    }
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

  /// Notes that an ID was given out, and tells whether it may stand for the content: an ID keeps the first content that
  /// it was given, as readers may hold records framed with it.
  mutating func accepts(_ content: ContentKey, as id: SchemaID) -> Bool {
    highestID = max(highestID, id.rawValue)
    return contents[id].map { $0.key == content } ?? true
  }

  /// Notes that a version holds a content; true if nobody did before.
  mutating func hold(_ record: SchemaRecord, _ content: ContentKey) -> Bool {
    if contents[record.id] != nil {
      contents[record.id]?.holders.insert(record.key)
      return false
    }
    contents[record.id] = StoredContent(
      schema: record.schema, guid: content.guid, holders: ContentHolders(record.key))
    bind(record.id, to: content)
    return true
  }

  /// Takes a version off a content. One that nobody holds is forgotten and returned; its ID is not given out again.
  mutating func release(_ id: SchemaID, from key: VersionKey) -> StoredContent? {
    guard contents[id]?.holders.remove(key) == false, let stored = contents[id] else { return nil }
    contents[id] = nil
    unbind(id, from: stored.key)
    return stored
  }
}

extension SchemaReference {
  /// The version meant, seen from a schema in `context`.
  func target(from context: ContextName) -> VersionKey {
    VersionKey(SubjectName(qualified: subject).resolved(in: context), SchemaVersion(rawValue: version))
  }
}
