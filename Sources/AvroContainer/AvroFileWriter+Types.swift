public import Avro
import SchemaCore

extension AvroFileWriter {
  /// Appends a value of a Swift type that writes itself.
  ///
  /// - Throws: as for an arena; of kind `otherSchema` if the type's schema is not the file's, of kind `record` for a value that
  ///   its schema cannot take.
  public mutating func append<Value: AvroSerializable>(_ value: Value) throws(AvroFileError) {
    if type != ObjectIdentifier(Value.self) {
      guard program.hasRecords(of: Value.self) else { throw otherSchema(than: Value.self) }
      type = ObjectIdentifier(Value.self)
    }
    typeWriter.removeAll()
    do throws(CodecError) { try value.write(to: &typeWriter) } catch { throw recordFailure(error) }
    try append(encoded: typeWriter.bytes, isTrusted: true)
  }

  /// Appends a value of an `Encodable` type.
  ///
  /// - Throws: as for an arena; of kind `record` for a value that does not fit the schema.
  public mutating func append(encoding value: some Encodable) throws(AvroFileError) {
    let record: [UInt8]
    do throws(CodecError) { record = try encoder.encode(value) } catch { throw recordFailure(error) }
    try append(encoded: record, isTrusted: true)
  }

  private func otherSchema<Value: AvroSerializable>(than type: Value.Type) -> AvroFileError {
    AvroFileError(
      .otherSchema,
      "the file has another schema than \(type): \(header.schema.canonicalText). Write the values to a file of their own"
    ).inFile(path)
  }
}
