public import Avro
public import SchemaCore

/// Reads the records of an object container file (Avro 1.12 specification, Object Container Files), one after the other.
///
///     var file = try AvroFileReader(path: "payments.avro")
///     while try file.next() {
///       print(try file.value())
///     }
///
/// Of the file no more than a block is in memory. Reading blocks the calling thread.
///
/// Everything that stands before a broken place is delivered before the error; `recover` goes on behind it.
public struct AvroFileReader: ~Copyable {
  /// What the file says about itself.
  public let header: AvroFileHeader
  /// The program by which the records are read.
  public let program: AvroProgram
  /// The record that `next` read, for everything that a program does with an arena.
  public private(set) var arena: RecordArena
  /// How many records have been read.
  public private(set) var recordCount = 0

  let path: String?
  private let limits: AvroFileLimits
  private var blocks: BlockReader
  private let decompressor: (any BlockDecompressor)?
  private var decompressed: [UInt8] = []

  /// Where the block of the current record begins in the file.
  private var blockStart = 0
  /// How many bytes of records the block has, and how many of them have been read.
  private var blockBytes = 0
  private var position = 0
  /// Where in the block's records the current one is.
  private(set) var currentRecord = 0..<0
  /// What decodes the records as the type that was asked for last.
  var typeDecoder: (any Sendable)?
  /// How many records of the block are left.
  private var recordsLeft = 0
  private var emptyRecordsLeft: Int
  /// Why nothing more is read.
  private var failure: AvroFileError?

  /// Opens a file and reads its header.
  ///
  /// - Parameter reader: the schema that the records are read as; nil for the file's own.
  /// - Throws: `AvroFileError` for a file that cannot be opened, or whose header cannot be used; of kind `schema` if no
  ///   record of the file could be read as `reader`.
  public init(
    path: String, as reader: AvroDocument? = nil, limits: AvroFileLimits = AvroFileLimits()
  ) throws(AvroFileError) {
    try self.init(ByteInput(try OpenFile.reading(path)), path: path, reader, limits)
  }

  /// Reads the header of a file that is in memory.
  ///
  /// - Throws: `AvroFileError` as for any file.
  public init(
    bytes: [UInt8], as reader: AvroDocument? = nil, limits: AvroFileLimits = AvroFileLimits()
  ) throws(AvroFileError) {
    try self.init(ByteInput(bytes), path: nil, reader, limits)
  }

  /// Reads the header of a file whose bytes come from anywhere.
  ///
  /// - Parameter chunks: the next bytes, as many as it likes; none at the end. What it throws becomes an
  ///   `AvroFileError` of kind `system`.
  /// - Throws: `AvroFileError` as for any file.
  public init(
    chunks: @escaping () throws -> [UInt8], as reader: AvroDocument? = nil, limits: AvroFileLimits = AvroFileLimits()
  ) throws(AvroFileError) {
    try self.init(ByteInput(chunks: chunks), path: nil, reader, limits)
  }

  private init(
    _ input: consuming ByteInput, path: String?, _ reader: AvroDocument?, _ limits: AvroFileLimits
  ) throws(AvroFileError) {
    let header: AvroFileHeader
    let decompressor: (any BlockDecompressor)?
    let program: AvroProgram
    do throws(AvroFileError) {
      header = try AvroFileHeader(&input, limits: limits)
      decompressor = try header.codec.decompressor()
      program = try Self.program(of: header.schema, as: reader, limits.record)
    } catch {
      throw error.inFile(path)
    }
    self.init(
      header, program, decompressor, BlockReader(input, header.syncMarker, limits: limits), path: path, limits)
  }

  /// A type that cannot be copied can only be put together where nothing fails any more.
  private init(
    _ header: AvroFileHeader, _ program: AvroProgram, _ decompressor: (any BlockDecompressor)?,
    _ blocks: consuming BlockReader, path: String?, _ limits: AvroFileLimits
  ) {
    self.header = header
    self.program = program
    self.decompressor = decompressor
    self.blocks = blocks
    self.path = path
    self.limits = limits
    arena = RecordArena()
    emptyRecordsLeft = limits.maximumEmptyRecords
  }

  private static func program(
    of schema: AvroDocument, as reader: AvroDocument?, _ limits: RecordLimits
  ) throws(AvroFileError) -> AvroProgram {
    do {
      guard let reader else { return try AvroProgram(schema, limits: limits) }
      return try AvroProgram(writer: schema, reader: reader, limits: limits)
    } catch {
      throw AvroFileError(.schema, "the records cannot be read: \(error)")
    }
  }

  /// How many blocks have been begun.
  public var blockCount: Int { blocks.blockCount }

