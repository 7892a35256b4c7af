/// What differs between two versions of a schema, as a tree of the parts that differ or have such parts in them.
public struct SchemaDifference: Hashable, Sendable {
  /// What happened to a part.
  public enum Change: String, Hashable, Sendable {
    /// It is as it was; something in it differs.
    case none
    case added, removed, renamed, changed, moved
  }

  /// Something that is said of a part and is not what it was; nil where nothing is said.
  public struct Detail: Hashable, Sendable {
    /// `name`, `type`, `default`, `doc`, `position` and others, as the format has them.
    public var aspect: String
    public var old: String?
    public var new: String?

    public init(_ aspect: String, old: String?, new: String?) {
      self.aspect = aspect
      self.old = old
      self.new = new
    }
  }

  /// What a change breaks.
  public struct Effect: Hashable, Sendable {
    /// Whom: `backward` and `forward` as compatibility levels have them, or what a format's rules name.
    public var breaks: String
    /// The rule that is broken.
    public var rule: String
    /// Why, in a sentence for people.
    public var explanation: String
    /// The part that it is about, by a path that `SchemaElement.paths` may name.
    public var path: String

    public init(breaks: String, rule: String, explanation: String, path: String) {
      self.breaks = breaks
      self.rule = rule
      self.explanation = explanation
      self.path = path
    }
  }

  /// What the part is, in a word: `record`, `field`.
  public var kind: String
  /// The name, in the new version if it is there.
  public var name: String
  /// Names from the root to the part, with dots between them; empty for the root.
  public var path: String
  public var change: Change
  public var details: [Detail] = []
  /// What the change breaks, as far as rules know it.
  public var effects: [Effect] = []
  /// The part in one line, as it was and as it is; nil where it is not.
  public var oldSummary: String?
  public var newSummary: String?
  /// The parts in it that differ, in the new version's order; each one removed behind the one that it followed.
  public var children: [SchemaDifference] = []
  /// By which paths effects may mean it: in the old version, and in the new one.
  var places: (old: [String], new: [String]) = ([], [])

  /// True if the two mean the same.
  public var isEmpty: Bool { change == .none && children.isEmpty && effects.isEmpty }

  /// How many parts differ by themselves.
  public var count: Int { children.reduce(change == .none ? 0 : 1) { $0 + $1.count } }

  /// Every effect, in the order of the tree.
  public var allEffects: [Effect] { effects + children.flatMap(\.allEffects) }

  public static func == (left: SchemaDifference, right: SchemaDifference) -> Bool {
    left.path == right.path && left.kind == right.kind && left.name == right.name && left.change == right.change
      && left.details == right.details && left.effects == right.effects && left.oldSummary == right.oldSummary
      && left.newSummary == right.newSummary && left.children == right.children
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(path)
    hasher.combine(change)
    hasher.combine(details)
    hasher.combine(children)
  }
}
