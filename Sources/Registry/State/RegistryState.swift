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
  /// Whether what is applied is a whole log that is only looked at in the end.
  private(set) var isLoading = false

  /// An empty registry.
  public init(
    defaultLevel: CompatibilityLevel = .backward, inheritsLevels: Bool = false, searchesOtherContexts: Bool = true
  ) {
    self.defaultLevel = defaultLevel
    self.inheritsLevels = inheritsLevels
    self.searchesOtherContexts = searchesOtherContexts
  }
}

extension RegistryState {
  /// Begins to apply a log from its start. Until ``endLoading()`` the state can be asked, but slowly.
  mutating func beginLoading() {
    isLoading = nextPosition == .start
  }

  /// Ends the loading of a log.
  mutating func endLoading() {
    if !isLoading { return }
    isLoading = false
    for name in Array(contexts.keys) { contexts[name]?.endLoading() }
  }
}

/// The contents and IDs of one context.
struct ContextState: Sendable {
  /// True if the context was announced by a record of its own, as every context but the default one is.
  var isAnnounced = false
  /// The highest ID ever seen, also of contents that are gone.
  var highestID: Int32
  private(set) var contents = ContentTable()
  private var index: ContentIndex

  /// A context that is not known yet: what cannot be read may have given out IDs in it.
  ///
  /// - Parameters:
  ///   - strayCount: how many records there are of which nobody knows what they gave out.
  ///   - isLoading: whether ``endLoading()`` will be called.
  init(_ strayCount: Int32, isLoading: Bool) {
    highestID = strayCount
    index = ContentIndex(isLoading: isLoading)
  }

  /// Ends the loading of a log.
  mutating func endLoading() { index.endLoading() }

  /// The IDs of the contents that have a GUID, in the order in which they were given.
  func ids(of guid: SchemaGUID) -> [SchemaID] {
    index.ids(of: guid)
  }

  /// The ID that a new registration of a content gets; nil if the content is new.
  func id(of content: ContentKey) -> SchemaID? {
    ids(of: content.guid).first { contents[$0]?.schema.format == content.format }
  }
}

extension ContextState {
  /// What came of a version's wish to hold a content under an ID.
  enum Holding {
    /// The ID stands for another content.
    case refused
    /// The version is one more holder, or was one.
    case known
    /// Nobody held the content under this ID.
    case new
  }

  /// Notes that a version holds a content. An ID keeps the first content that it was given, as readers may hold records
  /// framed with it, and counts as given out even where it is refused.
  mutating func hold(_ record: SchemaRecord, _ content: ContentKey) -> Holding {
    highestID = max(highestID, record.id.rawValue)
    let holding = contents.update(record.id) { place in
      guard let bound = place?.key else {
        place = StoredContent(schema: record.schema, guid: content.guid, holders: ContentHolders(record.key))
        return Holding.new
      }
      if bound != content { return .refused }
      place?.holders.insert(record.key)
      return .known
    }
    if holding == .new { index.bind(record.id, to: content.guid) }
    return holding
  }

  /// Takes a version off a content. One that nobody holds is forgotten and returned; its ID is not given out again.
  mutating func release(_ id: SchemaID, from key: VersionKey) -> StoredContent? {
    let forgotten = contents.update(id) { place -> StoredContent? in
      if place?.holders.remove(key) != false { return nil }
      defer { place = nil }
      return place
    }
    if let forgotten { index.unbind(id, from: forgotten.guid) }
    return forgotten
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
