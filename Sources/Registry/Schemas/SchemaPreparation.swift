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
    /// True if the text was normalized, and is to be compared with other texts as they would be then.
    var isNormalized: Bool
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
    try checkSize(of: schema)
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
      var prepared = schema
      prepared.text = text
      prepared.references = references
      return Candidate(schema: prepared, parsed: parsed, isNormalized: treatment.normalizes)
    } catch {
      throw .invalidSchema(schema.format, error)
    }
  }

  /// Refuses a schema that is too large with what its contract adds.
  ///
  /// - Throws: `schemaTooLarge`.
  func checkSize(of schema: SchemaText) throws(RegistryError) {
    let bytes = schema.byteCount
    if bytes > options.maximumSchemaBytes { throw .schemaTooLarge(bytes: bytes, limit: options.maximumSchemaBytes) }
  }

  /// Parses a stored version.
  ///
  /// - Throws: `invalidSchema` if this server cannot parse what another one stored.
  func parse(_ stored: RegisteredSchema, in state: RegistryState) throws(RegistryError) -> any ParsedSchema {
    try parse(stored.schema, in: stored.subject.context, of: state)
  }

  /// Parses what is stored in a context.
  ///
  /// - Throws: `invalidSchema` if this server cannot parse what another one stored.
  func parse(
    _ schema: SchemaText, in context: ContextName, of state: RegistryState
  ) throws(RegistryError) -> any ParsedSchema {
    let resolved = try state.resolve(schema.references, of: schema.format, in: context, .all, options)
    do {
      return try cache.parse(schema, references: resolved, rules: .stored)
    } catch {
      throw .invalidSchema(schema.format, error)
    }
  }

  /// True if a candidate means the same as a stored version, however it is spelled: the contracts agree, the parsed
  /// schemas are equivalent and the references are the same, or the candidate has everything written in that the stored
  /// one refers to.
  ///
  /// Source: the REST API's section on semantic equality.
  func matches(
    _ candidate: Candidate, _ stored: RegisteredSchema, in state: RegistryState
  ) -> Bool {
    guard candidate.schema.format == stored.schema.format, candidate.schema.hasContract(of: stored) else {
      return false
    }
    if candidate.schema.bare == stored.schema.bare { return true }
    let references = candidate.schema.references
    let isNormalizable = candidate.isNormalized && references == stored.schema.references.normalized()
    // A stored version that cannot be parsed here equals nothing but its own text, which was compared above.
    guard references.isEmpty || references == stored.schema.references || isNormalizable,
      let parsed = try? parse(stored, in: state)
    else { return false }
    if isNormalizable, let text = try? parsed.rendered(as: .normalized),
      ExactText(text) == ExactText(candidate.schema.text)
    {
      return true
    }
    return candidate.parsed.isEquivalent(to: parsed)
  }
}

extension SchemaText {
  /// How large the schema is with its contract, in bytes of UTF-8.
  fileprivate var byteCount: Int {
    let contract = [metadata?.json, ruleSet?.json].compactMap(\.self)
    return contract.reduce(text.utf8.count) { $0 + JSONWriter.bytes($1).count }
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