  /// Reads the next record into the arena; false at the end of the file.
  ///
  /// - Throws: `AvroFileError` where the file makes no sense. From then on it is thrown again, until `recover` is
  ///   called.
  public mutating func next() throws(AvroFileError) -> Bool {
    if recordsLeft == 0 {
      guard try findRecords() else { return false }
    }
    let start = position
    do throws(CodecError) {
      try program.decodeNext(in: &arena, at: &position)
    } catch {
      throw stop(for: recordFailure(error))
    }
    currentRecord = start..<position
    if position == start { try countEmptyRecord() }
    recordsLeft -= 1
    recordCount += 1
    return true
  }

  /// The current record as a value.
  ///
  /// - Throws: `AvroFileError` of kind `record` if there is none, or if it is nested too deeply.
  public func value() throws(AvroFileError) -> AvroValue {
    do throws(CodecError) { return try program.value(of: arena) } catch { throw currentFailure(error) }
  }

  /// The current record as one line of JSON text.
  ///
  /// - Throws: `AvroFileError` of kind `record` if there is none, or if it is nested too deeply.
  public func jsonText(form: JSONForm = .specification) throws(AvroFileError) -> [UInt8] {
    do throws(CodecError) { return try program.jsonText(of: arena, form: form) } catch { throw currentFailure(error) }
  }

  /// Appends the current record in Avro's binary encoding, by the schema that `program` reads it as.
  ///
  ///     try source.encode(into: &bytes)
  ///     try copy.append(encoded: bytes, isTrusted: true)
  ///
  /// - Throws: `AvroFileError` of kind `record` if there is none, or if it is nested too deeply.
  public mutating func encode(into output: inout [UInt8]) throws(AvroFileError) {
    do throws(CodecError) { try program.encode(&arena, into: &output) } catch { throw currentFailure(error) }
  }

  /// After an error: goes behind the broken place, so that `next` reads the block behind the next sync marker.
  ///
  /// - Returns: the bytes of the file that are passed over; nil if no further block is to be found. Records of the
  ///   broken block that were read before stay read.
  /// - Throws: `AvroFileError` of kind `system` if the file cannot be read.
  public mutating func recover() throws(AvroFileError) -> Range<Int>? {
    guard let failure, failure.kind != .system else {
      // There is nothing to recover from, or nothing that could be done about it.
      if let failure { throw failure }
      return blocks.offset..<blocks.offset
    }
    self.failure = nil
    recordsLeft = 0
    blockBytes = 0
    position = 0
    // The block of a bad record was whole, and the next one follows; otherwise it is still in the input.
    if blocks.offset > failure.byteOffset ?? 0 { return blockStart..<blocks.offset }
    do throws(AvroFileError) { return try blocks.skipToMarker() } catch { throw stop(for: error) }
  }

  /// Goes to the next block that has records; false at the end of the file.
  private mutating func findRecords() throws(AvroFileError) -> Bool {
    if let failure { throw failure }
    do throws(AvroFileError) {
      while recordsLeft == 0 {
        if position != blockBytes { throw leftover }
        guard let head = try blocks.head() else {
          arena = RecordArena()
          return false
        }
        try read(head)
      }
      return true
    } catch {
      throw stop(for: error)
    }
  }

  private mutating func read(_ head: BlockReader.Head) throws(AvroFileError) {
    blockStart = head.start
    blockBytes = 0
    position = 0
    let limit = limits.acceptedBlockBytes
    try blocks.read(head) { (stored) throws(AvroFileError) in
      guard let decompressor, head.recordCount > 0 else {
        program.load(stored, into: &arena)
        blockBytes = stored.count
        return
      }
      try decompressor.decompress(stored, into: &decompressed, limit: limit)
      decompressed.withUnsafeBytes { program.load($0, into: &arena) }
      blockBytes = decompressed.count
    }
    recordsLeft = head.recordCount
  }

  private mutating func countEmptyRecord() throws(AvroFileError) {
    emptyRecordsLeft -= 1
    if emptyRecordsLeft < 0 {
      let message = "the file has more than \(limits.maximumEmptyRecords) records that take no bytes"
      throw stop(for: AvroFileError(.limit, message).inBlock(blockCount, at: blockStart))
    }
  }

  private mutating func stop(for error: AvroFileError) -> AvroFileError {
    let error = error.inFile(path)
    failure = error
    recordsLeft = 0
    return error
  }

  private var leftover: AvroFileError {
    AvroFileError(.malformed, "\(blockBytes - position) bytes follow the last record of the block")
      .inBlock(blockCount, at: blockStart)
  }

  private func recordFailure(_ error: CodecError) -> AvroFileError {
    var failure = AvroFileError(error).inBlock(blockCount, at: blockStart)
    failure.record = recordCount + 1
    return failure
  }

  func currentFailure(_ error: CodecError) -> AvroFileError {
    var failure = AvroFileError(error).inBlock(blockCount, at: blockStart).inFile(path)
    failure.record = recordCount
    return failure
  }
}
