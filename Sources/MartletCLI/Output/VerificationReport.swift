import FoundationEssentials
import Registry
import SchemaCore
import SchemaReports
import ServerSettings

/// What is wrong with a store, for people and for programs.
struct VerificationReport {
  private let store: StoreLocation
  private let log: LogVerification
  private let findings: [LogFinding]

  /// - Parameters:
  ///   - problems: what is wrong with the file that holds the log.
  ///   - omitted: what is no finding in a store of this kind.
  init(
    store: StoreLocation, problems: [String], log: LogVerification, omitting omitted: Set<LogFinding.Kind> = []
  ) {
    self.store = store
    self.log = log
    findings =
      log.findings.filter { !omitted.contains($0.kind) }
      + problems.map { LogFinding(.file, message: "the file's structure: \($0)") }
  }

  /// True if nothing is wrong, but for warnings.
  var isSound: Bool { findings.allSatisfy(\.isWarning) }

  private var faultCount: Int { findings.count { !$0.isWarning } }
  private var versionCount: Int { log.state.versionCount }
  private var subjectCount: Int { log.state.subjects(prefix: .everything, .all).count }

  /// Lines for people. `colored` marks the verdict.
  func text(colored: Bool) -> String {
    let contents = [
      counted(log.recordCount, "record"), counted(versionCount, "version"), counted(subjectCount, "subject"),
    ].joined(separator: ", ")
    let warnings = counted(findings.count - faultCount, "warning")
    if findings.isEmpty { return StatusMark.good("ok").text(colored: colored) + ": \(store): \(contents), no fault" }
    var lines = findings.flatMap { self.lines(of: $0) + [""] }
    if isSound {
      lines.append(StatusMark.good("ok").text(colored: colored) + ": \(store): \(contents), \(warnings)")
    } else {
      lines.append(
        StatusMark.bad("damaged").text(colored: colored)
          + ": \(store): \(contents) that can be served; \(counted(faultCount, "fault")), \(warnings)")
      lines.append("restore the file from a backup, or go on with the rest: `martlet serve` gives out no number twice")
    }
    return lines.joined(separator: "\n")
  }

  private func lines(of finding: LogFinding) -> [String] {
    let place = [finding.positions.map(Self.text), finding.subject].compactMap(\.self).joined(separator: ", ")
    let title = (finding.isWarning ? "warning: " : "") + (place.isEmpty ? "" : "\(place): ") + finding.message
    return [title] + (finding.written.map { ["  written: \(Self.text($0))"] } ?? [])
      + finding.effects.map { "  affects: \($0)" }
  }

  private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  private static func text(_ positions: ClosedRange<LogPosition>) -> String {
    positions.lowerBound == positions.upperBound
      ? "position \(positions.lowerBound)" : "positions \(positions.lowerBound) to \(positions.upperBound)"
  }

  private static func text(_ times: ClosedRange<Int64>) -> String {
    if times.lowerBound == times.upperBound { return time(times.lowerBound) }
    if times.upperBound == .max { return "after \(time(times.lowerBound))" }
    return times.lowerBound == 0
      ? "before \(time(times.upperBound))" : "\(time(times.lowerBound)) to \(time(times.upperBound))"
  }

  private static func time(_ milliseconds: Int64) -> String {
    Date(timeIntervalSince1970: Double(milliseconds) / 1000).formatted(.iso8601)
  }

  /// The same as data.
  var json: JSONValue {
    .object([
      "store": .string(store.description), "sound": .bool(isSound), "records": number(log.recordCount),
      "versions": number(versionCount), "subjects": number(subjectCount), "findings": .array(findings.map(Self.json)),
    ])
  }

  private func number(_ count: Int) -> JSONValue { .number(JSONNumber(count)) }

  private static func json(_ finding: LogFinding) -> JSONValue {
    var object: JSONObject = [
      "kind": .string(finding.kind.rawValue), "severity": .string(finding.isWarning ? "warning" : "fault"),
    ]
    if let positions = finding.positions {
      object["first"] = .number(JSONNumber(positions.lowerBound.rawValue))
      object["last"] = .number(JSONNumber(positions.upperBound.rawValue))
    }
    object["about"] = finding.subject.map(JSONValue.string)
    object["message"] = .string(finding.message)
    if let written = finding.written {
      object["writtenAfter"] = .number(JSONNumber(written.lowerBound))
      if written.upperBound < .max { object["writtenBefore"] = .number(JSONNumber(written.upperBound)) }
    }
    object["effects"] = .array(finding.effects.map(JSONValue.string))
    return .object(object)
  }
}
