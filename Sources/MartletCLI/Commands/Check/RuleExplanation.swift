import SchemaCore
import SchemaReports
import SchemaSets

/// The pages about all rules that findings may name.
enum RuleExplanation {
  static let catalog = RuleCatalog(InstalledFormats.all.rulePages + SetRulePages.all + LintRules.pages)

  /// Prints the pages about a rule.
  ///
  /// - Throws: `CommandFailure` of code `usage` if there is no such rule.
  static func print(_ rule: String) async throws(CommandFailure) {
    let pages = catalog.pages(about: rule)
    if pages.isEmpty { throw CommandFailure(.usage, "there is no rule \(rule): \(advice(for: rule))") }
    try await OutputBuffer.print(pages.map(\.text).joined(separator: "\n\n\n"))
  }

  /// What may have been meant, by a slip of the fingers or by a part of a name.
  private static func advice(for rule: String) -> String {
    if let nearest = Spelling.nearest(to: rule, among: catalog.names) { return "did you mean \(nearest)?" }
    let word = rule.lowercased()
    let holding = word.isEmpty ? [] : catalog.names.filter { $0.lowercased().contains(word) }
    if holding.isEmpty || holding.count > maximumCount {
      return "findings name their rules, and martlet lint --list names those of lint"
    }
    return "did you mean \(holding.joined(separator: " or "))?"
  }

  private static let maximumCount = 5
}
