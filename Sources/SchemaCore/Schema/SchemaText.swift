/// A schema as somebody hands it over: its format, its text, what the text refers to, and what a data contract adds.
/// Nothing is parsed yet.
public struct SchemaText: Hashable, Sendable {
  /// The format that the text is written in.
  public var format: FormatName
  /// The text, UTF-8.
  public var text: String
  /// The registered schemas that the text uses, in the order given.
  public var references: [SchemaReference]
  /// What is said of the schema besides; nil if nothing is.
  public var metadata: SchemaMetadata?
  /// The rules for records of the schema; nil if there are none.
  public var ruleSet: RuleSet?

  public init(
    format: FormatName = .avro, text: String, references: [SchemaReference] = [], metadata: SchemaMetadata? = nil,
    ruleSet: RuleSet? = nil
  ) {
    self.format = format
    self.text = text
    self.references = references
    self.metadata = metadata
    self.ruleSet = ruleSet
  }

  /// The schema without its contract: what parsers look at.
  public var bare: SchemaText { SchemaText(format: format, text: text, references: references) }
}

extension SchemaText {
  public static func == (left: SchemaText, right: SchemaText) -> Bool {
    left.format == right.format && ExactText(left.text) == ExactText(right.text) && left.references == right.references
      && left.metadata == right.metadata && left.ruleSet == right.ruleSet
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(format)
    hasher.combine(ExactText(text))
    hasher.combine(references)
    hasher.combine(metadata)
    hasher.combine(ruleSet)
  }
}
