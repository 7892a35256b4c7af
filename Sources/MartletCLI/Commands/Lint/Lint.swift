import ArgumentParser
import FoundationEssentials
import SchemaCore
import SchemaReports

struct Lint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Find what is valid in schemas and will cost somebody time.",
    usage: "martlet lint [<paths> ...] [<options>]",
    discussion: """
      Looks at files, and at all schemas in folders. Which rules matter how much can be said in martlet.yaml, of which \
      the nearest above a file counts, and where they do not:

        lint:
          rules: {missing-documentation: error, timestamp-as-number: off}
          ignore:
            - {rule: money-as-float, path: legacy/*, reason: frozen, until: 2027-01-01}

      A path is taken from the folder of martlet.yaml, and may name a part of a schema, as in \
      orders.avsc#shop.Order.price. Exceptions that have ended are found fault with, and those that hide nothing when \
      the whole folder is looked at.

      What schemas use is found by the references in martlet.yaml.

      EXAMPLES
        martlet lint
        martlet lint schemas/ order.proto
        martlet lint schemas/ --rule money-as-float=off
        martlet lint schemas/ --since git:origin/main
        martlet lint schemas/ --fix
        martlet lint --report github --report sarif=lint.sarif
        martlet lint --list
        martlet lint --explain money-as-float
      """)

  @Argument(help: "Files and folders; without any the present folder.")
  var paths: [String] = ["."]

  @Option(
    help: ArgumentHelp(
      "How much a rule matters: error, warning, note or off. May be given several times.", valueName: "name=severity"))
  var rule: [LintRuleArgument] = []

  @Flag(help: "Change the files where that keeps what the schemas mean.")
  var fix = false

  @Flag(help: "Print the rules instead.")
  var list = false

  @Option(help: ArgumentHelp("Print the page about a rule, and do nothing else.", valueName: "rule"))
  var explain: String?

  @Option(
    help: ArgumentHelp(
      "A commit with the earlier versions of the files, for rules about changes.", valueName: "git:commit"))
  var since: String?

  @Option(
    help: ArgumentHelp("The settings of all files; without it the martlet.yaml above each.", valueName: "file"))
  var config: String?

  @Option(help: "From which severity on the command fails: error, warning or note.")
  var failFrom: LintSeverity = .error

  @Option(
    help: ArgumentHelp("A schema file whose types the others use; may be given several times.", valueName: "file"))
  var uses: [String] = []

  @OptionGroup var reports: ReportOptions

  func validate() throws {
    if let since, !since.hasPrefix("git:") { throw ValidationError("--since takes a commit, such as git:origin/main.") }
    if failFrom == .off { throw ValidationError("--fail-from takes error, warning or note.") }
    let known = LintRules.all.map(\.rule.name)
    for name in rule.map(\.name) where !known.contains(name) {
      let nearest = Spelling.nearest(to: name, among: known).map { "did you mean \($0)?" }
      throw ValidationError("--rule: there is no rule \(name): \(nearest ?? "--list names them")")
    }
  }

  func run() async throws {
    if let explain { return try await RuleExplanation.print(explain) }
    if list { return try await printRules() }
    var files = try LintedFiles(paths)
    if let since { try files.loadEarlier(String(since.dropFirst("git:".count))) }
    let references = try await SchemaFiles.references(uses)
    var sets = SetFiles()
    var settings = LintSettingsSource(named: config, overrides: rule)
    var report = LintReport(today: Self.today)
    for file in files.paths {
      let text = try await SchemaFiles.text(of: file)
      let used = try await sets.references(of: file)
      var schema = LintedSchema(
        file: file, text: text, earlier: files.earlier[file], references: references + used)
      if fix, let fixed = schema.fixed() {
        try SchemaFiles.save(fixed, at: file)
        StandardError.print("martlet: \(file) is changed")
      }
      report.add(schema.findings(), in: file, try await settings.settings(of: file))
    }
    report.addSettings(of: files)
    try await reports.write(report.report, failingFrom: Finding.Severity(failFrom) ?? .error)
  }

  private func printRules() async throws {
    let rows = LintRules.all.map { entry in
      [
        entry.topic, entry.rule.name, entry.rule.severity.rawValue, entry.rule.isFixable ? "fix" : "",
        entry.rule.reason,
      ]
    }
    guard reports.output == .json else {
      return try await OutputBuffer.print(Table(header: ["FORMAT", "RULE", "SEVERITY", "", "WHY"], rows: rows).text)
    }
    let objects = LintRules.all.map { entry -> JSONValue in
      [
        "format": .string(entry.topic), "rule": .string(entry.rule.name),
        "severity": .string(entry.rule.severity.rawValue), "fixable": .bool(entry.rule.isFixable),
        "reason": .string(entry.rule.reason), "example": .string(entry.rule.example),
      ]
    }
    try await OutputBuffer.print(JSONWriter.text(.array(objects), style: .pretty))
  }

  private static var today: CalendarDate {
    CalendarDate(daysSinceEpoch: Int64((Date().timeIntervalSince1970 / 86_400).rounded(.down)))
  }
}

/// A rule and how much it matters, on the command line.
struct LintRuleArgument: ExpressibleByArgument {
  var name: String
  var severity: LintSeverity

  init?(argument: String) {
    let parts = argument.split(separator: "=").map(String.init)
    guard parts.count == 2, let severity = LintSeverity(rawValue: parts[1]) else { return nil }
    name = parts[0]
    self.severity = severity
  }
}
