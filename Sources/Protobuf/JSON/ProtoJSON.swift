public import SchemaCore

/// A message type compiled for going between ProtoJSON text and messages in memory: made once, used for any number of
/// messages by any number of tasks (ProtoJSON format).
///
/// Text is read straight into a `MessageArena` and written straight from one, without values in between.
public final class ProtoJSON: Sendable {
  /// The type, compiled.
  public let program: ProtobufProgram
  let tables: ProtoJSONTables
  let types: AnyTypes

  public var options: ProtoJSONOptions { types.options }

  /// Compiles the message type with this full name. Messages of type `google.protobuf.Any` may hold all types of the
  /// files.
  ///
  /// - Throws: `SchemaError` as `ProtobufProgram.init`.
  public init(
    _ files: FileSet, message name: String, options: ProtoJSONOptions = ProtoJSONOptions(),
    limits: MessageLimits = MessageLimits()
  ) throws(SchemaError) {
    program = try ProtobufProgram(files, message: name, limits: limits)
    types = AnyTypes(files, options, limits)
    tables = ProtoJSONTables(program, options)
  }

  /// Puts a message given as JSON text into the arena, in place of what it held.
  ///
  /// Fields go by either of their names, in any order; null is no value. A name that is given twice, a second member of a
  /// oneof, and a member that is no field are refused.
  ///
  /// - Throws: `CodecError` of kind `syntax` for a text that is not JSON, else one naming the field that does not fit
  ///   the type and its place in the text.
  @inlinable public func fill(
    _ arena: inout MessageArena, withJSON text: some Collection<UInt8>
  ) throws(CodecError) {
    let filled: Result<Void, CodecError>? = text.withContiguousStorageIfAvailable { bytes in
      Result { () throws(CodecError) in try fill(&arena, withJSON: bytes) }
    }
    if let filled { try filled.get() } else { try fill(&arena, withJSON: Array(text)) }
  }

  /// Puts a message given as JSON text into the arena, from memory that need not outlast the call.
  ///
  /// - Throws: as for any collection of bytes.
  public func fill(
    _ arena: inout MessageArena, withJSON text: UnsafeBufferPointer<UInt8>
  ) throws(CodecError) {
    try ProtoJSONReader.fill(&arena, with: text, program, tables, types)
  }

  /// The message in the arena as one line of JSON text.
  ///
  /// - Throws: `CodecError` if the arena holds no message of this type, or one for which there is no JSON, such as a
  ///   timestamp beyond the year 9999 or an Any of a type that is not known.
  public func text(of arena: borrowing MessageArena) throws(CodecError) -> [UInt8] {
    guard arena.owner == program.identifier else {
      throw CodecError(.mismatch, "the arena holds no message of type \(program.root.name)")
    }
    let maximumCount = max(1 << 24, 256 * (arena.byteCount + arena.slotCount))
    var writer = ProtoJSONWriter(tables, types, arena, output: JSONOutput(), maximumCount: maximumCount)
    writer.output.reserve(2 * arena.byteCount + 64)
    do throws(ProtoJSONProblem) {
      try writer.write(tables.messages, writer.slots + arena.root.slot, depth: 0)
    } catch {
      throw error.error
    }
    return writer.output.text
  }
}
