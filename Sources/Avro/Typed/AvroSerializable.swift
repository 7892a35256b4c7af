public import SchemaCore

/// A Swift type that has an Avro schema and reads and writes itself, without a tree of values in between.
///
/// `martlet generate swift` writes such types from schemas. Writing one by hand takes three things, in which the fields
/// come in the same order:
///
///     struct Reading: AvroSerializable {
///       var sensor: String
///       var celsius: Double
///
///       static let avroSchema = AvroDocument.record(
///         "com.example.Reading", [.field("sensor", String.self), .field("celsius", Double.self)])
///
///       init(from reader: inout AvroReader) throws(CodecError) {
///         sensor = try reader.string()
///         celsius = try reader.double()
///       }
///
///       func write(to writer: inout AvroWriter) throws(CodecError) {
///         writer.string(sensor)
///         writer.double(celsius)
///       }
///     }
public protocol AvroSerializable: AvroArrayElement, PayloadRepresentable {
  /// The schema of the values, complete in itself.
  static var avroSchema: AvroDocument { get }

  /// Reads a value in Avro's binary encoding.
  ///
  /// - Throws: `CodecError` if the bytes make no sense; what the reader throws is passed on as it is.
  init(from reader: inout AvroReader) throws(CodecError)

  /// Appends the value in Avro's binary encoding.
  ///
  /// - Throws: `CodecError` for a value that the schema cannot take, such as a decimal of too many digits.
  func write(to writer: inout AvroWriter) throws(CodecError)
}

extension AvroSerializable {
  /// Reads one record in Avro's binary encoding, written with the schema of this type. For one written with another
  /// schema there is `AvroTypedDecoder`.
  ///
  /// - Parameter bytes: the whole record; bytes left over after it are an error.
  /// - Throws: `CodecError` with the field and the byte offset where the bytes stop making sense.
  @inlinable public init(avro bytes: some Collection<UInt8>) throws(CodecError) {
    let result: Result<Self, CodecError>? = bytes.withContiguousStorageIfAvailable { bytes in
      Result { () throws(CodecError) in try Self(avro: UnsafeRawBufferPointer(bytes)) }
    }
    self = if let result { try result.get() } else { try Self(avro: Array(bytes)) }
  }

  /// Reads one record in Avro's binary encoding from memory that need not outlast the call.
  ///
  /// - Throws: as for any collection of bytes.
  @inlinable public init(avro bytes: UnsafeRawBufferPointer) throws(CodecError) {
    guard let start = bytes.baseAddress else {
      // No memory at all: what is lent has an address, and nothing is read of it.
      self = try withUnsafeBytes(of: UInt8(0)) { (lent) throws(CodecError) in
        try Self(avro: UnsafeRawBufferPointer(rebasing: lent.prefix(0)))
      }
      return
    }
    var reader = AvroReader(start, count: bytes.count)
    do {
      let value = try Self(from: &reader)
      try reader.finish()
      self = value
    } catch {
      throw TypedPrograms.located(error, in: bytes, of: Self.self)
    }
  }

  /// The value in Avro's binary encoding.
  ///
  /// - Throws: `CodecError` for a value that the schema cannot take.
  @inlinable public func avroBytes() throws(CodecError) -> [UInt8] {
    var writer = AvroWriter()
    try write(to: &writer)
    return writer.bytes
  }
}
