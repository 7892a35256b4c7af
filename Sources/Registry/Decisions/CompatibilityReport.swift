public import SchemaCore

/// The verdict on a candidate, in the registry's words and as data.
public struct CompatibilityReport: Sendable {
  /// The level that was applied.
  public var level: CompatibilityLevel
  /// The schema that was checked; nil if it cannot be parsed.
  public var candidate: (any ParsedSchema)?
  /// What was found; nil if the candidate is compatible.
  public var findings: CompatibilityFindings?
  /// What is wrong with fields that are kept free, in the registry's words.
  public var reservation: [String]
  /// The texts that the registry API sends: one for each finding, then the version compared with, its text, and the
  /// level; empty if the candidate is compatible.
  public var messages: [String]

  /// True if nothing was found.
  public var isCompatible: Bool { messages.isEmpty }

  /// The longest text of an earlier schema that is quoted whole, in characters.
  private static let quotedLength = 10_240

  /// The report on what a check found.
  ///
  /// - Parameters:
  ///   - config: the settings in force, with the level that was applied.
  ///   - reservation: what is wrong with reserved fields.
  init(
    _ config: SubjectConfig, level: CompatibilityLevel, candidate: any ParsedSchema,
    findings: CompatibilityFindings?, reservation: [String]
  ) {
    self.level = level
    self.candidate = candidate
    self.findings = findings
    self.reservation = reservation
    messages = reservation + (findings.map { Self.messages($0, level: level) } ?? [])
    if messages.isEmpty { return }
    messages.append("{validateFields: '\(config.validatesFields == true)', compatibility: '\(level)'}")
  }

  /// The report on a candidate that cannot even be parsed.
  init(level: CompatibilityLevel, unparsable reason: String) {
    self.level = level
    reservation = []
    messages = [reason]
  }

  private static func messages(_ found: CompatibilityFindings, level: CompatibilityLevel) -> [String] {
    var messages = found.findings.map { finding in
      let words = finding.direction.words
      return finding.incompatibility.message.text(reader: words.reader, writer: words.writer)
    }
    let hasFormatChanged = found.findings.contains { $0.incompatibility.kind == .formatChanged }
    // The reference adds the earlier version only when the last direction that it checks has failed.
    if !hasFormatChanged, found.findings.last?.direction == level.directions.last {
      if let version = found.earlier.version { messages.append("{oldSchemaVersion: \(version)}") }
      let text = found.earlier.schema.canonicalText
      messages.append(
        text.count > quotedLength
          ? "{oldSchema: <truncated> '\(text.prefix(quotedLength))...'}" : "{oldSchema: '\(text)'}")
    }
    return messages
  }
}
