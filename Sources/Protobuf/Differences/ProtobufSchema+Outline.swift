public import SchemaCore

extension ProtobufSchema {
  /// The file's declarations, with types by their full names where all of them are known.
  public var outline: SchemaElement {
    let references = imports.map { (path: $0.reference.name, file: $0.file.syntax) }
    let normalized = try? NormalizedForm(of: syntax, references: references, types: types).syntax()
    return ProtobufOutline(normalized ?? syntax).root()
  }

  /// What breaks by the rules that compatibility levels do not look at; nothing if one of the two cannot be linked.
  public func furtherEffects(since earlier: ProtobufSchema) -> [SchemaDifference.Effect] {
    guard let findings = try? ProtobufRules.findings(of: self, against: earlier) else { return [] }
    return findings.map { finding in
      SchemaDifference.Effect(
        breaks: finding.rule.effect.rawValue, rule: finding.rule.rawValue, explanation: finding.message,
        path: finding.path)
    }
  }
}
