import SchemaCore

extension RegisterSchema {
  /// The schema that a request means, parsed, with its tags edited, and with the contract that the request itself has.
  ///
  /// - Throws: `emptySchema`, and whatever is wrong with the schema.
  static func candidate(
    for request: Request, mode: RegistryMode, in state: RegistryState, _ preparation: SchemaPreparation
  ) throws(RegistryError) -> SchemaPreparation.Candidate {
    let latest = state.find(.latest, of: request.subject, includesDeleted: false)?.schema
    var schema = request.schema
    if schema.text.utf8.allSatisfy({ $0 <= 0x20 }), !mode.isImporting {
      guard let latest else { throw .emptySchema }
      schema = SchemaText(
        format: latest.format, text: latest.text, references: latest.references, metadata: schema.metadata,
        ruleSet: schema.ruleSet)
    }
    let config = state.config(for: request.subject)
    let treatment = SchemaPreparation.Treatment(
      rules: mode.isImporting ? .stored : config.rules,
      normalizes: !mode.isImporting && (request.options.normalizes || config.normalizes == true),
      references: mode.isImporting ? .all : .live)
    schema = try tagged(schema, request, after: latest, in: state, treatment, preparation)
    do {
      return try preparation.prepare(schema, for: request.subject, in: state, treatment)
    } catch .invalidSchema(let format, let error) where treatment.rules != .stored {
      // What an older registry let through stays registered: asking for it again is no new schema.
      var lenient = treatment
      lenient.rules = .stored
      guard let known = try? preparation.prepare(schema, for: request.subject, in: state, lenient),
        alreadyRegistered(known, request, mode: mode, in: state, preparation) != nil
      else { throw .invalidSchema(format, error) }
      return known
    }
  }

  /// The schema with the tags in its text that the request asks for.
  private static func tagged(
    _ schema: SchemaText, _ request: Request, after latest: SchemaText?, in state: RegistryState,
    _ treatment: SchemaPreparation.Treatment, _ preparation: SchemaPreparation
  ) throws(RegistryError) -> SchemaText {
    let options = request.options
    var schema = schema
    if options.editsTags {
      let parsed = try preparation.prepare(schema, for: request.subject, in: state, treatment).parsed
      schema.text = try text(of: parsed, adding: options.tagsToAdd, removing: options.tagsToRemove)
    }
    guard options.propagatesTags, let latest, latest.format == schema.format else { return schema }
    let earlier = try preparation.parse(latest, in: request.subject.context, of: state).inlineTags
    if earlier.isEmpty { return schema }
    let parsed = try preparation.prepare(schema, for: request.subject, in: state, treatment).parsed
    // Tags of a part that the new schema does not have are gone with it.
    let parts = Set(parsed.taggableEntities.map(\.entity))
    schema.text = try text(of: parsed, adding: earlier.filter { parts.contains($0.entity) }, removing: [])
    return schema
  }

  private static func text(
    of parsed: any ParsedSchema, adding added: [SchemaTags], removing removed: [SchemaTags]
  ) throws(RegistryError) -> String {
    do {
      return try parsed.text(adding: added, removing: removed)
    } catch {
      throw .invalidSchema(parsed.format, error)
    }
  }
}
