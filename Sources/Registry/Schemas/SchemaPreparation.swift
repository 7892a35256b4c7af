import SchemaCore

/// Turns schema texts into what decisions compare: with references found, parsed, and in canonical form.
struct SchemaPreparation: Sendable {
  let cache: ParsedSchemaCache
  let options: RegistryOptions

  /// A schema that somebody hands in, ready to be compared and stored.
  struct Candidate: Sendable {
    /// The text as it would be stored.
    var schema: SchemaText
    /// The parsed form.
    var parsed: any ParsedSchema
  }

  /// How a schema that is handed in is treated.
  struct Treatment: Sendable {
    var rules: ParsingRules
    var normalizes: Bool
    /// Which versions may be referred to.
    var references: DeletionFilter = .live
  }

  /// Checks, parses and canonicalizes a schema that is handed in for a subject.
  ///
  /// - Throws: `schemaTooLarge`, `emptySchema`, `unknownFormat`, `invalidSchema` and what references may throw.
  func prepare(
    _ schema: SchemaText, for subject: SubjectName, in state: RegistryState, _ treatment: Treatment
  ) throws(RegistryError) -> Candidate {
    let bytes = schema.text.utf8.count
    if bytes > options.maximumSchemaBytes { throw .schemaTooLarge(bytes: bytes, limit: options.maximumSchemaBytes) }
    if !cache.contains(schema.format) { throw .unknownFormat(schema.format.rawValue) }
    if schema.text.utf8.allSatisfy({ $0 <= 0x20 }) { throw .emptySchema }
    var references = try state.pinned(schema.references, in: subject.context)
    let resolved = try state.resolve(
      references, of: schema.format, in: subject.context, treatment.references, options)
    do {
      let parsed = try cache.parse(schema, references: resolved, rules: treatment.rules)
      var text = parsed.canonicalText
      if treatment.normalizes {
        text = try parsed.rendered(as: .normalized)
        references = references.normalized()
      }
      return Candidate(
        schema: SchemaText(format: schema.format, text: text, references: references), parsed: parsed)
    } catch {
      throw .invalidSchema(schema.format, error)
    }
  }

  /// Parses a stored version.
  ///
  /// - Throws: `invalidSchema` if this server cannot parse what another one stored.
  func parse(_ stored: RegisteredSchema, in state: RegistryState) throws(RegistryError) -> any ParsedSchema {
    let resolved = try state.resolve(
      stored.schema.references, of: stored.schema.format, in: stored.subject.context, .all, options)
    do {
      return try cache.parse(stored.schema, references: resolved, rules: .stored)
    } catch {
      throw .invalidSchema(stored.schema.format, error)
    }
  }

  /// True if a candidate means the same as a stored version, however it is spelled: the parsed schemas are equivalent
  /// and the references are the same, or the candidate has everything written in that the stored one refers to.
  func matches(
    _ candidate: Candidate, _ stored: RegisteredSchema, in state: RegistryState
  ) -> Bool {
    guard candidate.schema.format == stored.schema.format else { return false }
    if candidate.schema == stored.schema { return true }
    let agrees = candidate.schema.references.isEmpty || candidate.schema.references == stored.schema.references
    // A stored version that cannot be parsed here equals nothing but its own text, which was compared above.
    guard agrees, let parsed = try? parse(stored, in: state) else { return false }
    return candidate.parsed.isEquivalent(to: parsed)
  }
}

extension [SchemaReference] {
  /// Sorted by subject and version, each once.
  func normalized() -> [SchemaReference] {
    var seen: Set<SchemaReference> = []
    return sorted { ($0.subject, $0.version, $0.name) < ($1.subject, $1.version, $1.name) }
      .filter { seen.insert($0).inserted }
  }
}
