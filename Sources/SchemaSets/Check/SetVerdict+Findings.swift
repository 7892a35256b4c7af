import Registry
import SchemaCore
public import SchemaReports

extension SetVerdict {
  /// What keeps the schema from being registered. Places and texts are told for the first hundred.
  ///
  /// - Parameter file: what the schema is called.
  public func findings(in file: String) -> [Finding] {
    switch outcome {
    case .unchanged, .new, .compatible: []
    case .incompatible(let report): findings(of: report, in: file)
    case .refused(let error): [RefusalFinding.finding(of: error, member, in: file)]
    }
  }

  private static let toldCount = 100

  private func findings(of report: CompatibilityReport, in file: String) -> [Finding] {
    var findings = report.reservation.map { Finding(.reservedField, $0, file: file) }
    guard let found = report.findings else { return findings }
    let new = parsed.flatMap { parsed in text.map { SchemaExcerpt(parsed, text: $0) } }
    let old = SchemaExcerpt(found.earlier.schema, text: found.earlier.schema.canonicalText)
    let order = upgradeOrder(found)
    for (index, one) in found.findings.enumerated() {
      var finding = Finding(found, one, earlier: grounds?.name(of: found.earlier.version) ?? "the old schema", in: file)
      finding.comparison?.level = report.level
      finding.comparison?.levelOrigin = grounds?.levelOrigin
      finding.comparison?.upgradeOrder = order
      if index < Self.toldCount, let new { finding.locate(one.direction, new: new, old: old) }
      findings.append(finding)
    }
    return findings
  }

  /// The order in which both sides could be upgraded: the one direction that does not break.
  private func upgradeOrder(_ found: CompatibilityFindings) -> Finding.Comparison.UpgradeOrder? {
    guard let parsed, parsed.format == found.earlier.schema.format else { return nil }
    let broken = Set(found.findings.map(\.direction))
    if broken == [.backward] {
      return found.earlier.schema.incompatibilities(reading: parsed).isEmpty ? .producersFirst : nil
    }
    if broken == [.forward] {
      return parsed.incompatibilities(reading: found.earlier.schema).isEmpty ? .consumersFirst : nil
    }
    return nil
  }
}

extension Finding {
  fileprivate init(
    _ found: CompatibilityFindings, _ one: CompatibilityFindings.Finding, earlier: String, in file: String
  ) {
    let incompatibility = one.incompatibility
    let (reader, writer) = one.direction == .backward ? ("new", "old (\(earlier))") : ("old (\(earlier))", "new")
    self.init(
      incompatibility.kind.rawValue, incompatibility.explanation.text(reader: reader, writer: writer), file: file,
      path: incompatibility.path, reason: one.direction.breaks(earlier), fix: one.remedy,
      comparison: Comparison(
        earlier: earlier, version: found.earlier.version, direction: one.direction, level: .none,
        registryMessage: incompatibility.message.text(
          reader: one.direction.words.reader, writer: one.direction.words.writer)))
  }

  /// Finds the place in the new schema, which is the one that somebody is writing, and what stands there in both.
  fileprivate mutating func locate(_ direction: CompatibilityDirection, new: SchemaExcerpt, old: SchemaExcerpt) {
    guard let path else { return }
    let reader = direction == .backward ? new : old
    let other = direction == .backward ? old : new
    let counterpart = other.counterpart(of: path, in: reader)
    let otherText = counterpart.isExact ? other.text(at: counterpart.path) : nil
    let place: String
    if direction == .backward {
      (newText, oldText) = (reader.text(at: path), otherText)
      place = path
    } else {
      (oldText, newText) = (reader.text(at: path), otherText)
      place = counterpart.path
    }
    position = new.enclosingPosition(of: place)
  }
}

extension SchemaExcerpt {
  /// Where a path stands, or the innermost part of it that is there.
  fileprivate func enclosingPosition(of path: String) -> TextPosition? {
    var path = path[...]
    while true {
      if let position = schema.position(of: String(path), in: text) { return position }
      guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return nil }
      path = path[..<slash]
    }
  }
}
