/// What a layout must know about a language of statements and braces.
package struct SourceLanguage: Sendable {
  /// The characters around strings.
  package var quotes: Set<UInt8>
  /// True if the `{` behind these tokens of a statement begins a body of statements, and no value.
  package var opensBody: @Sendable (_ statement: [SourceToken]) -> Bool
  /// True if the body behind these tokens is a list with commas, as an enum's.
  package var hasListBody: @Sendable (_ statement: [SourceToken]) -> Bool
  /// Words before which annotations stand on lines of their own; empty if the language has no annotations.
  package var annotatedWords: Set<String>
  /// Words with a space before the parenthesis behind them.
  package var spacedWords: Set<String>
  /// True if values in braces need no commas between their fields.
  package var hasAggregates: Bool
  /// True if what stands at the ends of lines within comments belongs to the documentation.
  package var keepsCommentEnds: Bool

  package init(
    quotes: Set<UInt8>, opensBody: @escaping @Sendable ([SourceToken]) -> Bool,
    hasListBody: @escaping @Sendable ([SourceToken]) -> Bool, annotatedWords: Set<String> = [],
    spacedWords: Set<String> = [], hasAggregates: Bool = false, keepsCommentEnds: Bool = false
  ) {
    self.quotes = quotes
    self.opensBody = opensBody
    self.hasListBody = hasListBody
    self.annotatedWords = annotatedWords
    self.spacedWords = spacedWords
    self.hasAggregates = hasAggregates
    self.keepsCommentEnds = keepsCommentEnds
  }
}
