public import SchemaCore

/// One place in a schema that consumers built on libavro cannot cope with.
public struct PortabilityFinding: Hashable, Sendable {
  /// What happens to a consumer, from harmless to bad.
  public enum Effect: String, Hashable, Sendable, CaseIterable {
    /// Records are read as the specification says, but something that the schema says has no effect.
    case ignored
    /// The schema or a record is refused with an error.
    case refused
    /// A record is read, but not as the value that was written.
    case misread
    /// The consumer's process ends.
    case crash
  }

  /// What libavro does in another way.
  public var rule: PortabilityRule
  /// What happens to a consumer. Can be worse than `rule.effect`.
  public var effect: Effect
  /// Where in the schema; where two schemas are compared, in the reader's.
  public var path: JSONPointer
  /// The type or the field that it is about, as people name it.
  public var subject: String

  init(_ rule: PortabilityRule, at path: JSONPointer, _ subject: String) {
    self.rule = rule
    self.path = path
    self.subject = subject
    effect = rule.effect
  }

  /// True if nobody has to do anything.
  public var isHarmless: Bool { effect == .ignored }
}

extension AvroPlace {
  /// What a finding here is about: the type, if it is about one, and the field.
  func portabilitySubject(_ type: String?) -> String {
    let field = field.map { "field \"\($0)\"" }
    return [type, field].compactMap(\.self).joined(separator: " in ")
  }
}

extension AvroDocument {
  /// What consumers built on libavro cannot cope with in this schema, as the registry hands it out.
  ///
  /// The list ends after `AvroLimits.incompatibilities` findings.
  public func portabilityFindings() -> [PortabilityFinding] {
    var walk = SchemaPortability(self)
    return walk.findings()
  }

  /// What keeps consumers built on libavro from reading with this schema what was written with `writer`.
  ///
  /// Lists only what the specification lets a consumer read; `incompatibilities(reading:)` lists the rest.
  public func portabilityFindings(reading writer: AvroDocument) -> [PortabilityFinding] {
    var walk = ResolutionPortability(reader: self, writer: writer)
    return walk.findings()
  }
}
