import HashTreeCollections
import SchemaCore

extension RegistryState {
  /// Takes in the entry at `nextPosition`: the only way in which a state changes.
  public mutating func apply(_ entry: LogEntry) {
    assert(entry.position == nextPosition, "entries are applied in order")
    nextPosition = entry.position.next
    switch entry.record {
    case .schema(let record): apply(record, timestamp: entry.timestamp)
    case .schemaRemoved(let key): remove(key)
    case .subjectDeleted(let subject, let version): markDeleted(subject, upTo: version)
    case .subjectCleared(let subject): clear(subject)
    case .config(let subject, let config): configs[subject] = config
    case .mode(let subject, let mode): modes[subject] = mode
    case .context(let name): contexts[name, default: ContextState()].isAnnounced = true
    case .contextRemoved(let name): contexts[name]?.isAnnounced = false
    case .noop: break
    }
  }

  private mutating func apply(_ record: SchemaRecord, timestamp: Int64) {
    let context = record.key.subject.context
    let content = record.schema.contentKey
    var state = contexts[context] ?? ContextState()
    state.highestID = max(state.highestID, record.id.rawValue)
    defer { contexts[context] = state }
    // An ID keeps the first content it was given: readers may hold records framed with it.
    if let bound = state.contents[record.id], bound.schema.contentKey != content { return }

    let version = SubjectVersion(
      version: record.key.version, id: record.id, timestamp: timestamp, isDeleted: record.isDeleted)
    if let old = insert(version, in: record.key.subject), old.id != record.id {
      release(old.id, from: record.key, in: &state, context: context)
    }
    hold(record, content, in: &state)
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
    return nil
  }

  private mutating func hold(_ record: SchemaRecord, _ content: ContentKey, in state: inout ContextState) {
    if var stored = state.contents[record.id] {
      if !stored.holders.contains(record.key) { stored.holders.append(record.key) }
      state.contents[record.id] = stored
      return
    }
    state.contents[record.id] = StoredContent(schema: record.schema, guid: content.guid, holders: [record.key])
    // Imports may give one content several IDs; a new registration reuses the first.
    if state.ids[content] == nil { state.ids[content] = record.id }
    let place = ContentPlace(context: record.key.subject.context, id: record.id)
    for reference in record.schema.references {
      referrers[reference.target(from: place.context), default: []].insert(place)
    }
  }

  /// Takes a version off a content; a content that nobody holds is forgotten, its ID is not given out again.
  private mutating func release(
    _ id: SchemaID, from key: VersionKey, in state: inout ContextState, context: ContextName
  ) {
    guard var stored = state.contents[id] else { return }
    stored.holders.removeAll { $0 == key }
    if !stored.holders.isEmpty {
      state.contents[id] = stored
      return
    }
    state.contents[id] = nil
    let content = ContentKey(format: stored.schema.format, guid: stored.guid)
    if state.ids[content] == id { state.ids[content] = nil }
    let place = ContentPlace(context: context, id: id)
    for reference in stored.schema.references {
      let target = reference.target(from: context)
      referrers[target]?.remove(place)
      if referrers[target]?.isEmpty == true { referrers[target] = nil }
    }
  }

  private mutating func remove(_ key: VersionKey) {
    guard var versions = subjects[key.subject], let place = versions.firstIndex(where: { $0.version == key.version })
    else { return }
    let removed = versions.remove(at: place)
    subjects[key.subject] = versions.isEmpty ? nil : versions
    var state = contexts[key.subject.context] ?? ContextState()
    release(removed.id, from: key, in: &state, context: key.subject.context)
    contexts[key.subject.context] = state
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

extension SchemaReference {
  /// The version meant, seen from a schema in `context`.
  func target(from context: ContextName) -> VersionKey {
    VersionKey(SubjectName(qualified: subject).resolved(in: context), SchemaVersion(rawValue: version))
  }
}
