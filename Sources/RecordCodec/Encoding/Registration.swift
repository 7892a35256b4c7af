import RegistryClient
import SchemaCore

/// Registers what a schema refers to, depth first, so that the schema itself can be registered.
struct Registration {
  let lookup: any SchemaLookup
  let settings: EncodingSettings
  /// The context of the schema's subject, which references belong to as well.
  let context: ContextName
  private var registered: [String: SchemaReference] = [:]

  init(lookup: any SchemaLookup, settings: EncodingSettings, context: ContextName) {
    self.lookup = lookup
    self.settings = settings
    self.context = context
  }

  /// What to ask for to have a schema registered, or found.
  func request(_ text: SchemaText, under subject: SubjectName, registering: Bool) -> SchemaRequest {
    registering
      ? .register(
        text, under: subject, normalizing: settings.normalizes, propagatingTags: settings.propagatesTags)
      : .lookUp(text, under: subject, normalizing: settings.normalizes)
  }

  /// A schema with references to all that it imports, which is registered then, or was found.
  ///
  /// - Throws: `RecordCodecError.lookup`.
  mutating func text(_ schema: PayloadSchema) async throws(RecordCodecError) -> SchemaText {
    var text = schema.text
    for part in schema.imports { text.references.append(try await reference(to: part)) }
    return text
  }

  private mutating func reference(to part: PayloadSchema.Import) async throws(RecordCodecError) -> SchemaReference {
    if let known = registered[part.name] { return known }
    let text = try await text(part.schema)
    let subject = settings.referenceNaming.subject(reference: part.name)
    let version: SchemaVersion
    do {
      version = try await self.version(of: text, under: subject.resolved(in: context))
    } catch {
      throw .lookup(error)
    }
    // The subject without the context, in which it is meant.
    let reference = SchemaReference(name: part.name, subject: subject.description, version: version.rawValue)
    registered[part.name] = reference
    return reference
  }

  private func version(of text: SchemaText, under subject: SubjectName) async throws(ClientError) -> SchemaVersion {
    let registers = settings.selection != .lookUp && settings.registersReferences
    let found = try await lookup.schema(request(text, under: subject, registering: registers))
    if let version = found.version { return version }
    // Older registries answer to a registration with the ID only.
    let known = try await lookup.schema(request(text, under: subject, registering: false))
    if let version = known.version { return version }
    throw ClientError(.unintelligible, "the registry does not tell which version of \(subject) has the schema")
  }
}
