import RegistryClient
import SchemaCore

/// Finds the schema that records are written with, and makes what writes them.
struct EncodingPreparation<Payload: PayloadCodec>: Sendable {
  let payload: Payload
  let topic: String?
  let lookup: any SchemaLookup
  let settings: EncodingSettings

  /// What encodes records.
  ///
  /// - Throws: `RecordCodecError`.
  func encoder() async throws(RecordCodecError) -> ReadyEncoder<Payload.Encoder> {
    let own = try await payload.schema.map(OwnSchema.init)?.parsed(by: payload.formats, lookup)
    let subject = try await subject(own)
    let registered = try await registered(under: subject)
    let identity = FrameIdentity.registered(.id(registered.id))
    try settings.rules.check(registered.schema, .writing, identity)
    let parsed: any ParsedSchema
    do {
      parsed = try payload.formats.parse(registered.schema, references: registered.references, rules: .stored)
    } catch {
      throw .schema(error, identity)
    }
    if let own { try checkCompatibility(of: parsed, identity, with: own) }
    let frame = try RecordFrame(
      registered, parsed: parsed, type: payload.recordType, wireFormat: settings.wireFormat, part: settings.part)
    do {
      return ReadyEncoder(try payload.encoder(writing: parsed), frame: frame)
    } catch {
      throw .schema(error, identity)
    }
  }

  private var selection: SchemaSelection { settings.selection ?? (payload.schema == nil ? .latest : .register) }

  private func subject(_ own: (any ParsedSchema)?) async throws(RecordCodecError) -> SubjectName {
    let place = RecordPlace(topic: topic, part: settings.part, recordName: try recordName(own))
    guard case .associated(let cluster, _) = settings.naming, let topic else {
      return try settings.naming.subject(of: place)
    }
    let resource = AssociatedResource(name: topic, namespace: cluster, part: settings.part.rawValue)
    let subjects: [SubjectName]
    do {
      subjects = try await lookup.subjects(associatedWith: resource)
    } catch {
      throw .lookup(error)
    }
    if subjects.count > 1 {
      let names = subjects.map(\.description).joined(separator: ", ")
      throw .subject("the registry has several associated with the \(settings.part) of \(topic): \(names)")
    }
    if let subject = subjects.first { return subject }
    return try settings.naming.subject(of: place)
  }

  /// The name of the records' type; of those without a schema of their own, what the payload calls it.
  private func recordName(_ own: (any ParsedSchema)?) throws(RecordCodecError) -> String? {
    guard let own else {
      if case .named(let name) = payload.recordType { return name }
      return nil
    }
    do {
      return try own.typeName(of: payload.recordType)
    } catch {
      throw .ownSchema(error)
    }
  }

  private func registered(under subject: SubjectName) async throws(RecordCodecError) -> RegisteredText {
    let request: SchemaRequest
    switch selection {
    case .latest: request = .version(.latest, of: subject)
    case .latestWith(let properties): request = .latest(of: subject, with: properties)
    case .identity(let identity): request = .identity(identity, in: subject.context)
    case .register, .lookUp:
      guard let schema = payload.schema else {
        throw .ownSchema(
          SchemaError(.unsupported, "the records bring none along that could be registered or looked up"))
      }
      var registration = Registration(lookup: lookup, settings: settings, context: subject.context)
      request = registration.request(
        try await registration.text(schema), under: subject, registering: selection == .register)
    }
    do {
      return try await lookup.schema(request)
    } catch {
      throw .lookup(error)
    }
  }

  /// Refuses a schema that could not read what the records' own allows.
  private func checkCompatibility(
    of written: any ParsedSchema, _ identity: FrameIdentity, with own: any ParsedSchema
  ) throws(RecordCodecError) {
    guard settings.requiresCompatibility && selection.isForeign else { return }
    let reasons = written.incompatibilities(reading: own)
    if !reasons.isEmpty { throw .incompatible(reasons, identity) }
  }
}
