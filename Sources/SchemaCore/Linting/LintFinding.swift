/// One place in a schema that a lint rule is about.
public struct LintFinding: Hashable, Sendable {
  /// The rule that is broken.
  public var rule: LintRule
  /// How much it matters: as the rule says, until settings say something else.
  public var severity: LintSeverity
  /// The part of the schema, by the names that lead to it: `shop.Order.amount`.
  public var path: String
  /// What is found, in a sentence for people.
  public var message: String
  /// Where in the text; nil if it cannot be told.
  public var position: TextPosition?
  /// Changes of the text after which it is not found again, and that keep what the schema means; empty if there are none.
  public var fix: [TextEdit]

  public init(
    _ rule: LintRule, path: String, _ message: String, at position: TextPosition? = nil, fix: [TextEdit] = []
  ) {
    self.rule = rule
    severity = rule.severity
    self.path = path
    self.message = message
    self.position = position
    self.fix = fix
  }

  /// How many findings of one schema are told.
  package static let maximum = 1_000
}

/// A piece of a text that is to be another.
public struct TextEdit: Hashable, Sendable {
  /// Offsets of UTF-8 bytes.
  public var range: Range<Int>
  public var replacement: String

  public init(_ range: Range<Int>, _ replacement: String) {
    self.range = range
    self.replacement = replacement
  }

  /// The text with all changes made whose places do not touch those of earlier ones.
  public static func applied(_ edits: [TextEdit], to text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var position = 0
    for edit in edits.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }) {
      guard edit.range.lowerBound >= position, edit.range.upperBound <= bytes.count else { continue }
      result += bytes[position..<edit.range.lowerBound]
      result += edit.replacement.utf8
      position = edit.range.upperBound
    }
    return String(decoding: result + bytes[position...], as: UTF8.self)
  }
}
