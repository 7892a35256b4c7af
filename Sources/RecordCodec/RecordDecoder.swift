public import RegistryClient
public import SchemaCore

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
    /// The full name of its type in that schema; nil if the type has none.
    public var typeName: String?
  }

  private let schemas: DecodingSchemas

  /// Decodes with the schemas that `lookup` finds and the formats that are installed.
  ///
  /// - Parameters:
  ///   - reader: the schema that all records are read as, whichever they were written with; nil for their own.
  ///   - form: the JSON that is made.
  public init(
    lookup: any SchemaLookup, formats: SchemaFormats, as reader: (any ParsedSchema)? = nil,
    json form: JSONForm = .specification
  ) {
    schemas = DecodingSchemas(lookup: lookup, formats: formats, reader: reader, json: form)
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
    let schema = try await schemas.schema(framed.schema)
    let type: RecordType
    do {
      type = try schema.type(of: &framed)
    } catch {
      throw .framing(error)
    }
    let decoding: DecodingType
    do {
      decoding = try schema.decoding(of: type)
    } catch {
      throw .schema(error, framed.schema)
    }
    do {
      let json = try decoding.codec.decode(framed.payload)
      return DecodedRecord(json: json, schema: framed.schema, typeName: decoding.name)
    } catch {
      throw .codec(error, framed.schema)
    }
  }
}
