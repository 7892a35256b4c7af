public import Avro
public import SchemaCore

/// Writes records to an object container file (Avro 1.12 specification, Object Container Files).
///
///     var file = try AvroFileWriter(creating: "payments.avro", schema: schema, AvroFileOptions(codec: .zstandard))
///     try file.append(json: #"{"id": 1, "amount": 250}"#.utf8)
///     try file.close()
///
/// Records are gathered into blocks. A block is written by one call to the system behind the ones before, so that a
/// process that dies leaves a file whose whole blocks can be read, and to which `AvroFileWriter(appendingTo:)` appends.
/// The records of the block that was being gathered are lost then, and also if a writer goes out of use without
/// `close`. The header is written at once; who needs a file to appear as a whole writes it under another name and
/// renames it after `close`.
///
/// Writing blocks the calling thread. A file that is being written is locked against other writers.
public struct AvroFileWriter: ~Copyable {
  /// What the file says about itself.
  public let header: AvroFileHeader
  /// The program by which the records are written.
  public let program: AvroProgram
  /// How many records were appended by this writer.
  public private(set) var recordCount = 0
  /// How many bytes the file has with all blocks that were written.
  public var byteCount: Int { blocks.end }

  let path: String?
  private var blocks: BlockWriter
  private let blockBytes: Int
  /// The records of the block that is being gathered, and their number.
  private var records: [UInt8] = []
  private var recordsInBlock = 0
  /// For records that are not in an arena of the caller's.
  private var arena: RecordArena
  /// For values of types that write themselves, and the last of these types that was found to have the file's schema.
  var typeWriter = AvroWriter()
  var type: ObjectIdentifier?
  /// For values of types that are `Encodable`.
  private(set) lazy var encoder = AvroEncoder(program)

  /// The largest record: readers, ours too, refuse blocks of any size.
  private static let maximumRecordBytes = AvroFileLimits().maximumBlockBytes - (1 << 20)

  /// Makes a file and writes its header.
  ///
  /// - Parameter replacing: whether a file of this name may be replaced.
  /// - Throws: `AvroFileError` of kind `system` if the file cannot be made, `inUse` if it is being written, `usage` for
  ///   options that cannot be met, `limit` for a header that readers refuse, `schema` for a schema that cannot be compiled.
  public init(
    creating path: String, replacing: Bool = false, schema: AvroDocument, _ options: AvroFileOptions = AvroFileOptions()
  ) throws(AvroFileError) {
    let program: AvroProgram
    do throws(AvroFileError) { program = try Self.program(of: schema) } catch { throw error.inFile(path) }
    try self.init(creating: path, replacing: replacing, program: program, options)
  }

  /// Makes a file for records of a program that is there already, and writes its header.
  ///
  ///     try program.decode(message, into: &arena)
  ///     try file.append(&arena)
  ///
  /// - Parameter replacing: whether a file of this name may be replaced.
  /// - Throws: `AvroFileError` as for a schema.
  public init(
    creating path: String, replacing: Bool = false, program: AvroProgram, _ options: AvroFileOptions = AvroFileOptions()
  ) throws(AvroFileError) {
    do throws(AvroFileError) {
      // No file is made for options that are wrong.
      let (header, bytes) = try AvroFileHeader.new(program.schema, options)
      let compressor = try options.codec.compressor(level: options.level)
      let target = BlockWriter.Target.file(try OpenFile.creating(path, replacing: replacing))
      var blocks = BlockWriter(target, compressor, header.syncMarker, end: 0)
      try blocks.write(bytes)
      self.init(header, program, blocks, path: path, blockBytes: options.blockBytes)
    } catch {
      throw error.inFile(path)
    }
  }

  /// Writes a file to anywhere: `sink` is called with the header, and then with one block at a time.
  ///
  /// - Throws: `AvroFileError` as for a file; of kind `system` for what `sink` throws.
  public init(
    schema: AvroDocument, _ options: AvroFileOptions = AvroFileOptions(), sink: @escaping ([UInt8]) throws -> Void
  ) throws(AvroFileError) {
    try self.init(program: try Self.program(of: schema), options, sink: sink)
  }

  /// Writes a file of records of a program that is there already to anywhere.
  ///
  /// - Throws: `AvroFileError` as for a schema.
  public init(
    program: AvroProgram, _ options: AvroFileOptions = AvroFileOptions(), sink: @escaping ([UInt8]) throws -> Void
  ) throws(AvroFileError) {
    let (header, bytes) = try AvroFileHeader.new(program.schema, options)
    let compressor = try options.codec.compressor(level: options.level)
    var blocks = BlockWriter(.sink(sink), compressor, header.syncMarker, end: 0)
    try blocks.write(bytes)
    self.init(header, program, blocks, path: nil, blockBytes: options.blockBytes)
  }

  /// A type that cannot be copied can only be put together where nothing fails any more.
  init(
    _ header: AvroFileHeader, _ program: AvroProgram, _ blocks: consuming BlockWriter, path: String?, blockBytes: Int
  ) {
    self.header = header
    self.program = program
    self.blocks = blocks
    self.path = path
    self.blockBytes = min(max(blockBytes, 1), 1 << 20)
    arena = RecordArena()
    records.reserveCapacity(self.blockBytes)
  }

