import HashTreeCollections
public import SchemaCore

/// The whole registry as one value: what the records of the log, applied in order, amount to. A copy is cheap, and
/// stays as it is while the registry moves on.
public struct RegistryState: Sendable {
  /// Where the next record goes.
  public internal(set) var nextPosition = LogPosition.start
  /// The level where nothing is configured.
  public let defaultLevel: CompatibilityLevel
  /// True if settings without a level leave it to those further up; false if they mean the default, as in the reference.
  let inheritsLevels: Bool
  /// True if a subject that names no context and is not found in the default one is looked for in the others.
  let searchesOtherContexts: Bool

  var contexts: TreeDictionary<ContextName, ContextState> = [:]
  /// The versions of each subject, ascending.
  var subjects: TreeDictionary<SubjectName, [SubjectVersion]> = [:]
  var configs: TreeDictionary<SubjectName, SubjectConfig> = [:]
  var modes: TreeDictionary<SubjectName, RegistryMode> = [:]
  /// Which contents refer to a version.
  var referrers: TreeDictionary<VersionKey, TreeSet<ContentPlace>> = [:]
  var encryptionKeys = EncryptionKeyState()
  /// What cannot be read in the log.
  public internal(set) var damage = LogDamage()

  /// An empty registry.
  public init(
    defaultLevel: CompatibilityLevel = .backward, inheritsLevels: Bool = false, searchesOtherContexts: Bool = true
  ) {
    self.defaultLevel = defaultLevel
    self.inheritsLevels = inheritsLevels
    self.searchesOtherContexts = searchesOtherContexts
  }
}

/// The contents and IDs of one context.
struct ContextState: Sendable {
  /// True if the context was announced by a record of its own, as every context but the default one is.
  var isAnnounced = false
  /// The highest ID ever seen, also of contents that are gone.
  var highestID: Int32 = 0
  var contents: TreeDictionary<SchemaID, StoredContent> = [:]
  /// The ID that a new registration of a content gets.
  private(set) var ids: TreeDictionary<ContentKey, SchemaID> = [:]
  /// What imports gave to contents that had an ID already: rare, and kept apart for that.
  private var furtherIDs: TreeDictionary<ContentKey, [SchemaID]> = [:]

  /// Every ID of a content, in the order in which they were given.
  func allIDs(of content: ContentKey) -> [SchemaID] {
    (ids[content].map { [$0] } ?? []) + (furtherIDs[content] ?? [])
  }

  /// Gives a content an ID that it does not have yet.
  mutating func bind(_ id: SchemaID, to content: ContentKey) {
    if ids[content] == nil { ids[content] = id } else { furtherIDs[content, default: []].append(id) }
  }

  /// Takes an ID from a content; the next one it was given takes its place.
  mutating func unbind(_ id: SchemaID, from content: ContentKey) {
    let left = allIDs(of: content).filter { $0 != id }
    ids[content] = left.first
    furtherIDs[content] = left.count > 1 ? Array(left.dropFirst()) : nil
  }
}

/// A content and the versions that hold it, deleted ones included.
struct StoredContent: Sendable {
  var schema: SchemaText
  var guid: SchemaGUID
  var holders: ContentHolders

  var key: ContentKey { ContentKey(format: schema.format, guid: guid) }
}

/// A content's place: IDs are numbers of a context.
struct ContentPlace: Hashable, Sendable {
  var context: ContextName
  var id: SchemaID
}

/// One version as its subject lists it.
struct SubjectVersion: Hashable, Sendable {
  var version: SchemaVersion
  var id: SchemaID
  var timestamp: Int64
  var isDeleted: Bool
}
