public import SchemaCore
import Synchronization

/// The programs of types, for records that their types could not read: a program knows which field it was.
@usableFromInline enum TypedPrograms {
  private static let programs = Mutex<[ObjectIdentifier: AvroProgram]>([:])

  /// The error with the field and the words of the generic decoder, where it refuses the record too.
  @usableFromInline @inline(never) static func located<Value: AvroSerializable>(
    _ error: CodecError, in bytes: UnsafeRawBufferPointer, of type: Value.Type
  ) -> CodecError {
    guard let program = try? program(of: type) else { return error }
    var arena = RecordArena()
    do throws(CodecError) {
      try program.decode(bytes, into: &arena)
      return error
    } catch {
      return error
    }
  }

  private static func program<Value: AvroSerializable>(of type: Value.Type) throws(SchemaError) -> AvroProgram {
    let key = ObjectIdentifier(type)
    if let known = programs.withLock({ $0[key] }) { return known }
    // Compiled outside of the lock; if two do it at a time, one of the programs is kept.
    let program = try AvroProgram(Value.avroSchema)
    return programs.withLock { programs in
      let kept = programs[key] ?? program
      programs[key] = kept
      return kept
    }
  }
}
