public import SchemaCore

/// Writes records of one schema in the single-object encoding (Avro 1.12 specification, Single-object encoding).
public struct SingleObjectEncoder: Sendable {
  /// The program by which the records are written.
  public let program: AvroProgram
  /// The marker and the schema's fingerprint, which stand in front of each record.
  public let header: [UInt8]

  /// An encoder for a schema, which is compiled here.
  ///
  /// - Throws: `SchemaError` as `AvroProgram.init`, and for a schema that has no fingerprint because its references make
  ///   it too deep.
  public init(_ schema: AvroDocument, limits: RecordLimits = RecordLimits()) throws(SchemaError) {
    program = try AvroProgram(schema, limits: limits)
    let fingerprint = try schema.fingerprint()
    header = withUnsafeBytes(of: fingerprint.littleEndian) { SingleObjectMessage.marker + $0 }
  }

  /// Appends the record in an arena that `program` filled.
  ///
  /// - Throws: `CodecError` as `AvroProgram.encode`; nothing is appended then.
  public func encode(_ arena: inout RecordArena, into output: inout [UInt8]) throws(CodecError) {
    let start = output.count
    output += header
    do throws(CodecError) {
      try program.encode(&arena, into: &output)
    } catch {
      output.removeLast(output.count - start)
      throw error
    }
  }
}
