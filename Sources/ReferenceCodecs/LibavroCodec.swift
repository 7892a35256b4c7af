import CAvro
import Glibc

/// One schema in libavro, the C implementation of Avro: a second opinion on what records are valid.
///
/// The library keeps its last error in a shared buffer and counts references without atomics, so a codec is not
/// sendable, and codecs should not be used by several threads at a time. It knows neither defaults nor aliases, and it
/// accepts schemas that are wrong; only its word on binary data counts.
public final class LibavroCodec {
  /// What libavro says went wrong.
  public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
  }

  private let schema: avro_schema_t
  private let valueClass: UnsafeMutablePointer<avro_value_iface_t>

  /// Parses a schema.
  ///
  /// - Throws: `Failure` if libavro refuses the schema.
  public init(schema text: String) throws(Failure) {
    var text = text
    var parsed: avro_schema_t?
    let status = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { avro_schema_from_json_length($0.baseAddress, $0.count, &parsed) }
    }
    guard status == 0, let parsed else { throw Self.lastFailure() }
    guard let valueClass = avro_generic_class_from_schema(parsed) else {
      avro_schema_decref(parsed)
      throw Self.lastFailure()
    }
    schema = parsed
    self.valueClass = valueClass
  }

  deinit {
    valueClass.pointee.decref_iface?(valueClass)
    avro_schema_decref(schema)
  }

  /// Decodes a record and encodes it again.
  ///
  /// The entries of maps may come back in another order. Bytes after the record are not noticed.
  ///
  /// - Throws: `Failure` if the bytes are no record of the schema.
  public func reencoded(_ record: [UInt8]) throws(Failure) -> [UInt8] {
    try withValue(of: record) { value throws(Failure) in
      var size = 0
      try Self.check(avro_value_sizeof(&value, &size))
      var output = [UInt8](repeating: 0, count: size)
      let status = output.withUnsafeMutableBytes { buffer in
        let writer = avro_writer_memory(buffer.baseAddress, Int64(buffer.count))
        defer { avro_writer_free(writer) }
        return avro_value_write(writer, &value)
      }
      try Self.check(status)
      return output
    }
  }

  /// Decodes a record and gives it as JSON text in the library's spelling.
  ///
  /// - Throws: `Failure` if the bytes are no record of the schema.
  public func json(_ record: [UInt8]) throws(Failure) -> String {
    try withValue(of: record) { value throws(Failure) in
      var text: UnsafeMutablePointer<CChar>?
      try Self.check(avro_value_to_json(&value, 1, &text))
      guard let text else { throw Self.lastFailure() }
      defer { free(text) }
      return String(cString: text)
    }
  }

  private func withValue<Result>(
    of record: [UInt8], _ body: (inout avro_value_t) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var value = avro_value_t()
    try Self.check(avro_generic_value_new(valueClass, &value))
    defer { avro_value_decref(&value) }
    // The library takes no empty buffer; a byte too much does no harm.
    let source = record.isEmpty ? [0] : record
    let status = source.withUnsafeBytes { bytes in
      let reader = avro_reader_memory(bytes.baseAddress, Int64(record.count))
      defer { avro_reader_free(reader) }
      return avro_value_read(reader, &value)
    }
    try Self.check(status)
    return try body(&value)
  }

  private static func check(_ status: Int32) throws(Failure) {
    if status != 0 { throw lastFailure() }
  }

  private static func lastFailure() -> Failure {
    Failure(description: String(cString: avro_strerror()))
  }
}
