import HashTreeCollections
public import SchemaCore

/// Which versions, or subjects, a question is about.
public enum DeletionFilter: Hashable, Sendable {
  /// Those not marked as deleted.
  case live
  /// All that are there.
  case all
  /// Those marked as deleted.
  case deletedOnly

  func includes(_ isDeleted: Bool) -> Bool {
    switch self {
    case .live: !isDeleted
    case .all: true
    case .deletedOnly: isDeleted
    }
  }
}

/// A prefix of subject names: `:*:name` in every context, `:.context:name` in one, `name` in the default context.
public struct SubjectPrefix: Hashable, Sendable {
  private let context: ContextName?
  private let name: String

  /// Reads the qualified form.
  public init(_ text: String) {
    let wildcard = ":*:"
    if text.utf8.starts(with: wildcard.utf8) {
      context = nil
      name = String(text.unicodeScalars.dropFirst(wildcard.unicodeScalars.count))
    } else {
      let subject = SubjectName(qualified: text)
      context = subject.context
      name = subject.name
    }
  }

  /// Every subject of every context.
  public static let everything = SubjectPrefix(":*:")

  /// True if the subject's name begins so.
  public func includes(_ subject: SubjectName) -> Bool {
    (context == nil || context == subject.context) && subject.name.utf8.starts(with: name.utf8)
  }
}

extension RegistryState {
  /// How many versions there are, deleted ones included.
  public var versionCount: Int { subjects.values.reduce(0) { $0 + $1.count } }

  /// The contexts that hold or have held schemas: the default one first, then the others sorted.
  public var contextNames: [ContextName] {
    let others = contexts.filter { $0.value.isAnnounced || !$0.value.contents.isEmpty }.keys
    return [.default] + others.filter { !$0.isDefault && $0 != .global }.sorted()
  }

  /// The subjects with the prefix, sorted. A subject counts as deleted when all its versions are.
  public func subjects(prefix: SubjectPrefix = .everything, _ filter: DeletionFilter = .live) -> [SubjectName] {
    subjects.filter { subject, versions in
      prefix.includes(subject) && filter.includes(versions.allSatisfy(\.isDeleted))
    }.keys.sorted()
  }

  /// The subjects that must be empty before importing into this scope, and are cleared then: the subject, or all of a
  /// context. The scope of `/mode` has no subject in its record, and a record without subject clears every context.
  func subjects(within scope: SubjectName) -> [SubjectName] {
    if !scope.isContext { return subjects[scope] == nil ? [] : [scope] }
    let isEverything = scope == Self.globalScope || scope == Self.everyContextScope
    return subjects.keys.filter { isEverything || $0.context == scope.context }.sorted()
  }

  /// The numbers of a subject's versions, ascending.
  ///
  /// - Throws: `subjectNotFound` if the subject has no version that counts: no live one, or for the other filters none
  ///   at all.
  public func versions(
    of subject: SubjectName, _ filter: DeletionFilter = .live
  ) throws(RegistryError) -> [SchemaVersion] {
    let versions = subjects[subject] ?? []
    let counted = filter == .live ? versions.filter { !$0.isDeleted } : versions
    if counted.isEmpty { throw .subjectNotFound(subject) }
    return counted.filter { filter.includes($0.isDeleted) }.map(\.version)
  }

  /// All versions of a subject that pass the filter, oldest first.
  public func history(of subject: SubjectName, _ filter: DeletionFilter = .live) -> [RegisteredSchema] {
    (subjects[subject] ?? []).filter { filter.includes($0.isDeleted) }.compactMap { registered($0, of: subject) }
  }

  /// One version of a subject. A subject without context that is not in the default one is searched in the others.
  ///
  /// - Parameter includesDeleted: true if a version marked as deleted is an answer; `latest` always is a live one.
  /// - Throws: `subjectNotFound`, `versionNotFound`.
  public func version(
    _ selector: VersionSelector, of subject: SubjectName, includesDeleted: Bool = false
  ) throws(RegistryError) -> RegisteredSchema {
    if let found = find(selector, of: subject, includesDeleted: includesDeleted) { return found }
    for candidate in namesakes(of: subject) {
      if let found = find(selector, of: candidate, includesDeleted: includesDeleted) { return found }
    }
    _ = try versions(of: subject, includesDeleted ? .all : .live)
    throw .versionNotFound(selector)
  }

  /// The newest version of a subject whose metadata have all of the properties. A version without metadata has not even
  /// none.
  ///
  /// - Throws: `subjectNotFound`, `schemaNotFound`.
  public func version(
    withProperties properties: [(key: String, value: String)], of subject: SubjectName, includesDeleted: Bool = false
  ) throws(RegistryError) -> RegisteredSchema {
    let filter: DeletionFilter = includesDeleted ? .all : .live
    _ = try versions(of: subject, filter)
    let found = history(of: subject, filter).last { version in
      guard let metadata = version.schema.metadata else { return false }
      return properties.allSatisfy { metadata.properties[$0.key] == ExactText($0.value) }
    }
    guard let found else { throw .schemaNotFound }
    return found
  }

