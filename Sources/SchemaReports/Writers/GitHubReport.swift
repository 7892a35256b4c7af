import SchemaCore

/// Annotations of GitHub Actions: lines that the runner reads from the log and shows beside the change.
///
/// Source: GitHub Actions, "Workflow commands"; the escapes are those of its toolkit.
struct GitHubReport {
  func text(of report: Report) -> String {
    var lines = report.findings.map(line)
    if let summary = report.summary { lines.append(summary) }
    return lines.joined(separator: "\n")
  }

  private func line(_ finding: Finding) -> String {
    let command =
      switch finding.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    var properties: [String] = []
    if let file = finding.file { properties.append("file=\(Self.property(file))") }
    if let position = finding.position { properties += ["line=\(position.line)", "col=\(position.column)"] }
    properties.append("title=\(Self.property(finding.rule))")
    return "::\(command) \(properties.joined(separator: ","))::\(Self.message(finding.paragraph))"
  }

  private static func message(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func property(_ text: String) -> String {
    var escaped = ""
    for scalar in message(text).unicodeScalars {
      switch scalar {
      case ":": escaped += "%3A"
      case ",": escaped += "%2C"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

extension Finding {
  /// What there is to say besides the rule and the place, in lines.
  var paragraph: String {
    var lines = [message]
    if let reason { lines.append("\(reasonLabel): \(reason)") }
    if let fix { lines.append("Fix: \(fix)") }
    if let order = comparison?.upgradeOrder { lines.append("Order: \(order.advice)") }
    if let comparison {
      let origin = comparison.levelOrigin.map { ", set in \($0)" } ?? ""
      lines.append("Compared with \(comparison.earlier) at level \(comparison.level)\(origin)")
    }
    return lines.joined(separator: "\n")
  }
}
