import HashTreeCollections
public import SchemaCore

/// The whole registry as one value: what the records of the log, applied in order, amount to. A copy is cheap, and
/// stays as it is while the registry moves on.
public struct RegistryState: Sendable {
  /// Where the next record goes.
  public internal(set) var nextPosition = LogPosition.start
  /// The level where nothing is configured.
  public let defaultLevel: CompatibilityLevel

  var contexts: TreeDictionary<ContextName, ContextState> = [:]
  /// The versions of each subject, ascending.
  var subjects: TreeDictionary<SubjectName, [SubjectVersion]> = [:]
  var configs: TreeDictionary<SubjectName, SubjectConfig> = [:]
  var modes: TreeDictionary<SubjectName, RegistryMode> = [:]
  /// Which contents refer to a version.
  var referrers: TreeDictionary<VersionKey, TreeSet<ContentPlace>> = [:]

  /// An empty registry.
  public init(defaultLevel: CompatibilityLevel = .backward) {
    self.defaultLevel = defaultLevel
  }
}

/// The contents and IDs of one context.
struct ContextState: Sendable {
  /// True if the context was announced by a record of its own, as every context but the default one is.
  var isAnnounced = false
  /// The highest ID ever seen, also of contents that are gone.
  var highestID: Int32 = 0
  var contents: TreeDictionary<SchemaID, StoredContent> = [:]
  var ids: TreeDictionary<ContentKey, SchemaID> = [:]
}

/// A content and the versions that hold it, deleted ones included, in the order in which they were written.
struct StoredContent: Sendable {
  var schema: SchemaText
  var guid: SchemaGUID
  var holders: [VersionKey]

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
