public import SchemaCore
import Synchronization

/// Reads messages in the single-object encoding (Avro 1.12 specification, Single-object encoding), whichever of the
/// schemas in a store they were written with. Programs are compiled once for each schema.
///
///     let program = try decoder.decode(message, into: &arena)
///     print(try program.value(of: arena))
public final class SingleObjectDecoder: Sendable {
  private let store: any AvroSchemaStore
  private let reader: AvroDocument?
  private let limits: RecordLimits
  private let programs = Mutex<[UInt64: AvroProgram]>([:])

  /// A decoder that finds schemas in a store.
  ///
  /// - Parameters:
  ///   - reader: the schema that all records are read as; nil for that of each message.
  ///   - limits: what a record may cost.
  public init(
    _ store: some AvroSchemaStore, as reader: AvroDocument? = nil, limits: RecordLimits = RecordLimits()
  ) {
    self.store = store
    self.reader = reader
    self.limits = limits
  }

  /// Reads the record of a message.
  ///
  /// - Parameter arena: takes the record, in place of what it held.
  /// - Returns: the program that filled the arena, and that can say what is in it.
  /// - Throws: `CodecError` for bytes that are no message, for a schema that the store does not know or that cannot be
  ///   compiled, and for a record that does not fit the schema; its byte offset counts from the message's first byte.
  @discardableResult
  public func decode(
    _ message: some Collection<UInt8>, into arena: inout RecordArena
  ) throws(CodecError) -> AvroProgram {
    let message = try SingleObjectMessage(message)
    let program = try program(for: message.fingerprint)
    do throws(CodecError) {
      try program.decode(message.record, into: &arena)
    } catch {
      var error = error
      error.byteOffset = error.byteOffset.map { $0 + SingleObjectMessage.headerByteCount }
      throw error
    }
    return program
  }

  private func program(for fingerprint: UInt64) throws(CodecError) -> AvroProgram {
    if let program = programs.withLock({ $0[fingerprint] }) { return program }
    guard let schema = store.schema(withFingerprint: fingerprint) else {
      throw CodecError(
        .mismatch, "no schema is known that has the fingerprint \(String(fingerprint, radix: 16))", byteOffset: 2)
    }
    do {
      // Two tasks may compile the same; that is rare and does no harm.
      let program = try compiled(schema)
      return programs.withLock { programs in
        programs[fingerprint] = program
        return program
      }
    } catch {
      throw CodecError(.mismatch, "the schema of the message cannot be used: \(error)")
    }
  }

  private func compiled(_ schema: AvroDocument) throws -> AvroProgram {
    guard let reader else { return try AvroProgram(schema, limits: limits) }
    return try AvroProgram(writer: schema, reader: reader, limits: limits)
  }
}
