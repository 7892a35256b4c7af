package import RegistryClient
package import SchemaCore
import Synchronization

/// The schemas that records turned out to be written with. The registry is asked once for each.
package final class DecodingSchemas: Sendable {
  private let lookup: any SchemaLookup
  private let formats: SchemaFormats
  private let reader: (any ParsedSchema)?
  private let form: JSONForm
  private let schemas = Mutex<[SchemaIdentity: DecodingSchema]>([:])

  /// How many schemas are kept ready. A stream that names more of them is served, but asks again.
  private static let keptSchemas = 1000

  package init(
    lookup: any SchemaLookup, formats: SchemaFormats, reader: (any ParsedSchema)? = nil, json form: JSONForm
  ) {
    self.lookup = lookup
    self.formats = formats
    self.reader = reader
    self.form = form
  }

  /// The schema that a record names.
  ///
  /// - Throws: `RecordCodecError` if the registry cannot be asked, or the schema cannot be used.
  package func schema(_ identity: SchemaIdentity) async throws(RecordCodecError) -> DecodingSchema {
    if let kept = schemas.withLock({ $0[identity] }) { return kept }
    let registered: RegisteredText
    do {
      registered = try await lookup.schema(identity)
    } catch {
      throw .lookup(error)
    }
    let schema: DecodingSchema
    do {
      let writer = try formats.parse(registered.schema, references: registered.references, rules: .stored)
      schema = DecodingSchema(writer: writer, reader: reader, json: form)
    } catch {
      throw .schema(error, identity)
    }
    schemas.withLock { schemas in
      if schemas.count >= Self.keptSchemas { schemas.removeAll() }
      schemas[identity] = schema
    }
    return schema
  }
}
