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
  /// Tags that are written into the text first.
  public var tagsToAdd: [SchemaTags]
  /// Tags that are taken out of the text first.
  public var tagsToRemove: [SchemaTags]
  /// True if the latest version's tags are written into the text.
  public var propagatesTags: Bool

  /// True if the request names tags itself.
  public var editsTags: Bool { !tagsToAdd.isEmpty || !tagsToRemove.isEmpty }

  /// Stands for the number after the latest version's.
  public static let nextVersion: Int32 = -1

  /// What every client asks for unless it says otherwise.
  public init(
    normalizes: Bool = false, isForced: Bool = false, version: Int32? = nil, id: SchemaID? = nil,
    tagsToAdd: [SchemaTags] = [], tagsToRemove: [SchemaTags] = [], propagatesTags: Bool = false
  ) {
    self.normalizes = normalizes
    self.isForced = isForced
    self.version = version
    self.id = id
    self.tagsToAdd = tagsToAdd
    self.tagsToRemove = tagsToRemove
    self.propagatesTags = propagatesTags
  }
}
