import RegistryClient
import SchemaCore
import Synchronization

/// The schemas that records turned out to be written with. The registry is asked once for each.
final class DecodingSchemas: Sendable {
  /// A schema that records name.
  struct Schema: Sendable {
    let registered: RegisteredText
    let parsed: any ParsedSchema
  }

  private let lookup: any SchemaLookup
  private let formats: SchemaFormats
  private let settings: DecodingSettings
  private let schemas = Mutex<[FrameIdentity: Schema]>([:])

  /// How many are kept ready. A stream that names more of them is served, but slower.
  private static let maximumCount = 10_000

  init(lookup: any SchemaLookup, formats: SchemaFormats, settings: DecodingSettings) {
    self.lookup = lookup
    self.formats = formats
    self.settings = settings
  }

  /// The schema that a record names.
  ///
  /// - Throws: `RecordCodecError` if the registry cannot be asked, or the schema cannot be used.
  func schema(_ identity: FrameIdentity) async throws(RecordCodecError) -> Schema {
    if let kept = schemas.withLock({ $0[identity] }) { return kept }
    let registered: RegisteredText
    do {
      registered = try await text(identity)
    } catch {
      throw .lookup(error)
    }
    try settings.rules.check(registered.schema, .reading, identity)
    let schema: Schema
    do {
      let parsed = try formats.parse(registered.schema, references: registered.references, rules: .stored)
      schema = Schema(registered: registered, parsed: parsed)
    } catch {
      throw .schema(error, identity)
    }
    schemas.withLock { schemas in
      if schemas.count < Self.maximumCount { schemas[identity] = schema }
    }
    return schema
  }

  private func text(_ identity: FrameIdentity) async throws(ClientError) -> RegisteredText {
    if case .registered(let identity) = identity {
      return try await lookup.schema(.identity(identity, in: settings.context))
    }
    if let foreignSchemas = settings.foreignSchemas { return try await foreignSchemas(identity) }
    switch identity {
    case .apicurio(let number):
      guard let id = Int32(exactly: number), id > 0 else { break }
      return try await lookup.schema(.identity(.id(SchemaID(rawValue: id)), in: settings.context))
    case .glue(let version):
      return try await lookup.schema(.identity(.guid(version), in: settings.context))
    case .registered, .fingerprint: break
    }
    throw ClientError(.invalidRequest, "the settings do not say where \(identity) is found")
  }
}
