public import SchemaCore

/// What an operator may choose for a whole registry.
public struct RegistryOptions: Sendable {
  /// The level where nothing is configured.
  public var defaultLevel: CompatibilityLevel
  /// False if modes cannot be changed.
  public var allowsModeChanges: Bool
  /// The largest schema text, in bytes of UTF-8.
  public var maximumSchemaBytes: Int
  /// The largest number of references, direct and indirect, of one schema.
  public var maximumReferences: Int
  /// How much text one schema may refer to, directly and indirectly, in bytes of UTF-8.
  public var maximumReferenceBytes: Int

  /// What suits most registries.
  public init(
    defaultLevel: CompatibilityLevel = .backward, allowsModeChanges: Bool = true,
    maximumSchemaBytes: Int = 1 << 20, maximumReferences: Int = 1000,
    maximumReferenceBytes: Int = 16 << 20
  ) {
    self.defaultLevel = defaultLevel
    self.allowsModeChanges = allowsModeChanges
    self.maximumSchemaBytes = maximumSchemaBytes
    self.maximumReferences = maximumReferences
    self.maximumReferenceBytes = maximumReferenceBytes
  }
}
