package import SchemaCore
import Synchronization

/// A schema that records were written with, and the codecs that were made for its types.
package final class DecodingSchema: Sendable {
  package let writer: any ParsedSchema
  private let reader: (any ParsedSchema)?
  private let form: JSONForm
  private let codecs = Mutex<[RecordType: any JSONRecordCodec]>([:])

  /// How many codecs are kept. A stream that names more types is served, but slower.
  private static let keptCodecs = 1000

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

  /// The codec for records of a type.
  ///
  /// - Throws: `SchemaError` if there is no such type, or if its records cannot be read.
  func codec(for type: RecordType) throws(SchemaError) -> any JSONRecordCodec {
    if let kept = codecs.withLock({ $0[type] }) { return kept }
    let codec =
      if let reader {
        try reader.recordCodec(for: type, reading: writer, json: form)
      } else {
        try writer.recordCodec(for: type, json: form)
      }
    codecs.withLock { codecs in
      if codecs.count >= Self.keptCodecs { codecs.removeAll() }
      codecs[type] = codec
    }
    return codec
  }
}