  static func program(of schema: AvroDocument) throws(AvroFileError) -> AvroProgram {
    do throws(SchemaError) {
      return try AvroProgram(schema)
    } catch {
      throw AvroFileError(.schema, "records cannot be written: \(error)")
    }
  }

  /// Appends the record in an arena that `program` filled.
  ///
  /// - Throws: `AvroFileError` of kind `record` for a record of another program, `limit` for one of more than 63 MiB; the
  ///   file goes on without it. Of kind `system` if a block cannot be written: the record is kept, and the next call
  ///   tries again.
  public mutating func append(_ arena: inout RecordArena) throws(AvroFileError) {
    let start = records.count
    do throws(CodecError) { try program.encode(&arena, into: &records) } catch { throw recordFailure(error) }
    try finishRecord(from: start)
  }

  /// Appends a record given as a value.
  ///
  /// - Throws: as for an arena; of kind `record` for a value that does not fit the schema.
  public mutating func append(_ value: AvroValue) throws(AvroFileError) {
    do throws(CodecError) { try program.fill(&arena, with: value) } catch { throw recordFailure(error) }
    try appendArena()
  }

  /// Appends a record given as JSON text.
  ///
  /// - Throws: as for an arena; of kind `record` for a text that does not fit the schema.
  public mutating func append(
    json text: some Collection<UInt8>, form: JSONForm = .specification
  ) throws(AvroFileError) {
    do throws(CodecError) { try program.fill(&arena, withJSON: text, form: form) } catch { throw recordFailure(error) }
    try appendArena()
  }

  /// Appends a record in Avro's binary encoding.
  ///
  /// - Parameter isTrusted: whether the bytes are known to be one record of the schema. If not they are checked, because
  ///   one wrong record makes the rest of its block unreadable.
  /// - Throws: as for an arena; of kind `record` for bytes that are not one record of the schema.
  @inlinable public mutating func append(
    encoded record: some Collection<UInt8>, isTrusted: Bool = false
  ) throws(AvroFileError) {
    let result: Result<Void, AvroFileError>? = record.withContiguousStorageIfAvailable { bytes in
      Result { () throws(AvroFileError) in try append(encoded: UnsafeRawBufferPointer(bytes), isTrusted: isTrusted) }
    }
    if let result { try result.get() } else { try append(encoded: Array(record), isTrusted: isTrusted) }
  }

  /// Appends a record in Avro's binary encoding from memory that need not outlast the call.
  ///
  /// - Throws: as for any collection of bytes.
  public mutating func append(encoded record: UnsafeRawBufferPointer, isTrusted: Bool = false) throws(AvroFileError) {
    if !isTrusted {
      do throws(CodecError) { try program.decode(record, into: &arena) } catch { throw recordFailure(error) }
    }
    let start = records.count
    record.withMemoryRebound(to: UInt8.self) { records.append(contentsOf: $0) }
    try finishRecord(from: start)
  }

  /// Ends the block that is being gathered and gives it to the system: what was appended up to here can be read by
  /// others, and outlives this process.
  ///
  /// - Throws: `AvroFileError` of kind `system` if it cannot be written. Then it is as if nothing had been called, and
  ///   another try may succeed.
  public mutating func flush() throws(AvroFileError) {
    if recordsInBlock == 0 { return }
    do throws(AvroFileError) {
      try blocks.write(records, count: recordsInBlock)
    } catch {
      throw error.inFile(path)
    }
    records.removeAll(keepingCapacity: true)
    recordsInBlock = 0
  }

  /// Ends the block and waits until the system has the file on the device: what was appended up to here outlives the
  /// machine's loss of power.
  ///
  /// - Throws: `AvroFileError` of kind `system`.
  public mutating func synchronize() throws(AvroFileError) {
    try flush()
    try blocks.synchronize()
  }

  /// Ends the last block and closes the file.
  ///
  /// - Throws: `AvroFileError` of kind `system`; the file is closed then as well, with what could be written.
  public consuming func close() throws(AvroFileError) {
    try flush()
    try blocks.close()
  }

  private mutating func appendArena() throws(AvroFileError) {
    let start = records.count
    do throws(CodecError) { try program.encode(&arena, into: &records) } catch { throw recordFailure(error) }
    try finishRecord(from: start)
  }

  private mutating func finishRecord(from start: Int) throws(AvroFileError) {
    let byteCount = records.count - start
    if byteCount > Self.maximumRecordBytes {
      records.removeLast(byteCount)
      throw AvroFileError(
        .limit, "the record has \(byteCount) bytes, more than the \(Self.maximumRecordBytes) that fit a block"
      ).inFile(path)
    }
    recordsInBlock += 1
    recordCount += 1
    if records.count >= blockBytes { try flush() }
  }

  func recordFailure(_ error: CodecError) -> AvroFileError {
    var failure = AvroFileError(error).inFile(path)
    failure.record = recordCount + 1
    return failure
  }
}
