public import RegistryClient
public import SchemaCore
import Synchronization

/// Turns framed records of any registered schema into JSON text.
///
/// The registry is asked once for each schema; later records of it are decoded without waiting.
public final class RecordDecoder: Sendable {
  /// A record and the schema that it was written with.
  public struct DecodedRecord: Hashable, Sendable {
    /// The record as JSON text in one line, UTF-8.
    public var json: [UInt8]
    /// The schema that it was written with.
    public var schema: SchemaIdentity
  }

  private let lookup: any SchemaLookup
  private let formats: SchemaFormats
  private let reader: (any ParsedSchema)?
  private let form: JSONForm
  private let schemas = Mutex<[SchemaIdentity: DecodingSchema]>([:])

  /// How many schemas are kept ready. A stream that names more of them is served, but asks again.
  private static let keptSchemas = 1000

  /// Decodes with the schemas that `lookup` finds and the formats that are installed.
  ///
  /// - Parameters:
  ///   - reader: the schema that all records are read as, whichever they were written with; nil for their own.
  ///   - form: the JSON that is made.
  public init(
    lookup: any SchemaLookup, formats: SchemaFormats, as reader: (any ParsedSchema)? = nil,
    json form: JSONForm = .specification
  ) {
    self.reader = reader
    self.form = form
    self.lookup = lookup
    self.formats = formats
  }

  /// Decodes the key or the value of a record.
  ///
  /// - Throws: `RecordCodecError`.
  public func decode(
    _ bytes: [UInt8], headers: [RecordHeader] = [], part: RecordPart = .value
  ) async throws(RecordCodecError) -> DecodedRecord {
    var framed: FramedRecord
    do {
      framed = try FramedRecord(parsing: bytes, headers: headers, part: part)
    } catch {
      throw .framing(error)
    }
    let schema: DecodingSchema
    if let kept = schemas.withLock({ $0[framed.schema] }) {
      schema = kept
    } else {
      schema = try await prepare(framed.schema)
    }
    let codec = try codec(for: &framed, schema)
    do {
      return DecodedRecord(json: try codec.decode(framed.payload), schema: framed.schema)
    } catch {
      throw .codec(error, framed.schema)
    }
  }

  /// The codec for a record, whose payload is the bare data then.
  private func codec(
    for framed: inout FramedRecord, _ schema: DecodingSchema
  ) throws(RecordCodecError) -> any JSONRecordCodec {
    var type = RecordType.root
    if schema.carriesMessageIndexes {
      do {
        type = .indexes(try framed.takeMessageIndexes())
      } catch {
        throw .framing(error)
      }
    }
    do {
      return try schema.codec(for: type)
    } catch {
      throw .schema(error, framed.schema)
    }
  }

  private func prepare(_ identity: SchemaIdentity) async throws(RecordCodecError) -> DecodingSchema {
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
