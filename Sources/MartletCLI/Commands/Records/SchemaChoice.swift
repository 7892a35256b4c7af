import RecordCodec
import RegistryAPI
import RegistryClient
import SchemaCore

/// Which registered schema records, or their keys, are written with, as the command line says it.
struct SchemaChoice {
  var subject: SubjectName?
  var id: SchemaID?
  /// A schema file, which is registered or looked up.
  var file: String?
  /// The format of the file; nil if its ending tells.
  var type: String?
  /// What the schema in the file refers to.
  var references: [SchemaReference] = []
  /// True if the schema of the file must be there already.
  var isLookedUp = false
  var normalizing = false
  var message: String?
  var rules = RulesPolicy.refuse

  /// An encoder for records of the schema, ready for them, and how the schema is named.
  ///
  /// - Parameters:
  ///   - client: where a schema file is registered.
  ///   - lookup: where schemas are found.
  ///   - defaultSubject: the subject if none is named; nil if one must be.
  func encoder(
    _ client: SchemaRegistryClient, _ lookup: CachingSchemaLookup, defaultSubject: SubjectName?,
    framing: WireFormat = .payloadPrefix,
    part: RecordPart = .value, json: JSONForm
  ) async throws(CommandFailure) -> (RecordEncoder<JSONTextPayload>, SchemaIdentity) {
    var settings = EncodingSettings(wireFormat: framing, part: part, rules: rules)
    if let id {
      settings.selection = .identity(.id(id))
      settings.naming = .subject(SubjectName(name: ""))
    } else {
      guard let subject = subject ?? defaultSubject else {
        throw CommandFailure(.usage, "say which schema records are written with: --subject or --id")
      }
      settings.naming = .subject(subject)
      settings.selection = try await registeredFile(client, lookup, subject).map { .identity(.id($0)) } ?? .latest
    }
    let payload = JSONTextPayload(
      formats: InstalledFormats.all, type: message.map(RecordType.named) ?? .root, json: json)
    let encoder = RecordEncoder(payload, lookup: lookup, settings: settings)
    do {
      return (encoder, try await encoder.prepare())
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The ID of the schema in the file; nil if none is named.
  private func registeredFile(
    _ client: SchemaRegistryClient, _ lookup: CachingSchemaLookup, _ subject: SubjectName
  ) async throws(CommandFailure) -> SchemaID? {
    guard let file else { return nil }
    let text = try await SchemaFiles.schemaText(at: file, type: type, references: references)
    if isLookedUp {
      do {
        return try await lookup.schema(.lookUp(text, under: subject, normalizing: normalizing)).id
      } catch {
        throw CommandFailure(error).located(in: file)
      }
    }
    let registration = Registration(client: client, subject: subject, normalizing: normalizing)
    return SchemaID(rawValue: try await registration.register(text, called: file).id)
  }
}
