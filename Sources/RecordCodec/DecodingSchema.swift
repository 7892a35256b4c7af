package import SchemaCore
import Synchronization

/// A schema that records were written with, and the codecs that were made for its types.
package final class DecodingSchema: Sendable {
  package let writer: any ParsedSchema
  private let reader: (any ParsedSchema)?
  private let form: JSONForm
  private let types = Mutex<[RecordType: DecodingType]>([:])

  /// How many types are kept ready. A stream that names more of them is served, but slower.
  private static let keptTypes = 1000

  /// - Parameter reader: the schema that records are read as; nil for the writer's own.
  init(writer: any ParsedSchema, reader: (any ParsedSchema)?, json form: JSONForm) {
    self.writer = writer
    self.reader = reader
    self.form = form
  }

  /// The type of a record, taken off its frame, behind which the data stands bare then.
  ///
  /// - Throws: `FramingError` if the frame should name a type and does not.
  package func type(of record: inout FramedRecord) throws(FramingError) -> RecordType {
    writer.carriesMessageIndexes ? .indexes(try record.takeMessageIndexes()) : .root
  }

  /// What decodes records of a type.
  ///
  /// - Throws: `SchemaError` if there is no such type, or if its records cannot be read.
  func decoding(of type: RecordType) throws(SchemaError) -> DecodingType {
    if let kept = types.withLock({ $0[type] }) { return kept }
    let codec =
      if let reader {
        try reader.recordCodec(for: type, reading: writer, json: form)
      } else {
        try writer.recordCodec(for: type, json: form)
      }
    let decoding = DecodingType(name: try writer.typeName(of: type), codec: codec)
    types.withLock { types in
      if types.count >= Self.keptTypes { types.removeAll() }
      types[type] = decoding
    }
    return decoding
  }
}

/// One of a schema's types, ready for its records.
struct DecodingType: Sendable {
  /// The type's full name; nil if it has none.
  var name: String?
  var codec: any JSONRecordCodec
}
