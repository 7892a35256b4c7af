import SchemaCore
import SchemaReports
import SchemaSets

/// The pages about all rules that findings may name.
enum RuleExplanation {
  static let catalog = RuleCatalog(InstalledFormats.all.rulePages + SetRulePages.all)

  /// Prints the pages about a rule.
  ///
  /// - Throws: `CommandFailure` of code `usage` if there is no such rule.
  static func print(_ rule: String) async throws(CommandFailure) {
    let pages = catalog.pages(about: rule)
    if pages.isEmpty {
      throw CommandFailure(.usage, "\(rule) is no rule: it is one of \(catalog.names.joined(separator: ", "))")
    }
    try await OutputBuffer.print(pages.map(\.text).joined(separator: "\n\n\n"))
  }
}
