/// A schema that has been parsed and validated. Immutable; equal work is done once.
public protocol ParsedSchema: Sendable {
  /// The format it was parsed by.
  var format: FormatName { get }

  /// The text that the registry stores and returns: one text for all spellings that mean the same.
  var canonicalText: String { get }

  /// The name of the root type, for subject names made of record names; nil if the root has none.
  var recordName: String? { get }

  /// The schema as a text of another style; the canonical text for a style that the format does not have.
  ///
  /// - Throws: `SchemaError` if the schema cannot be written so.
  func rendered(as style: RenderStyle) throws(SchemaError) -> String

  /// True if the two mean the same in every respect, documentation and properties included, whatever is
  /// inlined in one and referenced in the other.
  func isEquivalent(to other: Self) -> Bool

  /// Every reason why a reader with this schema could not read the writer's data, in the order of a walk through it.
  func incompatibilities(reading writer: Self) -> [Incompatibility]

  /// The same by another policy than the strict one. Formats that know no other need not say anything about it.
  func incompatibilities(reading writer: Self, under policy: CompatibilityPolicy) -> [Incompatibility]

  /// The schema as a tree of its parts, by which versions are compared for people.
  var outline: SchemaElement { get }

  /// What the changes since an earlier version break beyond the rules of compatibility. Formats without such rules need
  /// not say anything about it.
  func furtherEffects(since earlier: Self) -> [SchemaDifference.Effect]

  /// What the format's lint rules find, in the order of the text.
  ///
  /// - Parameters:
  ///   - text: the schema as somebody wrote it, for places and fixes.
  ///   - earlier: the version before it, for rules about what has changed; nil if there is none at hand.
  func lintFindings(in text: String, since earlier: Self?) -> [LintFinding]

  /// Where the place that an incompatibility names stands in a text of this schema; nil if it cannot be told.
  ///
  /// - Parameter path: as `Incompatibility.path` has it.
  /// - Parameter text: the schema as somebody wrote it.
  func position(of path: String, in text: String) -> TextPosition?

  /// Every part of the text that tags can be written at, with the tags that it has, in the order of a walk.
  var taggableEntities: [SchemaTags] { get }

  /// The text with these tags at these parts, in the place of those that they have.
  ///
  /// - Throws: `SchemaError` if the format's texts cannot be edited so.
  func text(replacingTags tags: [SchemaEntity: [ExactText]]) throws(SchemaError) -> String

  /// True if records of the schema have a field of this name, not counting those within other fields.
  func hasTopLevelField(_ name: String) -> Bool

  /// True if a frame says by message indexes which of the schema's types the record is of.
  var carriesMessageIndexes: Bool { get }

  /// The full name of one of the schema's types; nil if it has none.
  ///
  /// - Throws: `SchemaError` if there is no such type.
  func typeName(of type: RecordType) throws(SchemaError) -> String?

  /// The place of a type in the schema, as frames name it.
  ///
  /// - Throws: `SchemaError` if there is no such type, or if the format's frames name none.
  func messageIndexes(of type: RecordType) throws(SchemaError) -> [Int]

  /// A codec between JSON and binary records of a type of this schema, prepared once and used for many records.
  ///
  /// - Throws: `SchemaError` if there is no such type, or if its records cannot be coded.
  func recordCodec(for type: RecordType, json form: JSONForm) throws(SchemaError) -> any JSONRecordCodec

  /// A codec that decodes records of another schema as records of this one, which it also encodes.
  ///
  /// - Parameter type: the type that records were written as, in the writer's schema.
  /// - Throws: `SchemaError` if no record of the writer's schema could be read so.
  func recordCodec(for type: RecordType, reading writer: Self, json form: JSONForm) throws(SchemaError)
    -> any JSONRecordCodec
}

/// A style in which a schema's text can be asked for.
public enum RenderStyle: Hashable, Sendable {
  /// As stored.
  case canonical
  /// With everything in a fixed order, so that texts can be compared by people and tools.
  case normalized
  /// With everything written in that is referenced. Of Avro.
  case resolved
  /// The compiled form in base64. Of Protobuf.
  case serialized
  /// As stored, but without extensions and the options that they define. Of Protobuf.
  case withoutExtensions
}

extension ParsedSchema {
  /// The place in formats that are JSON, or what encloses it: a named type may be declared elsewhere.
  public func position(of path: String, in text: String) -> TextPosition? {
    JSONPointer(text: path).innermostPosition(in: text)
  }

  public func lintFindings(in text: String, since earlier: Self?) -> [LintFinding] { [] }

  /// `lintFindings(in:since:)` for schemas whose formats are known only at run time: a schema of another format is no
  /// earlier version.
  public func lintFindings(in text: String, after earlier: (any ParsedSchema)?) -> [LintFinding] {
    lintFindings(in: text, since: earlier as? Self)
  }

  public var carriesMessageIndexes: Bool { false }

  public func incompatibilities(reading writer: Self, under policy: CompatibilityPolicy) -> [Incompatibility] {
    incompatibilities(reading: writer)
  }

  public func hasTopLevelField(_ name: String) -> Bool { false }

  public func typeName(of type: RecordType) throws(SchemaError) -> String? {
    try type.requireRoot(in: format)
    return recordName
  }

  public func messageIndexes(of type: RecordType) throws(SchemaError) -> [Int] {
    throw SchemaError(.unsupported, "frames of \(format) carry no message indexes")
  }

  /// A codec for records of the root type, in the JSON of the format's specification.
  public func recordCodec() throws(SchemaError) -> any JSONRecordCodec {
    try recordCodec(for: .root, json: .specification)
  }

  /// `recordCodec(for:reading:json:)` for schemas whose formats are known only at run time: records of another format
  /// cannot be read.
  public func recordCodec(
    for type: RecordType, reading writer: any ParsedSchema, json form: JSONForm
  ) throws(SchemaError) -> any JSONRecordCodec {
    guard let writer = writer as? Self else {
      throw SchemaError(.unsupported, "records of \(writer.format) cannot be read as records of \(format)")
    }
    return try recordCodec(for: type, reading: writer, json: form)
  }

  /// `incompatibilities(reading:)` for schemas whose formats are known only at run time: a schema of another format
  /// is one incompatibility.
  public func incompatibilities(
    reading writer: any ParsedSchema, under policy: CompatibilityPolicy = .strict
  ) -> [Incompatibility] {
    guard let writer = writer as? Self else { return [.formatChanged(reader: format, writer: writer.format)] }
    return incompatibilities(reading: writer, under: policy)
  }

  /// `isEquivalent(to:)` for schemas whose formats are known only at run time.
  public func isEquivalent(to other: any ParsedSchema) -> Bool {
    guard let other = other as? Self else { return false }
    return isEquivalent(to: other)
  }
}
