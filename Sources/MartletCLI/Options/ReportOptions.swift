import ArgumentParser
import SchemaCore
import SchemaReports

/// In which forms a report is written, and where to.
struct ReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The form of the report: text, json, github, gitlab, junit, sarif or markdown; with =file into a file. May be \
      given several times. Without it: text.
      """, valueName: "form[=file]"))
  var report: [ReportArgument] = []

  @Option(name: .shortAndLong, help: "The same as --report text or --report json.")
  var output: OutputOptions.Format?

  func validate() throws {
    if printed.count > 1 {
      let forms = printed.map(\.rawValue).joined(separator: " and ")
      throw ValidationError("Only one form can go to standard output, not \(forms): write the others as form=file.")
    }
  }

  /// Writes the report in each form.
  ///
  /// - Parameter severity: from which severity on a finding makes the command fail.
  /// - Throws: `CommandFailure` of code `findings` if the report is not good, once everything is written.
  func write(_ report: Report, failingFrom severity: Finding.Severity = .error) async throws(CommandFailure) {
    for argument in self.report {
      guard let file = argument.file else { continue }
      try SchemaFiles.save(argument.format.text(of: report, version: Version.text) + "\n", at: file)
    }
    // Who asks for files only has them; otherwise somebody is waiting to read.
    let isSilent = printed.isEmpty && !self.report.isEmpty
    if !isSilent {
      let text = (printed.first ?? .text)
        .text(of: report, isColored: StandardOutput.isTerminal, version: Version.text)
      if !text.isEmpty { try await OutputBuffer.print(text) }
    }
    if !report.isGood(failingFrom: severity) { throw CommandFailure(.findings, "") }
  }

  /// The forms that go to standard output.
  private var printed: [ReportFormat] {
    let short = output.map { $0 == .json ? ReportFormat.json : .text }
    return report.filter { $0.file == nil }.map(\.format) + (short.map { [$0] } ?? [])
  }
}

/// A form of a report on the command line: `sarif`, or `sarif=out.sarif`.
struct ReportArgument: ExpressibleByArgument {
  var format: ReportFormat
  /// Nil: standard output.
  var file: String?

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, let format = ReportFormat(rawValue: first), parts.last != "" else { return nil }
    self.format = format
    file = parts.count == 2 ? parts[1] : nil
  }

  static var allValueStrings: [String] { ReportFormat.allCases.map(\.rawValue) }
}
