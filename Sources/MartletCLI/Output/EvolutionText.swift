import Protobuf
import SchemaCore

/// Changes to a Protobuf schema that a registry would accept and that break somebody, for people and for programs.
struct EvolutionText {
  private struct Entry {
    var finding: ProtobufFinding
    /// What the earlier version is called.
    var earlier: String
  }

  private let candidate: String
  private var entries: [Entry] = []

  init(candidate: String) {
    self.candidate = candidate
  }

  /// True if nobody has to do anything.
  var isGood: Bool { entries.isEmpty }

  /// Adds what has changed since an earlier version.
  ///
  /// - Parameter earlier: what that version is called.
  mutating func add(
    _ new: ProtobufSchema, since old: ProtobufSchema, called earlier: String, rules: Set<ProtobufRule>
  ) throws(CommandFailure) {
    do {
      entries += try ProtobufRules.findings(of: new, against: old, rules: rules)
        .map { Entry(finding: $0, earlier: earlier) }
    } catch {
      throw CommandFailure(error, in: candidate)
    }
  }

  /// Lines for people. `colored` marks the verdict; nothing if there is nothing to tell.
  func text(colored: Bool) -> String? {
    if isGood { return nil }
    let mark = StatusMark.bad("breaking").text(colored: colored)
    var lines = ["\(mark): \(candidate) has changes that compatibility levels do not look at"]
    for entry in entries {
      let finding = entry.finding
      let place = finding.position.map { ", \(candidate):\($0)" } ?? ""
      lines += ["", "  \(finding.rule.rawValue) at \(finding.path) (\(finding.rule.effect.rawValue))\(place)"]
      lines.append("    since \(entry.earlier): \(finding.message)")
      lines.append("    breaks: \(finding.rule.explanation)")
      lines.append("    fix:    \(finding.remedy), or leave the rule out: --without \(finding.rule.rawValue)")
    }
    return lines.joined(separator: "\n")
  }

  /// The same as data.
  var json: JSONValue { .array(entries.map(json)) }

  private func json(_ entry: Entry) -> JSONValue {
    let finding = entry.finding
    var object: JSONObject = [
      "rule": .string(finding.rule.rawValue), "effect": .string(finding.rule.effect.rawValue),
      "path": .string(finding.path), "since": .string(entry.earlier), "message": .string(finding.message),
      "breaks": .string(finding.rule.explanation), "fix": .string(finding.remedy),
    ]
    object["line"] = finding.position.map { .number(JSONNumber($0.line)) }
    object["column"] = finding.position.map { .number(JSONNumber($0.column)) }
    return .object(object)
  }
}
