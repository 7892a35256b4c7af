import Avro
import Protobuf
import Registry
import SchemaCore
import SchemaReports
import SchemaSets

/// Turns verdicts into entries of a report, and adds what formats know beyond them.
struct SchemaExamination {
  /// The rules about changes to Protobuf that levels do not look at.
  var evolutionRules: Set<ProtobufRule>
  /// True if consumers built on libavro matter.
  var isPortable: Bool

  /// What there is to say about a schema that is compared with nothing.
  func entries(of candidate: any ParsedSchema, called name: String) throws(CommandFailure) -> [Report.Entry] {
    [try portability(of: candidate, called: name, comparedWith: [], at: .none)]
  }

  /// What there is to say about a verdict.
  ///
  /// - Parameters:
  ///   - candidate: the schema; nil if it was not looked at, or is none.
  ///   - name: what the schema is called.
  ///   - target: what all that it was compared with is called.
  func entries(
    of verdict: SetVerdict, _ candidate: (any ParsedSchema)?, called name: String, target: String
  ) throws(CommandFailure) -> [Report.Entry] {
    var entries = [verdict.entry(called: name, target: target)]
    guard let candidate, let grounds = verdict.grounds else { return entries }
    let earlier = verdict.earlier.map { version in
      (name: grounds.names[version.version] ?? "version \(version.version) of \(target)", schema: version.schema)
    }
    if let evolution = try evolution(of: candidate, called: name, since: earlier) { entries.append(evolution) }
    if isPortable && (candidate.format == .avro || entries.count == 1) {
      entries.append(try portability(of: candidate, called: name, comparedWith: earlier, at: grounds.level))
    }
    return entries
  }

  /// What has changed and breaks somebody though the level accepts it; nil if nothing has.
  private func evolution(
    of candidate: any ParsedSchema, called name: String, since earlier: [(name: String, schema: any ParsedSchema)]
  ) throws(CommandFailure) -> Report.Entry? {
    guard let new = candidate as? ProtobufSchema else { return nil }
    var findings: [Finding] = []
    for (version, schema) in earlier {
      guard let old = schema as? ProtobufSchema else { continue }
      do {
        findings += try ProtobufRules.findings(of: new, against: old, rules: evolutionRules).map { finding in
          Finding(
            finding.rule.rawValue, "since \(version): \(finding.message)", file: name, position: finding.position,
            path: finding.path, reason: finding.rule.explanation,
            fix: "\(finding.remedy), or leave the rule out: --without \(finding.rule.rawValue)")
        }
      } catch {
        throw CommandFailure(error, in: name)
      }
    }
    if findings.isEmpty { return nil }
    return Report.Entry(
      name, file: name, mark: "breaking", verdict: "\(name) has changes that compatibility levels do not look at",
      findings: findings, facts: ["aspect": "evolution"])
  }

  /// What consumers built on libavro can make of it, and of reading what the level asks for.
  private func portability(
    of candidate: any ParsedSchema, called name: String,
    comparedWith earlier: [(name: String, schema: any ParsedSchema)], at level: CompatibilityLevel
  ) throws(CommandFailure) -> Report.Entry {
    let document = try Self.avro(candidate)
    var findings = document.portabilityFindings().map { Finding($0, in: name) }
    for (version, schema) in earlier {
      guard let other = schema as? AvroDocument else { continue }
      for direction in level.directions {
        let (reader, writer) = direction == .backward ? (document, other) : (other, document)
        findings += reader.portabilityFindings(reading: writer)
          .map { Finding($0, in: name, comparedWith: version, direction, at: level) }
      }
    }
    let isBad = findings.contains { $0.severity == .error }
    return Report.Entry(
      name, file: name, mark: isBad ? "not portable" : nil,
      verdict: "\(name) \(isBad ? "cannot be used everywhere" : "can be used") by consumers built on libavro",
      findings: findings, facts: ["aspect": "portability", "portable": .bool(!isBad)])
  }

  private static func avro(_ schema: any ParsedSchema) throws(CommandFailure) -> AvroDocument {
    guard let document = schema as? AvroDocument else {
      throw CommandFailure(.usage, "--portable is about Avro schemas; this one is \(schema.format)")
    }
    return document
  }
}

extension Finding {
  fileprivate init(_ finding: PortabilityFinding, in file: String) {
    let what = finding.isHarmless ? "" : "\(finding.subject) (\(finding.effect.rawValue)): "
    self.init(
      finding.rule.rawValue, what + finding.rule.explanation, severity: finding.isHarmless ? .note : .error,
      file: file, path: finding.path.description, fix: finding.rule.remedy)
  }

  fileprivate init(
    _ finding: PortabilityFinding, in file: String, comparedWith earlier: String,
    _ direction: CompatibilityDirection, at level: CompatibilityLevel
  ) {
    self.init(finding, in: file)
    reason = direction.breaks(earlier)
    comparison = Comparison(earlier: earlier, direction: direction, level: level)
  }
}

extension SetVerdict {
  /// The verdict itself.
  fileprivate func entry(called name: String, target: String) -> Report.Entry {
    let findings = findings(in: name)
    let level = grounds.map { " (\($0.level))" } ?? ""
    var facts: JSONObject = ["aspect": "compatibility", "subject": .string(member.subject.description)]
    facts["against"] = .string(target)
    facts["level"] = grounds.map { .string($0.level.rawValue) }
    facts["levelFrom"] = grounds.map { .string($0.levelOrigin) }
    var entry = Report.Entry(name, file: name == "-" ? nil : name, verdict: "", findings: findings, facts: facts)
    switch outcome {
    case .unchanged where grounds == nil:
      entry.isUnchanged = true
      entry.verdict = "\(name) is as it was"
    case .unchanged, .new, .compatible:
      entry.verdict = "\(name) is compatible with \(target)\(level)"
    case .incompatible(let report):
      let earlier = report.findings?.earlier.version.map { grounds?.names[$0] ?? "version \($0) of \(target)" }
      entry.mark = "incompatible"
      entry.verdict = "\(name) cannot follow \(earlier ?? target)\(level)"
    case .refused:
      entry.mark = "refused"
      entry.verdict = "\(name) cannot be registered as \(member.subject)"
    }
    entry.facts["compatible"] = findings.isEmpty ? true : false
    return entry
  }
}