  func find(_ selector: VersionSelector, of subject: SubjectName, includesDeleted: Bool) -> RegisteredSchema? {
    let versions = subjects[subject] ?? []
    let found =
      switch selector {
      case .latest: versions.last { !$0.isDeleted }
      case .number(let number): versions.first { $0.version == number && (includesDeleted || !$0.isDeleted) }
      }
    return found.flatMap { registered($0, of: subject) }
  }

  /// The subjects of the same name in the other contexts, for callers that name no context.
  func namesakes(of subject: SubjectName) -> [SubjectName] {
    guard searchesOtherContexts, subject.context.isDefault, !subject.isContext else { return [] }
    return contextNames.dropFirst().map { SubjectName(context: $0, name: subject.name) }
  }

  /// The content of an ID, and if `subject` has a name the version of that subject that holds it.
  ///
  /// An unqualified subject that does not hold the ID is searched in the other contexts; if nobody by that name holds
  /// it, the ID is answered whoever holds it, as clients look IDs up with the subject they think of.
  ///
  /// - Throws: `schemaIDNotFound`.
  public func schema(id: SchemaID, for subject: SubjectName) throws(RegistryError) -> RegisteredSchema {
    if !subject.isContext {
      if let found = schema(id: id, heldBy: subject) { return found }
      for candidate in namesakes(of: subject) {
        if let found = schema(id: id, heldBy: candidate) { return found }
      }
      if !subject.context.isDefault { throw .schemaIDNotFound(id) }
    }
    guard let key = contexts[subject.context]?.contents[id]?.holders.latest,
      let found = find(.number(key.version), of: key.subject, includesDeleted: true)
    else { throw .schemaIDNotFound(id) }
    return found
  }

  /// The latest version of a subject that holds an ID.
  private func schema(id: SchemaID, heldBy subject: SubjectName) -> RegisteredSchema? {
    contexts[subject.context]?.contents[id]?.holders.latest(of: subject).flatMap { key in
      find(.number(key.version), of: key.subject, includesDeleted: true)
    }
  }

  /// The highest ID that was given out in a context, or that may have been where the log cannot be read; 0 if none was.
  public func highestID(in context: ContextName) -> Int32 { contexts[context]?.highestID ?? damage.strayCount }

  /// The versions that hold an ID, sorted by subject, one a subject: the one written last.
  ///
  /// - Throws: `schemaNotFound` if nobody holds the ID.
  public func holders(
    of id: SchemaID, in context: ContextName, _ filter: DeletionFilter = .live
  ) throws(RegistryError) -> [VersionKey] {
    guard let content = contexts[context]?.contents[id] else { throw .schemaNotFound }
    var last: [SubjectName: VersionKey] = [:]
    for key in content.holders.keys where filter.includes(isDeleted(key)) { last[key.subject] = key }
    return last.values.sorted()
  }

  /// A schema by its GUID; the default context is searched first.
  ///
  /// - Throws: `schemaGUIDNotFound`.
  public func schema(guid text: String) throws(RegistryError) -> RegisteredSchema {
    guard let guid = SchemaGUID(text), let place = places(of: guid).first else { throw .schemaGUIDNotFound(text) }
    return try schema(id: place.id, for: SubjectName(context: place.context, name: ""))
  }

  /// The IDs of a GUID's content, context by context, the default one first.
  public func ids(of guid: SchemaGUID) -> [(context: ContextName, id: SchemaID)] {
    places(of: guid).map { ($0.context, $0.id) }
  }

  private func places(of guid: SchemaGUID) -> [ContentPlace] {
    contextNames.flatMap { name in
      (contexts[name]?.ids(of: guid) ?? []).sorted().map { ContentPlace(context: name, id: $0) }
    }
  }

  /// The IDs of the contents that refer to a version, sorted, each once: contents of two contexts may have one ID.
  ///
  /// - Parameter filter: `.live` leaves out contents that only versions marked as deleted hold.
  public func referrers(of key: VersionKey, _ filter: DeletionFilter = .live) -> [SchemaID] {
    let places = (referrers[key] ?? []).filter { place in
      contexts[place.context]?.contents[place.id]?.holders.keys.contains { filter.includes(isDeleted($0)) } ?? false
    }
    return Set(places.map(\.id)).sorted()
  }

  /// The subjects whose versions refer to a version.
  func referringSubjects(of key: VersionKey, _ filter: DeletionFilter) -> Set<SubjectName> {
    Set(referringVersions(of: key, filter).map(\.subject))
  }

  /// The versions that refer to a version.
  func referringVersions(of key: VersionKey, _ filter: DeletionFilter) -> [VersionKey] {
    (referrers[key] ?? []).flatMap { contexts[$0.context]?.contents[$0.id]?.holders.keys ?? [] }
      .filter { filter.includes(isDeleted($0)) }
  }

  private func isDeleted(_ key: VersionKey) -> Bool {
    subjects[key.subject]?.first { $0.version == key.version }?.isDeleted ?? true
  }

  private func registered(_ held: SubjectVersion, of subject: SubjectName) -> RegisteredSchema? {
    guard let content = contexts[subject.context]?.contents[held.id] else { return nil }
    return RegisteredSchema(
      key: VersionKey(subject, held.version), id: held.id, guid: content.guid, schema: content.schema,
      timestamp: held.timestamp, isDeleted: held.isDeleted)
  }
}
