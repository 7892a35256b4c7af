/// Codes records of one schema between the format's binary form and JSON text, for people and scripts.
///
/// A codec is prepared once and may be used by many tasks at a time.
public protocol JSONRecordCodec: Sendable {
  /// The binary form of one record given as JSON text.
  ///
  /// - Throws: `CodecError` naming the field that does not fit.
  func encode(json: some Collection<UInt8>) throws(CodecError) -> [UInt8]

  /// The JSON text, in one line, of one binary record.
  ///
  /// - Throws: `CodecError` with the field and the byte offset where the bytes stop making sense; bytes left over
  ///   after the record are an error.
  func decode(_ bytes: some Collection<UInt8>) throws(CodecError) -> [UInt8]
}
