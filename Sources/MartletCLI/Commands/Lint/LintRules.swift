import SchemaCore
import SchemaReports

/// The lint rules of all formats, and those about settings.
enum LintRules {
  static let all: [(topic: String, rule: LintRule)] =
    InstalledFormats.all.lintRules.flatMap { entry in entry.rules.map { (entry.format.rawValue, $0) } }
    + LintSettings.rules.map { ("settings", $0) } + [("all", unreadable)]

  /// A file that is no schema. What is wrong with it stands in the message.
  static let unreadable = LintRule(
    "invalid-schema", .error, "A text that is no schema cannot be registered by anybody.",
    example: "{\"type\": \"strin\"}")

  /// A page about each.
  static var pages: [RulePage] {
    all.map { topic, rule in
      RulePage(
        rule.name, topic: "lint, \(topic)", summary: rule.name.split(separator: "-").joined(separator: " "),
        reason: rule.reason,
        advice: rule.isFixable
          ? "let martlet lint --fix change it" : "change the schema, or name an exception in martlet.yaml",
        example: RulePage.Example(after: rule.example))
    }
  }
}
