/// Which lint rules a team holds its schemas against, and where it does not.
public struct LintSettings: Hashable, Sendable {
  /// An exception that somebody has a reason for.
  public struct Ignore: Hashable, Sendable {
    /// The rule's name; `*` stands for any text, so that alone it means all rules.
    public var rule: String
    /// A file, or a file and a part of its schema as in `orders.avsc#shop.Order.amount`; `*` stands for any text. Nil for
    /// all files.
    public var path: String?
    /// Why; nobody can tell later whether an exception without a reason is still needed.
    public var reason: String
    /// The last day on which it holds; nil for ever.
    public var until: CalendarDate?
    /// Where it is written.
    public var position: TextPosition?

    public init(
      rule: String, path: String? = nil, reason: String, until: CalendarDate? = nil, position: TextPosition? = nil
    ) {
      self.rule = rule
      self.path = path
      self.reason = reason
      self.until = until
      self.position = position
    }
  }

  /// How much rules matter, by their names, where it is not as they say themselves.
  public var severities: [String: LintSeverity]
  public var ignores: [Ignore]

  public init(severities: [String: LintSeverity] = [:], ignores: [Ignore] = []) {
    self.severities = severities
    self.ignores = ignores
  }
}

extension LintSettings {
  /// An exception whose day has passed, which hides nothing any more.
  public static let expiredIgnore = LintRule(
    "ignore-expired", .error, "An exception that was to end is either not needed any more or needs a new date.",
    example: "until: 2020-01-01")
  /// An exception from nothing.
  public static let unusedIgnore = LintRule(
    "ignore-unused", .warning, "An exception that hides nothing would hide the next mistake at its place.",
    example: "rule: money-as-float, path: gone.avsc")
  /// An exception without a reason.
  public static let unfoundedIgnore = LintRule(
    "ignore-without-reason", .error,
    "Nobody can tell whether an exception is still needed when its reason is not known.",
    example: "reason: \"\"")
  /// A name that is no rule's.
  public static let unknownRule = LintRule(
    "unknown-rule", .error, "A rule that does not exist is never checked, which nobody would notice.",
    example: "moeny-as-float: error")

  /// The rules about settings themselves.
  public static let rules = [expiredIgnore, unusedIgnore, unfoundedIgnore, unknownRule]
}
