import RegistryClient
import SchemaCore

/// The schema that records bring along.
struct OwnSchema: Sendable {
  let schema: PayloadSchema

  /// The schema, parsed with what it refers to.
  ///
  /// - Throws: `RecordCodecError.ownSchema` if there is something wrong with it, `lookup` if a registered schema that it
  ///   refers to is not found.
  func parsed(
    by formats: SchemaFormats, _ lookup: any SchemaLookup
  ) async throws(RecordCodecError) -> any ParsedSchema {
    let references = try await Self.registeredTexts(of: schema, lookup) + schema.importedTexts
    do {
      return try formats.parse(schema.text, references: references, rules: .stored)
    } catch {
      throw .ownSchema(error)
    }
  }

  /// What the schema and its imports refer to and is registered already.
  private static func registeredTexts(
    of schema: PayloadSchema, _ lookup: any SchemaLookup
  ) async throws(RecordCodecError) -> [ResolvedReference] {
    var texts: [ResolvedReference] = []
    for part in schema.imports { texts += try await registeredTexts(of: part.schema, lookup) }
    for reference in schema.text.references {
      let version: VersionSelector =
        reference.version == SchemaReference.latestVersion
        ? .latest : .number(SchemaVersion(rawValue: reference.version))
      let registered: RegisteredText
      do {
        registered = try await lookup.schema(.version(version, of: SubjectName(qualified: reference.subject)))
      } catch {
        throw .lookup(error)
      }
      texts += registered.references + [ResolvedReference(reference, text: registered.schema.text)]
    }
    return texts
  }
}
