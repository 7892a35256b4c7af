public import SchemaCore
import Synchronization

/// A schema compiled for coding records: made once, used for any number of records by any number of tasks.
///
/// The schema becomes a flat row of instructions. One loop runs them over the bytes of a record and fills the slots of
/// a `RecordArena`; another runs the same instructions over the slots and writes bytes.
public final class AvroProgram: Sendable {
  /// The schema of the records in an arena, which are also those that are written: the reader's, if they are read with
  /// another schema than they were written with.
  public let schema: AvroDocument
  /// What a record may cost.
  public let limits: RecordLimits
  /// What a record in an arena looks like.
  let layout: AvroLayout
  /// What the bytes of a record look like: the same as `layout`, unless they are read with another schema.
  let writerLayout: AvroLayout
  /// How the bytes are read if they were written with another schema.
  let resolution: Resolution?
  /// What encodes a record.
  let encoding: InstructionTable
  /// What decodes a record: the same, unless there is something to resolve.
  let decoding: InstructionTable
  let tables: Resolution.Tables
  /// Tells which program an arena was filled for.
  let identifier: UInt64

  private static let lastIdentifier = Atomic<UInt64>(0)

  /// Compiles a schema.
  ///
  /// - Throws: `SchemaError` for a schema that cannot be compiled: one that uses a name that it does not define, a
  ///   fixed of more than 2^31 - 1 bytes, a union of more than 65,535 branches, or more than 512 types nested
  ///   in one another without a record between them.
  public convenience init(_ schema: AvroDocument, limits: RecordLimits = RecordLimits()) throws(SchemaError) {
    let layout = try AvroLayout(schema)
    self.init(schema, layout, writer: layout, nil, limits)
  }

  /// The instructions of `layout` are compiled here.
  init(
    _ schema: AvroDocument, _ layout: AvroLayout, writer: AvroLayout, _ resolution: Resolution?, _ limits: RecordLimits
  ) {
    self.schema = schema
    self.limits = limits
    self.layout = layout
    writerLayout = writer
    let compiler = ProgramCompiler.compiled(layout)
    // Where the instructions turn out to be the same there is nothing to resolve.
    let isSame = resolution?.decoding == Resolution.Walk(instructions: compiler.instructions, jumps: compiler.jumps)
    let needed = isSame ? nil : resolution
    self.resolution = needed
    encoding = InstructionTable(compiler.instructions, jumps: compiler.jumps)
    decoding = needed?.tables.decoding ?? encoding
    tables = needed?.tables ?? Resolution.Tables()
    identifier = Self.lastIdentifier.add(1, ordering: .relaxed).newValue
  }

  deinit { encoding.deallocate() }

  /// Reads one record in Avro's binary encoding. Whatever the bytes are, they are checked completely.
  ///
  /// - Parameters:
  ///   - record: the whole record; bytes left over after it are an error.
  ///   - arena: takes the record, in place of what it held.
  /// - Throws: `CodecError` with the field and the byte offset where the bytes stop making sense; the arena is empty
  ///   then.
  @inlinable public func decode(_ record: some Collection<UInt8>, into arena: inout RecordArena) throws(CodecError) {
    let result: Result<Void, CodecError>? = record.withContiguousStorageIfAvailable { bytes in
      Result { () throws(CodecError) in try decode(UnsafeRawBufferPointer(bytes), into: &arena) }
    }
    if let result { try result.get() } else { try decode(Array(record), into: &arena) }
  }

  /// Reads one record in Avro's binary encoding from memory that need not outlast the call.
  ///
  /// - Throws: as for any collection of bytes.
  public func decode(_ record: UnsafeRawBufferPointer, into arena: inout RecordArena) throws(CodecError) {
    arena.load(record, behind: resolution, for: identifier)
    guard let failure = BinaryDecoder.run(self, &arena) else { return }
    let error = failure.error(in: arena, of: self)
    arena.reset(for: 0)
    throw error
  }

  /// Appends one record in Avro's binary encoding to `output`.
  ///
  /// Each array and each map is written as one block, in the order in which it stands in the arena.
  ///
  /// - Throws: `CodecError` if the arena holds no record of this program, or one that is nested too deeply.
  public func encode(_ arena: inout RecordArena, into output: inout [UInt8]) throws(CodecError) {
    guard arena.owner == identifier else {
      throw CodecError(.mismatch, "the arena holds no record of this schema")
    }
    guard BinaryEncoder.run(self, &arena, into: &output) else {
      throw CodecError(.limit, "the record is nested deeper than \(limits.maximumDepth) levels")
    }
  }
}
