/// What there is to know about a rule that findings name: the page that `--explain` prints.
///
/// Formats bring the pages of their rules, so that nobody else has to know them.
public struct RulePage: Hashable, Sendable {
  /// A change that breaks the rule, or a schema that does.
  public struct Example: Hashable, Sendable {
    /// The schema before the change; nil for a rule about one schema.
    public var before: String?
    /// The schema that the rule is broken by, or the part of it that matters.
    public var after: String

    public init(before: String? = nil, after: String) {
      self.before = before
      self.after = after
    }
  }

  /// The rule's name, as findings have it.
  public var rule: String
  /// What the rule is about, such as `Avro` or `Protobuf: data`. Rules of two topics may have one name.
  public var topic: String
  /// What was found, in one sentence without a full stop.
  public var summary: String
  /// Why that matters: who can no longer read what.
  public var reason: String
  /// How to make the change safely.
  public var advice: String
  /// A change that breaks it.
  public var example: Example?

  public init(
    _ rule: String, topic: String, summary: String, reason: String, advice: String, example: Example? = nil
  ) {
    self.rule = rule
    self.topic = topic
    self.summary = summary
    self.reason = reason
    self.advice = advice
    self.example = example
  }
}
