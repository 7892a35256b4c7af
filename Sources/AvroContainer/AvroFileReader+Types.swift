public import Avro
import SchemaCore

extension AvroFileReader {
  /// Reads the next record as a value of a Swift type that reads itself; nil at the end of the file. The type's schema may
  /// be another than the file's (Avro 1.12 specification, Schema Resolution), whatever `program` is.
  ///
  ///     while let payment = try file.next(as: Payment.self) { total += payment.amount }
  ///
  /// - Throws: `AvroFileError` as `next` does; of kind `schema` if the type can read no record of the file, and then
  ///   nothing is read.
  public mutating func next<Value: AvroSerializable>(as type: Value.Type) throws(AvroFileError) -> Value? {
    let decoder = try typedDecoder(type)
    guard try next() else { return nil }
    do throws(CodecError) {
      return try program.withRecord(currentRecord, in: arena) { record throws(CodecError) in try decoder.decode(record)
      }
    } catch {
      throw currentFailure(error)
    }
  }

  /// Reads the next record as a value of a `Decodable` type, by `program`; nil at the end of the file.
  ///
  /// - Throws: `AvroFileError` as `next` does; of kind `record` if the type does not fit the record.
  public mutating func next<Value: Decodable>(decoding type: Value.Type) throws(AvroFileError) -> Value? {
    let decoder = codableDecoder()
    guard try next() else { return nil }
    do throws(CodecError) {
      return try program.withRecord(currentRecord, in: arena) { record throws(CodecError) in
        try decoder.decode(type, from: record)
      }
    } catch {
      throw currentFailure(error)
    }
  }

  /// The decoder of the last type that was asked for.
  private mutating func typedDecoder<Value: AvroSerializable>(
    _ type: Value.Type
  ) throws(AvroFileError) -> AvroTypedDecoder<Value> {
    if let known = typeDecoder as? AvroTypedDecoder<Value> { return known }
    do throws(AvroResolutionError) {
      let decoder = try AvroTypedDecoder<Value>(writer: header.schema, limits: program.limits)
      typeDecoder = decoder
      return decoder
    } catch {
      throw AvroFileError(.schema, "the records cannot be read as \(type): \(error)").inFile(path)
    }
  }

  private mutating func codableDecoder() -> AvroDecoder {
    if let known = typeDecoder as? AvroDecoder { return known }
    let decoder = AvroDecoder(program)
    typeDecoder = decoder
    return decoder
  }
}
