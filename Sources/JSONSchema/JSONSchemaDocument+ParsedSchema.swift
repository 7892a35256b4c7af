public import SchemaCore

extension JSONSchemaDocument: ParsedSchema {
  /// Always JSON Schema.
  public var format: FormatName { .json }

  /// The title of the root.
  public var recordName: String? { value.object?["title"]?.string }

  public func rendered(as style: RenderStyle) throws(SchemaError) -> String {
    switch style {
    case .canonical, .serialized, .withoutExtensions: canonicalText
    case .normalized: CanonicalText.text(of: value, isNormalized: true)
    case .resolved: CanonicalText.text(of: ResolvedText.schema(of: try resources()))
    }
  }

  /// True if the two have one canonical text; registries compare the references on their own.
  public func isEquivalent(to other: JSONSchemaDocument) -> Bool {
    ExactText(canonicalText) == ExactText(other.canonicalText)
  }

  public func incompatibilities(reading writer: JSONSchemaDocument) -> [Incompatibility] {
    incompatibilities(reading: writer, under: .strict)
  }

  public func incompatibilities(
    reading writer: JSONSchemaDocument, under policy: CompatibilityPolicy
  ) -> [Incompatibility] {
    differences(from: writer, under: policy, includesCompatible: false).map(\.incompatibility)
  }

  public func lintFindings(in text: String, since earlier: JSONSchemaDocument?) -> [LintFinding] {
    JSONSchemaLinter.findings(in: self, text: text, since: earlier)
  }

  public func hasTopLevelField(_ name: String) -> Bool {
    value.object?["properties"]?.object?[name] != nil
  }

  public func recordCodec(for type: RecordType, json form: JSONForm) throws(SchemaError) -> any JSONRecordCodec {
    try type.requireRoot(in: format)
    return try JSONSchemaRecordCodec(self)
  }

  /// Records are read as they are, and must be as this schema wants them: JSON Schema does not say how to make one
  /// version's data into another's.
  public func recordCodec(
    for type: RecordType, reading writer: JSONSchemaDocument, json form: JSONForm
  ) throws(SchemaError) -> any JSONRecordCodec {
    try type.requireRoot(in: format)
    return try JSONSchemaRecordCodec(self)
  }
}
