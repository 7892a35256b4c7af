/// A schema as somebody hands it over: its format, its text and what the text refers to. Nothing is parsed yet.
public struct SchemaText: Hashable, Sendable {
  /// The format that the text is written in.
  public var format: FormatName
  /// The text, UTF-8.
  public var text: String
  /// The registered schemas that the text uses, in the order given.
  public var references: [SchemaReference]

  public init(format: FormatName = .avro, text: String, references: [SchemaReference] = []) {
    self.format = format
    self.text = text
    self.references = references
  }
}

extension SchemaText {
  public static func == (left: SchemaText, right: SchemaText) -> Bool {
    left.format == right.format && ExactText(left.text) == ExactText(right.text) && left.references == right.references
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(format)
    hasher.combine(ExactText(text))
    hasher.combine(references)
  }
}
