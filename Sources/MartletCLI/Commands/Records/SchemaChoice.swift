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

  /// An encoder for records of the schema.
  ///
  /// - Parameter defaultSubject: the subject if none is named; nil if one must be.
  func encoder(
    _ client: SchemaRegistryClient, defaultSubject: SubjectName?, framing: WireFormat = .payloadPrefix,
    part: RecordPart = .value, json: JSONForm
  ) async throws(CommandFailure) -> RecordEncoder {
    let text = try await registeredText(client, defaultSubject)
    do {
      return try RecordEncoder(
        text, type: message.map(RecordType.named) ?? .root, formats: InstalledFormats.all, wireFormat: framing,
        part: part, json: json)
    } catch {
      throw CommandFailure(error)
    }
  }

  private func registeredText(
    _ client: SchemaRegistryClient, _ defaultSubject: SubjectName?
  ) async throws(CommandFailure) -> RegisteredText {
    if let id {
      return try await asking { () throws(ClientError) in try await client.schema(.id(id)) }
    }
    guard let subject = subject ?? defaultSubject else {
      throw CommandFailure(.usage, "say which schema records are written with: --subject or --id")
    }
    guard let file else {
      return try await asking { () throws(ClientError) in try await client.schema(.version(.latest, of: subject)) }
    }
    let text = try await SchemaFiles.schemaText(at: file, type: type, references: references)
    let registered: RegisteredSchemaBody
    if isLookedUp {
      do {
        registered = try await client.lookUp(text, under: subject, normalizing: normalizing)
      } catch {
        throw CommandFailure(error).located(in: file)
      }
    } else {
      let registration = Registration(client: client, subject: subject, normalizing: normalizing)
      registered = try await registration.register(text, called: file)
    }
    return try await asking { () throws(ClientError) in
      RegisteredText(
        id: SchemaID(rawValue: registered.id), guid: registered.guid.flatMap { SchemaGUID($0) }, schema: text,
        references: try await client.resolvedReferences(of: text, in: subject.context))
    }
  }
}
