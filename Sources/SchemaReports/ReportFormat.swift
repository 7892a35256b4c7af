/// The forms in which a report can be written.
public enum ReportFormat: String, Hashable, Sendable, CaseIterable {
  /// For people.
  case text
  /// For programs.
  case json
  /// Annotations of GitHub Actions: commands that the runner reads from the log.
  case github
  /// GitLab's code quality report.
  case gitlab
  /// Test results of JUnit, which most build servers read.
  case junit
  /// SARIF 2.1.0, which code scanning reads.
  case sarif
  /// A comment of a pull request.
  case markdown

  /// The report in this form, without a line break at its end.
  ///
  /// - Parameters:
  ///   - isColored: true if the text is for a terminal that shows colours.
  ///   - version: what this build calls itself, for the forms that tell.
  public func text(of report: Report, isColored: Bool = false, version: String) -> String {
    switch self {
    case .text: TextReport(isColored: isColored).text(of: report)
    case .json: JSONReport(version: version).text(of: report)
    case .github: GitHubReport().text(of: report)
    case .gitlab: GitLabReport().text(of: report)
    case .junit: JUnitReport().text(of: report)
    case .sarif: SARIFReport(version: version).text(of: report)
    case .markdown: MarkdownReport().text(of: report)
    }
  }
}
