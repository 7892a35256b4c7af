public import SchemaCore

/// One thing that somebody should know about a schema, whoever found it: a change that breaks readers, a habit that will,
/// a text that is no schema.
public struct Finding: Hashable, Sendable {
  /// How much it matters, from the least.
  public enum Severity: String, Hashable, Sendable, Comparable, CaseIterable {
    /// Good to know; nothing has to be done.
    case note
    /// Should be looked at.
    case warning
    /// Must be changed.
    case error

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// The rule, by a name that never changes, such as `READER_FIELD_MISSING_DEFAULT_VALUE`. A page tells about each.
  public var rule: String
  /// How much it matters.
  public var severity: Severity
  /// What was found, in one sentence for people.
  public var message: String
  /// The file, as its user calls it; nil for what was read from a pipe.
  public var file: String?
  /// Where in the file; nil if one place cannot be told.
  public var position: TextPosition?
  /// Where in the schema, as its format names places: a JSON pointer, or names joined by slashes.
  public var path: String?
  /// Whom it hurts and how, of what was compared; otherwise why it matters.
  public var reason: String?
  /// What would set it right; nil if there is nothing but another change.
  public var fix: String?
  /// What stands in the earlier schema at the place, shortened; nil if nothing does.
  public var oldText: String?
  /// What stands in the new schema at the place, shortened; nil if nothing does.
  public var newText: String?
  /// What it was compared with; nil for a finding about one schema.
  public var comparison: Comparison?

  public init(
    _ rule: String, _ message: String, severity: Severity = .error, file: String? = nil, position: TextPosition? = nil,
    path: String? = nil, reason: String? = nil, fix: String? = nil,
    oldText: String? = nil, newText: String? = nil, comparison: Comparison? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.file = file
    self.position = position
    self.path = path
    self.reason = reason
    self.fix = fix
    self.oldText = oldText
    self.newText = newText
    self.comparison = comparison
  }

  /// What the reason tells: whom a change breaks, or why something matters that is compared with nothing.
  var reasonLabel: String { comparison == nil ? "Why" : "Breaks" }

  /// The finding for programs.
  public var json: JSONValue { JSONReport.json(self) }

  /// `file:line:column`, as far as known; nil if not even the file is.
  public var place: String? {
    guard let file else { return position?.description }
    return position.map { "\(file):\($0)" } ?? file
  }
}

extension Finding {
  /// The schema that a new one was compared with, and on what grounds.
  public struct Comparison: Hashable, Sendable {
    /// In which order the two sides of a topic can be upgraded so that nobody fails.
    public enum UpgradeOrder: String, Hashable, Sendable {
      case consumersFirst = "consumers first"
      case producersFirst = "producers first"

      /// The same as a sentence.
      public var advice: String {
        switch self {
        case .consumersFirst:
          "upgrade consumers first: the new schema reads what was written before, and not the other way round"
        case .producersFirst:
          "upgrade producers first: the earlier schema reads what they write, and not the other way round"
        }
      }
    }

    /// What the earlier schema is called, such as `version 3`.
    public var earlier: String
    /// Its number, if it has one.
    public var version: SchemaVersion?
    /// Who reads whose data where it breaks. `backward`: consumers on the new schema; `forward`: consumers on the
    /// earlier one.
    public var direction: CompatibilityDirection
    /// The order that would be safe if the level allowed it; nil if none is, because both directions break.
    public var upgradeOrder: UpgradeOrder?
    /// The level in force.
    public var level: CompatibilityLevel
    /// Where that level was set, such as `martlet.yaml:7`.
    public var levelOrigin: String?
    /// The sentence that registries send to their clients.
    public var registryMessage: String?

    public init(
      earlier: String, version: SchemaVersion? = nil, direction: CompatibilityDirection,
      upgradeOrder: UpgradeOrder? = nil, level: CompatibilityLevel, levelOrigin: String? = nil,
      registryMessage: String? = nil
    ) {
      self.earlier = earlier
      self.version = version
      self.direction = direction
      self.upgradeOrder = upgradeOrder
      self.level = level
      self.levelOrigin = levelOrigin
      self.registryMessage = registryMessage
    }
  }
}
