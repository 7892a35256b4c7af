public import SchemaCore

extension ProtobufSchema: ParsedSchema {
  /// Always Protobuf.
  public var format: FormatName { .protobuf }

  /// The full name of the first message or, in a file without messages, of the first enum.
  public var recordName: String? { definingFile.rootTypeName }

  public func rendered(as style: RenderStyle) throws(SchemaError) -> String {
    switch style {
    case .canonical, .resolved: canonicalText
    case .normalized: try normalizedText()
    case .withoutExtensions: CanonicalText.text(of: syntax.withoutExtensions())
    case .serialized: Base64.text(of: try descriptorBytes())
    }
  }

  /// True if the two have one canonical text; registries compare the references on their own.
  public func isEquivalent(to other: ProtobufSchema) -> Bool {
    ExactText(canonicalText) == ExactText(other.canonicalText)
  }

  public func incompatibilities(reading writer: ProtobufSchema) -> [Incompatibility] {
    ExpandedDifferences.list(original: writer, update: self, includesCompatible: false).map(\.incompatibility)
  }

  public func position(of path: String, in text: String) -> TextPosition? {
    let written = ExactText(text) == ExactText(file.text) ? file : ProtoParser.parse(text, name: "")
    return DifferencePath(path).place(in: written.syntax).map { TextLines(text).position(at: $0.offset) }
  }

  public func lintFindings(in text: String, since earlier: ProtobufSchema?) -> [LintFinding] {
    let written = ExactText(text) == ExactText(file.text) ? file : ProtoParser.parse(text, name: "")
    return ProtobufLinter.findings(in: written, since: earlier?.syntax)
  }

  /// True if one of the file's messages has the field.
  public func hasTopLevelField(_ name: String) -> Bool {
    syntax.messages.contains { message in message.fieldNames.contains(name) }
  }

  public func recordCodec(for type: RecordType, json form: JSONForm) throws(SchemaError) -> any JSONRecordCodec {
    try ProtobufRecordCodec(linkedFiles().set, message: try messageName(of: type), json: form)
  }

  /// The message of the same name reads, whatever package it is in.
  public func recordCodec(
    for type: RecordType, reading writer: ProtobufSchema, json form: JSONForm
  ) throws(SchemaError) -> any JSONRecordCodec {
    try recordCodec(for: .named(try nameForReading(writer.messageName(of: type), of: writer)), json: form)
  }
}

extension ProtobufSchema {
  private func normalizedText() throws(SchemaError) -> String {
    let references = imports.map { (path: $0.reference.name, file: $0.file.syntax) }
    do {
      return try NormalizedForm(of: syntax, references: references, types: types).text()
    } catch {
      let name = error.name
      throw SchemaError(
        .unknownName, "unknown type \"\(name.text)\"", at: TextLines(file.text).position(at: name.place.offset))
    }
  }

  /// The schema's own file as a serialized `google.protobuf.FileDescriptorProto`, under the name that registries give it.
  private func descriptorBytes() throws(SchemaError) -> [UInt8] {
    var descriptor = try linkedFiles().root
    descriptor.name = "default"
    return DescriptorWriter.bytes(of: descriptor)
  }
}
