public import SchemaCore
import Synchronization

/// Reads messages in the single-object encoding (Avro 1.12 specification, Single-object encoding), whichever of the
/// schemas in a store they were written with. Programs are compiled once for each schema.
///
///     let program = try decoder.decode(message, into: &arena)
///     print(try program.value(of: arena))
public final class SingleObjectDecoder: Sendable {
  /// Makes the program that reads the records from the schema with which they were written.
  public typealias Compilation = @Sendable (AvroDocument) throws -> AvroProgram

  private let store: any AvroSchemaStore
  private let compile: Compilation
  private let programs = Mutex<[UInt64: AvroProgram]>([:])

  /// A decoder that finds schemas in a store.
  ///
  /// - Parameter compile: makes the programs; others than the schemas' own read the records as another schema has them.
  public init(
    _ store: some AvroSchemaStore,
    compile: @escaping Compilation = { try AvroProgram($0) }
  ) {
    self.store = store
    self.compile = compile
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
      let program = try compile(schema)
      return programs.withLock { programs in
        programs[fingerprint] = program
        return program
      }
    } catch {
      throw CodecError(.mismatch, "the schema of the message cannot be used: \(error)")
    }
  }
}
