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
  /// Reads what was written with another schema into values of this one; nil if there is no other.
  private let resolver: UnsafeMutablePointer<avro_value_iface_t>?

  /// Parses a schema.
  ///
  /// - Throws: `Failure` if libavro refuses the schema.
  public convenience init(schema text: String) throws(Failure) {
    try self.init(reader: text, writer: nil)
  }

  /// Parses a schema with which records of another one are read.
  ///
  /// - Throws: `Failure` if libavro refuses a schema, or sees no way to read one as the other.
  public init(reader text: String, writer: String?) throws(Failure) {
    let schema = try Self.schema(text)
    var valueClass: UnsafeMutablePointer<avro_value_iface_t>?
    do throws(Failure) {
      valueClass = avro_generic_class_from_schema(schema)
      guard let valueClass else { throw Self.lastFailure() }
      resolver = try writer.map { writer throws(Failure) in try Self.resolver(from: writer, to: schema) }
      self.schema = schema
      self.valueClass = valueClass
    } catch {
      if let valueClass { valueClass.pointee.decref_iface?(valueClass) }
      avro_schema_decref(schema)
      throw error
    }
  }

  deinit {
    if let resolver { resolver.pointee.decref_iface?(resolver) }
    valueClass.pointee.decref_iface?(valueClass)
    avro_schema_decref(schema)
  }

  /// The schema as the library knows it, as JSON text.
  ///
  /// - Throws: `Failure` if the text takes more than 64 KiB.
  public func schemaText() throws(Failure) -> String {
    var text = [UInt8](repeating: 0, count: 1 << 16)
    var count = 0
    let status = text.withUnsafeMutableBytes { buffer in
      let writer = avro_writer_memory(buffer.baseAddress, Int64(buffer.count))
      defer { avro_writer_free(writer) }
      let status = avro_schema_to_json(schema, writer)
      count = Int(avro_writer_tell(writer))
      return status
    }
    try Self.check(status)
    return String(decoding: text.prefix(count), as: UTF8.self)
  }

  /// Decodes a record and encodes it again.
  ///
  /// The entries of maps may come back in another order. Bytes after the record are not noticed.
  ///
  /// - Throws: `Failure` if the bytes are no record of the schema.
  public func reencoded(_ record: [UInt8]) throws(Failure) -> [UInt8] {
    try withValue { value throws(Failure) in
      try read(record, into: &value)
      return try Self.encoded(&value)
    }
  }

  /// Decodes a record and gives it as JSON text in the library's spelling.
  ///
  /// - Throws: `Failure` if the bytes are no record of the schema.
  public func json(_ record: [UInt8]) throws(Failure) -> String {
    try withValue { value throws(Failure) in
      try read(record, into: &value)
      return try Self.json(&value)
    }
  }

  /// Decodes a record.
  ///
  /// - Throws: `Failure` if the bytes are no record of the schema.
  public func decoded(_ record: [UInt8]) throws(Failure) -> ReferenceValue {
    try withValue { value throws(Failure) in
      try read(record, into: &value)
      return try LibavroValue(value).read()
    }
  }

  /// Encodes a value.
  ///
  /// - Throws: `Failure` if the value is not one of the schema.
  public func encoded(_ source: ReferenceValue) throws(Failure) -> [UInt8] {
    try withValue { value throws(Failure) in
      try LibavroValue(value).write(source)
      return try Self.encoded(&value)
    }
  }

  private func withValue<Result>(
    _ body: (inout avro_value_t) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var value = avro_value_t()
    try Self.check(avro_generic_value_new(valueClass, &value))
    defer { avro_value_decref(&value) }
    return try body(&value)
  }

  private func read(_ record: [UInt8], into value: inout avro_value_t) throws(Failure) {
    // The library takes no empty buffer; a byte too much does no harm.
    let source = record.isEmpty ? [0] : record
    var target = value
    if let resolver {
      try Self.check(avro_resolved_writer_new_value(resolver, &target))
      avro_resolved_writer_set_dest(&target, &value)
    }
    defer { if resolver != nil { avro_value_decref(&target) } }
    let status = source.withUnsafeBytes { bytes in
      let reader = avro_reader_memory(bytes.baseAddress, Int64(record.count))
      defer { avro_reader_free(reader) }
      return avro_value_read(reader, &target)
    }
    try Self.check(status)
  }

  private static func encoded(_ value: inout avro_value_t) throws(Failure) -> [UInt8] {
    var size = 0
    try check(avro_value_sizeof(&value, &size))
    var output = [UInt8](repeating: 0, count: size)
    let status = output.withUnsafeMutableBytes { buffer in
      let writer = avro_writer_memory(buffer.baseAddress, Int64(buffer.count))
      defer { avro_writer_free(writer) }
      return avro_value_write(writer, &value)
    }
    try check(status)
    return output
  }

  static func json(_ value: inout avro_value_t) throws(Failure) -> String {
    var text: UnsafeMutablePointer<CChar>?
    try check(avro_value_to_json(&value, 1, &text))
    guard let text else { throw lastFailure() }
    defer { free(text) }
    return String(cString: text)
  }

  static func schema(_ text: String) throws(Failure) -> avro_schema_t {
    var text = text
    var parsed: avro_schema_t?
    let status = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { avro_schema_from_json_length($0.baseAddress, $0.count, &parsed) }
    }
    guard status == 0, let parsed else { throw lastFailure() }
    return parsed
  }

  private static func resolver(
    from writer: String, to reader: avro_schema_t
  ) throws(Failure) -> UnsafeMutablePointer<avro_value_iface_t> {
    let writer = try schema(writer)
    defer { avro_schema_decref(writer) }
    guard let resolver = avro_resolved_writer_new(writer, reader) else { throw lastFailure() }
    return resolver
  }

  static func check(_ status: Int32) throws(Failure) {
    if status != 0 { throw lastFailure() }
  }

  static func lastFailure() -> Failure {
    Failure(description: String(cString: avro_strerror()))
  }
}
