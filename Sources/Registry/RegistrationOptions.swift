public import SchemaCore

/// What a registration asks for besides the schema.
public struct RegistrationOptions: Hashable, Sendable {
  /// True if the schema is normalized first.
  public var normalizes: Bool
  /// True if compatibility is not checked.
  public var isForced: Bool
  /// The number that the new version must get, `nextVersion` for the next one compared with the latest only, or nil.
  public var version: Int32?
  /// The ID that the content has elsewhere; accepted while importing.
  public var id: SchemaID?

  /// Stands for the number after the latest version's.
  public static let nextVersion: Int32 = -1

  /// What every client asks for unless it says otherwise.
  public init(normalizes: Bool = false, isForced: Bool = false, version: Int32? = nil, id: SchemaID? = nil) {
    self.normalizes = normalizes
    self.isForced = isForced
    self.version = version
    self.id = id
  }
}
