import SchemaCore
import SchemaReports

/// Reports that tests write in every form.
enum Reports {
  static let finding = Finding(
    "MISSING_ENUM_SYMBOLS", "the symbols [B] are gone", file: "a dir/é.avsc",
    position: TextPosition(line: 3, column: 7),
    path: "/symbols", reason: "consumers that move to the new schema cannot read <old> data",
    fix: "keep the symbols, 100%",
    oldText: #"["A","B"]"#, newText: #"["A"]"#,
    comparison: .init(
      earlier: "version 2", version: SchemaVersion(rawValue: 2), direction: .backward, upgradeOrder: .producersFirst,
      level: .full, levelOrigin: "martlet.yaml:4"))

  static let failed = Report(
    command: "check",
    entries: [
      .init("orders-value", file: "orders.avsc", verdict: "orders.avsc is compatible with version 1"),
      .init(
        "codes-value", file: "a dir/é.avsc", mark: "incompatible", verdict: "a dir/é.avsc cannot follow version 2",
        findings: [finding]),
      .init("old-value", file: "old.avsc", verdict: "old.avsc is as it was", isUnchanged: true),
    ], summary: "3 schemas: 1 unchanged, 1 compatible, 1 incompatible",
    rules: RuleCatalog([
      RulePage(
        "MISSING_ENUM_SYMBOLS", topic: "Avro", summary: "symbols were removed", reason: "old data may hold them",
        advice: "keep them")
    ]))

  /// A report with one finding of a severity.
  static func report(_ severity: Finding.Severity, message: String = "the field has no doc") -> Report {
    Report(
      command: "lint",
      entries: [
        .init(
          "a.avsc", file: "a.avsc", verdict: "a.avsc could be better",
          findings: [
            Finding("AVRO_DOC", message, severity: severity, file: "a.avsc", position: TextPosition(line: 1, column: 2))
          ]
        )
      ])
  }
}
