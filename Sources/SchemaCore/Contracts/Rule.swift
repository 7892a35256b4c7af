/// A rule of a data contract: what is done with records, or must hold of them, where they are written or read.
///
/// The registry keeps rules and checks their form; clients execute them.
public struct Rule: Sendable {
  /// Whether a rule changes a record or judges it.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case transform = "TRANSFORM"
    case condition = "CONDITION"
  }

  /// When a rule is executed.
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    case writeRead = "WRITEREAD"
    case write = "WRITE"
    case read = "READ"
    case upgrade = "UPGRADE"
    case downgrade = "DOWNGRADE"
    case upDown = "UPDOWN"
  }

  /// Unique in the rule set; nil if the request has none, which `RuleSet.validate` refuses.
  public var name: String?
  /// What the rule is for.
  public var doc: String?
  public var kind: Kind
  public var mode: Mode
  /// Which executor understands the expression, such as `CEL`; nil if the request has none.
  public var type: String?
  /// The tags of the fields that the rule is about.
  public var tags: TextSet
  /// Settings of the executor.
  public var parameters: TextMap<ExactText>
  /// The expression, in the executor's language.
  public var expression: String?
  /// The action after success: one, or one for each direction, separated by a comma.
  public var onSuccess: String?
  /// The action after failure.
  public var onFailure: String?
  /// True if clients skip the rule.
  public var isDisabled: Bool

  public init(
    name: String?, doc: String? = nil, kind: Kind = .transform, mode: Mode = .writeRead, type: String?,
    tags: TextSet = [], parameters: TextMap<ExactText> = [:], expression: String? = nil, onSuccess: String? = nil,
    onFailure: String? = nil, isDisabled: Bool = false
  ) {
    self.name = name
    self.doc = doc
    self.kind = kind
    self.mode = mode
    self.type = type
    self.tags = tags
    self.parameters = parameters
    self.expression = expression
    self.onSuccess = onSuccess
    self.onFailure = onFailure
    self.isDisabled = isDisabled
  }
}

extension Rule: Hashable {
  public static func == (left: Rule, right: Rule) -> Bool {
    left.texts == right.texts && left.kind == right.kind && left.mode == right.mode && left.tags == right.tags
      && left.parameters == right.parameters && left.isDisabled == right.isDisabled
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(texts)
    hasher.combine(kind)
    hasher.combine(mode)
    hasher.combine(tags)
    hasher.combine(parameters)
    hasher.combine(isDisabled)
  }

  private var texts: [ExactText?] {
    [name, doc, type, expression, onSuccess, onFailure].map { $0.map(ExactText.init(_:)) }
  }
}
