import ArgumentParser
import RecordCodec
import RegistryAPI
import RegistryClient
import SchemaCore

/// With which registered schema records are written.
struct RecordSchemaOptions: ParsableArguments {
  @Option(help: "Write with the latest version of this subject.")
  var subject: SubjectName?

  @Option(help: "Write with the schema of this ID.")
  var id: SchemaID?

  @Option(help: ArgumentHelp("Register this schema file under the subject first.", valueName: "file"))
  var schema: String?

  @Option(
    help: ArgumentHelp(
      "The message that the records are, by its full name, where a Protobuf schema has several; without it the first.",
      valueName: "name"))
  var message: String?

  @OptionGroup var file: SchemaFileOptions
  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    if id != nil && (subject != nil || schema != nil) {
      throw ValidationError("--id names the schema already: leave out --subject and --schema.")
    }
    if schema == nil && (file.type != nil || !file.reference.isEmpty) {
      throw ValidationError("--type and --reference belong to a schema file: name it with --schema.")
    }
  }

  /// An encoder for records of the schema.
  ///
  /// - Parameter defaultSubject: the subject if none is named; nil if one must be.
  func encoder(
    defaultSubject: SubjectName?, framing: WireFormat = .payloadPrefix, json: JSONForm
  ) async throws(CommandFailure) -> RecordEncoder {
    let client = try connection.client()
    let text = try await registeredText(client, defaultSubject)
    do {
      return try RecordEncoder(
        text, type: message.map(RecordType.named) ?? .root, formats: InstalledFormats.all, wireFormat: framing,
        json: json)
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
    guard let schema else {
      return try await asking { () throws(ClientError) in try await client.registeredText(.latest, of: subject) }
    }
    let text = try await file.schema(from: schema)
    return try await asking { () throws(ClientError) in
      let registered = try await client.register(text, under: subject)
      return RegisteredText(
        id: SchemaID(rawValue: registered.id), guid: registered.guid.flatMap { SchemaGUID($0) }, schema: text,
        references: try await client.resolvedReferences(of: text, in: subject.context))
    }
  }
}
