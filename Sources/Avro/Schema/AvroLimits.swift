/// How much of a schema is accepted. Everything that walks through a schema is bounded by these, so that no text can
/// exhaust the process.
public struct AvroLimits: Hashable, Sendable {
  /// How long a schema's text may be, in bytes.
  public var bytes: Int
  /// How many arrays and objects may be open at a time in the text.
  public var nesting: Int
  /// How many named types a schema may have together with everything that it references.
  public var names: Int

  public init(bytes: Int = 4 << 20, nesting: Int = 256, names: Int = 50_000) {
    self.bytes = bytes
    self.nesting = nesting
    self.names = names
  }

  /// How many types deep a walk that follows names may go: names let a short text describe endless nesting.
  static let depth = 256
  /// How many bytes a name may have, its namespace included. A namespace counts for each of the names in it, so that a
  /// short text could hold many names that are long.
  static let nameBytes = 1024
  /// How many steps the check of a text's defaults may take, and how many their normalization.
  static let steps = 1_000_000
  /// How many steps a comparison of two schemas may take.
  static let comparisons = 1_000_000
  /// How many incompatibilities of two schemas are listed.
  static let incompatibilities = 10_000
}
