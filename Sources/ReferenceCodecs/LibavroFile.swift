import CAvro
import Glibc

/// Object container files as libavro reads and writes them: a second opinion on files.
///
/// The same cautions hold as for `LibavroCodec`.
public enum LibavroFile {
  /// The records of a file, each as JSON text in the library's spelling.
  ///
  /// - Throws: `Failure` if libavro refuses the file or a record in it.
  public static func records(at path: String) throws(LibavroCodec.Failure) -> [String] {
    var opened: avro_file_reader_t?
    try LibavroCodec.check(avro_file_reader(path, &opened))
    guard let reader = opened else { throw LibavroCodec.lastFailure() }
    defer { avro_file_reader_close(reader) }
    guard let schema = avro_file_reader_get_writer_schema(reader) else { throw LibavroCodec.lastFailure() }
    defer { avro_schema_decref(schema) }
    guard let valueClass = avro_generic_class_from_schema(schema) else { throw LibavroCodec.lastFailure() }
    defer { valueClass.pointee.decref_iface?(valueClass) }
    var value = avro_value_t()
    try LibavroCodec.check(avro_generic_value_new(valueClass, &value))
    defer { avro_value_decref(&value) }
    var records: [String] = []
    while true {
      let status = avro_file_reader_read_value(reader, &value)
      if status == EOF { return records }
      try LibavroCodec.check(status)
      records.append(try LibavroCodec.json(&value))
    }
  }

  /// Writes a file of records that are encoded already.
  ///
  /// - Parameter codec: `null`, `deflate` or `snappy`, as the library was built.
  /// - Throws: `Failure` if libavro refuses the schema or cannot write the file.
  public static func write(
    _ records: [[UInt8]], schema text: String, codec: String, blockBytes: Int, to path: String
  ) throws(LibavroCodec.Failure) {
    let schema = try LibavroCodec.schema(text)
    defer { avro_schema_decref(schema) }
    var opened: avro_file_writer_t?
    try LibavroCodec.check(avro_file_writer_create_with_codec(path, schema, &opened, codec, blockBytes))
    guard let writer = opened else { throw LibavroCodec.lastFailure() }
    for record in records {
      let status = record.withUnsafeBytes { avro_file_writer_append_encoded(writer, $0.baseAddress, Int64($0.count)) }
      if status != 0 {
        let failure = LibavroCodec.lastFailure()
        avro_file_writer_close(writer)
        throw failure
      }
    }
    try LibavroCodec.check(avro_file_writer_close(writer))
  }
}
