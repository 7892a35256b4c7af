/// How files are linked.
public struct LinkRules: Hashable, Sendable {
  /// Whose declarations a file may use.
  public enum Visibility: Hashable, Sendable {
    /// Those of the files that it imports, and of what these import publicly: protoc's rule. What is imported must exist.
    case imports
    /// Those of all files that are given, imported or not, and of the built-in ones: the rule of schema registries, where
    /// a schema's references are its imports. An import that is not given is an error only if something of it is used.
    case references
  }

  public var visibility: Visibility
  /// True if everything is refused that protoc refuses; false if only that without which a file cannot be linked.
  public var isStrict: Bool

  public init(visibility: Visibility, isStrict: Bool) {
    self.visibility = visibility
    self.isStrict = isStrict
  }

  /// The most files that are linked together.
  static let maximumFiles = 100_000
  /// How deep messages may be nested.
  static let maximumDepth = 100
  /// How many files may import each other in a chain.
  static let maximumImportDepth = 100
  /// Bytes of the options of an `extensions` statement, which count for each of its ranges.
  static let maximumRangeOptions = 16 << 20
  /// How many problems are told.
  static let maximumProblems = 100
}
