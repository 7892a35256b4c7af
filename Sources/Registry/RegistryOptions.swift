public import SchemaCore

/// What an operator may choose for a whole registry.
public struct RegistryOptions: Sendable {
  /// The level where nothing is configured.
  public var defaultLevel: CompatibilityLevel
  /// True if settings without a level leave it to those further up: context, then all contexts. False if they mean the
  /// default level whatever is set further up, as the reference has it (registry API 4.3).
  public var inheritsLevels: Bool
  /// False if modes cannot be changed.
  public var allowsModeChanges: Bool
  /// False if a subject that names no context is looked for in the default one only.
  public var searchesOtherContexts: Bool
  /// True if nothing may be registered under the empty name and under `*`.
  public var rejectsEmptySubjects: Bool
  /// True if a new schema may not lead to two versions under one reference name; otherwise the first one counts.
  public var rejectsConflictingReferences: Bool
  /// The largest schema text, in bytes of UTF-8.
  public var maximumSchemaBytes: Int
  /// The largest number of references, direct and indirect, of one schema.
  public var maximumReferences: Int
  /// How long a chain of references may be.
  public var maximumReferenceDepth: Int
  /// How much text one schema may refer to, directly and indirectly, in bytes of UTF-8.
  public var maximumReferenceBytes: Int
  /// How many key encryption keys there may be, and how many data encryption keys, deleted ones included.
  public var maximumKeys: Int
  /// The largest part of an encryption key that a client may send, such as its wrapped material, in bytes of UTF-8.
  public var maximumKeyBytes: Int

  /// What suits most registries.
  public init(
    defaultLevel: CompatibilityLevel = .backward, inheritsLevels: Bool = false, allowsModeChanges: Bool = true,
    searchesOtherContexts: Bool = true, rejectsEmptySubjects: Bool = false, rejectsConflictingReferences: Bool = false,
    maximumSchemaBytes: Int = 1 << 20, maximumReferences: Int = 1000, maximumReferenceDepth: Int = 100,
    maximumReferenceBytes: Int = 16 << 20, maximumKeys: Int = 20_000, maximumKeyBytes: Int = 1 << 16
  ) {
    self.defaultLevel = defaultLevel
    self.inheritsLevels = inheritsLevels
    self.allowsModeChanges = allowsModeChanges
    self.searchesOtherContexts = searchesOtherContexts
    self.rejectsEmptySubjects = rejectsEmptySubjects
    self.rejectsConflictingReferences = rejectsConflictingReferences
    self.maximumSchemaBytes = maximumSchemaBytes
    self.maximumReferences = maximumReferences
    self.maximumReferenceDepth = maximumReferenceDepth
    self.maximumReferenceBytes = maximumReferenceBytes
    self.maximumKeys = maximumKeys
    self.maximumKeyBytes = maximumKeyBytes
  }
}
