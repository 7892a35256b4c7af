public import SchemaCore

extension AvroDocument: ParsedSchema {
  /// Always Avro.
  public var format: FormatName { .avro }

  /// The full name of a root that is a record; other types give a record no name.
  public var recordName: String? {
    guard case .record(let record) = definition(of: root).type else { return nil }
    return record.name.fullName
  }

  public func rendered(as style: RenderStyle) throws(SchemaError) -> String {
    switch style {
    case .canonical, .serialized, .withoutExtensions: canonicalText
    case .normalized: CanonicalForm(.normalized, definitions: definitions).text(of: root)
    case .resolved: CanonicalForm(.canonical, definitions: definitions).text(of: try resolvedRoot())
    }
  }

  public func isEquivalent(to other: AvroDocument) -> Bool {
    if meaning != other.meaning { return false }
    guard let resolved = try? resolvedRoot(), let otherResolved = try? other.resolvedRoot() else {
      // Too deep to be written in: then only what is the same in every part is known to be the same.
      return canonicalText == other.canonicalText && definitions == other.definitions
    }
    return CanonicalForm(.comparable, definitions: definitions).text(of: resolved)
      == CanonicalForm(.comparable, definitions: other.definitions).text(of: otherResolved)
  }

  public func incompatibilities(reading writer: AvroDocument) -> [Incompatibility] {
    AvroCompatibility.incompatibilities(reader: self, writer: writer)
  }

  public func lintFindings(in text: String, since earlier: AvroDocument?) -> [LintFinding] {
    AvroLinter.findings(in: self, text: text, since: earlier)
  }

  public func hasTopLevelField(_ name: String) -> Bool {
    guard case .record(let record) = definition(of: root).type else { return false }
    return record.fields.contains { $0.name == name }
  }

  public func recordCodec(for type: RecordType, json form: JSONForm) throws(SchemaError) -> any JSONRecordCodec {
    try type.requireRoot(in: format)
    return try AvroRecordCodec(self, json: form)
  }

  public func recordCodec(
    for type: RecordType, reading writer: AvroDocument, json form: JSONForm
  ) throws(SchemaError) -> any JSONRecordCodec {
    try type.requireRoot(in: format)
    do {
      return try AvroRecordCodec(writer: writer, reader: self, json: form)
    } catch .schema(let error) {
      throw error
    } catch {
      throw SchemaError(.unsupported, error.description)
    }
  }
}

extension AvroDocument {
  /// The Parsing Canonical Form (Avro 1.12 specification, Parsing Canonical Form for Schemas), references written in:
  /// what is left when everything is dropped that does not matter for reading data. Fingerprints are taken over its
  /// UTF-8 bytes.
  ///
  /// - Throws: `SchemaError` of kind `limit` if the references make it too deep.
  public func parsingCanonicalForm() throws(SchemaError) -> String {
    ParsingCanonicalForm.text(of: try resolvedRoot())
  }

  /// The CRC-64-AVRO fingerprint of the Parsing Canonical Form.
  ///
  /// - Throws: as `parsingCanonicalForm()` does.
  public func fingerprint() throws(SchemaError) -> UInt64 {
    CRC64.fingerprint(of: try parsingCanonicalForm().utf8)
  }

  private func resolvedRoot() throws(SchemaError) -> AvroSchema {
    var form = ResolvedForm(definitions: definitions)
    return try form.resolved(root)
  }
}
