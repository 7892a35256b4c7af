/// What may be done with a subject, a context or the whole registry.
public enum RegistryMode: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  /// Everything but choosing IDs.
  case readWrite = "READWRITE"
  /// Nothing is changed.
  case readOnly = "READONLY"
  /// An old name of read-only that still is accepted.
  case readOnlyOverride = "READONLY_OVERRIDE"
  /// Schemas are registered with the IDs and versions that they had elsewhere, and are not checked.
  case `import` = "IMPORT"
  /// As import, for replication; on the level of all contexts only.
  case forward = "FORWARD"

  /// Reads a mode's name in upper or lower case.
  public init?(name: String) {
    self.init(rawValue: name.uppercased())
  }

  /// True if nothing may be registered, deleted or configured.
  public var isReadOnly: Bool { self == .readOnly || self == .readOnlyOverride }

  /// True if schemas come with their IDs and are taken unchecked.
  public var isImporting: Bool { self == .import || self == .forward }

  public var description: String { rawValue }
}
