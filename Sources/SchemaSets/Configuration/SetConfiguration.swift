public import Registry
public import SchemaCore

/// What `martlet.yaml` says: which files are which subjects, and how they are to be registered.
public struct SetConfiguration: Sendable {
  /// The file, as its user calls it.
  public var file: String
  /// The address of the registry, for commands that are given none.
  public var registry: String?
  /// What `check` compares with, where it is not told.
  public var baseline: String?
  /// The context of subjects that name none.
  public var context: ContextName
  /// The settings of subjects that have none of their own.
  public var defaults: Settings
  /// The rules that are left out of checks, by name.
  public var without: [String]
  /// Which files are which subjects; the first entry that a file fits counts.
  public var entries: [Entry]
  /// The settings of contexts, by the scopes that stand for them.
  public var scopes: [Scope]
  /// The whole, for sections that others read, such as `lint`.
  public var document: YAMLDocument

  /// The name that such a file has.
  public static let fileName = "martlet.yaml"

  /// A part of the file that it may leave to the one of a folder above.
  public enum Section: String, Hashable, Sendable {
    case schemas
    case lint
  }

  /// True if it has a part; a list of schemas may be empty.
  public func has(_ section: Section) -> Bool {
    guard let value = document.json.object?[section.rawValue] else { return false }
    return value != .null
  }

  /// The same with other schemas: each file is a subject of its own, which has its path as name.
  ///
  /// - Parameter files: paths below the folder; with the format of those whose endings do not tell.
  public func listing(_ files: [(path: String, format: FormatName?)]) -> SetConfiguration {
    var configuration = self
    configuration.entries = files.map { file in
      var entry = Entry(pattern: FilePattern(exactly: file.path), position: nil)
      entry.subject = file.path
      entry.format = file.format
      return entry
    }
    return configuration
  }

  /// Settings, and where the level was set.
  public struct Settings: Hashable, Sendable {
    public var config: SubjectConfig
    public var levelPosition: TextPosition?

    public init(config: SubjectConfig = SubjectConfig(), levelPosition: TextPosition? = nil) {
      self.config = config
      self.levelPosition = levelPosition
    }
  }

  /// One rule about files.
  public struct Entry: Hashable, Sendable {
    public var pattern: FilePattern
    /// The subject, with placeholders of the pattern in braces; nil: `{subject}`, or else the file's name without its
    /// ending.
    public var subject: String?
    /// Nil: the file's ending tells.
    public var format: FormatName?
    /// The number that the version has, or nil.
    public var version: Int32?
    /// The ID that the schema has, or nil.
    public var id: Int32?
    /// True if the version is marked as deleted.
    public var isDeleted: Bool
    public var references: [Reference]
    public var settings: Settings
    public var mode: RegistryMode?
    public var metadata: SchemaMetadata?
    public var ruleSet: RuleSet?
    /// Where the entry stands.
    public var position: TextPosition?

    /// What there is to say about a schema that no configuration names.
    init(for schema: SchemaText) {
      pattern = FilePattern(exactly: "")
      format = schema.format
      isDeleted = false
      references = []
      settings = Settings()
      metadata = schema.metadata
      ruleSet = schema.ruleSet
    }

    init(pattern: FilePattern, position: TextPosition?) {
      self.pattern = pattern
      self.position = position
      isDeleted = false
      references = []
      settings = Settings()
    }
  }

  /// A use of another schema.
  public struct Reference: Hashable, Sendable {
    /// What the text calls it.
    public var name: String
    /// The subject that it is registered under; nil if a file is named.
    public var subject: String?
    /// The file of the set that it is.
    public var file: String?
    /// Nil: the latest version.
    public var version: Int32?
    public var position: TextPosition?
  }

  /// The settings of a context, or of all contexts.
  public struct Scope: Hashable, Sendable {
    /// A subject without name stands for its context.
    public var scope: SubjectName
    public var config: SubjectConfig
    public var mode: RegistryMode?
    public var position: TextPosition?
  }
}
