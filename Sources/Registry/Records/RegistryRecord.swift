public import SchemaCore

/// One thing that happened to the registry. The state is what all records, applied in order, amount to.
public enum RegistryRecord: Hashable, Sendable {
  /// A version was registered, or its deletion mark was changed. In a box: logs are full of them, and each is handed on a
  /// few times before it is applied.
  indirect case schema(SchemaRecord)
  /// A version was deleted for good.
  case schemaRemoved(VersionKey)
  /// All versions of a subject up to a number were marked as deleted.
  case subjectDeleted(SubjectName, upTo: SchemaVersion)
  /// The versions marked as deleted of a subject, or of a context's subjects, were purged, so that their numbers and
  /// IDs may be imported again.
  case subjectCleared(SubjectName)
  /// The settings of a subject, or of a context for a subject without name, were replaced; nil: removed.
  case config(SubjectName, SubjectConfig?)
  /// The mode of a subject, or of a context for a subject without name, was replaced; nil: removed.
  case mode(SubjectName, RegistryMode?)
  /// A context came into being with its first schema.
  case context(ContextName)
  /// A context was removed.
  case contextRemoved(ContextName)
  /// Something happened to encryption keys.
  case encryptionKey(EncryptionKeyRecord)
  /// Nothing, at a position of the log.
  case noop
  /// Something that cannot be understood. Stores find such records; they are written only into copies of a log.
  case unreadable(UnreadableRecord)
}

/// One version of a subject, whole.
public struct SchemaRecord: Hashable, Sendable {
  /// The subject and the version's number in it.
  public var key: VersionKey
  /// The content's number in the subject's context.
  public var id: SchemaID
  /// The schema as it is to be returned.
  public let schema: SchemaText
  /// The content's identity. It is found where a record is made or read, of which there may be many at the same time,
  /// and not where records are applied, one after the other.
  public let guid: SchemaGUID
  /// True if the version is marked as deleted.
  public var isDeleted: Bool

  public init(key: VersionKey, id: SchemaID, schema: SchemaText, isDeleted: Bool = false) {
    guid = SchemaGUID(of: schema)
    self.key = key
    self.id = id
    self.schema = schema
    self.isDeleted = isDeleted
  }
}

extension SchemaRecord {
  var contentKey: ContentKey { ContentKey(format: schema.format, guid: guid) }
}

/// What identifies one version.
public struct VersionKey: Hashable, Sendable, Comparable {
  public var subject: SubjectName
  public var version: SchemaVersion

  public init(_ subject: SubjectName, _ version: SchemaVersion) {
    self.subject = subject
    self.version = version
  }

  public static func < (left: VersionKey, right: VersionKey) -> Bool {
    (left.subject, left.version) < (right.subject, right.version)
  }
}
