public import Avro
import SchemaCore

extension AvroFileWriter {
  /// What happens to a block at the end of a file that is not whole, as a crash leaves it.
  public enum TornEnd: Hashable, Sendable {
    /// Nothing: the file is not opened.
    case refused
    /// It is cut off. Its records are lost.
    case cutOff
  }

  /// Opens a file to append to it, with the codec and the sync marker that it has.
  ///
  /// All blocks are walked over, without reading their data, to find where the last whole one ends.
  ///
  /// - Parameters:
  ///   - schema: the schema of the records to come, which must be the file's; nil for whatever the file has.
  ///   - tornEnd: what happens to an end that is not whole. Damage with blocks behind it is never cut off.
  ///   - level: how hard the codec tries, as in `AvroFileOptions`.
  ///   - blockBytes: when a block ends, as in `AvroFileOptions`.
  /// - Throws: `AvroFileError` of kind `otherSchema`; `inUse` if somebody else is writing the file; `truncated` or
  ///   `malformed` for a file that is not whole; and whatever reading a header throws.
  public init(
    appendingTo path: String, schema: AvroDocument? = nil, tornEnd: TornEnd = .refused, level: Int? = nil,
    blockBytes: Int = AvroFileOptions().blockBytes
  ) throws(AvroFileError) {
    do throws(AvroFileError) {
      let file = try OpenFile.appending(path)
      // Only what has a length has an end.
      if file.byteCount == nil { throw AvroFileError(.usage, "only a regular file can be appended to") }
      let summary = try AvroFileSummary(file, limits: AvroFileLimits())
      let header = summary.header
      if let schema { try Self.require(schema, in: header) }
      let program = try Self.program(of: header.schema)
      let compressor = try header.codec.compressor(level: level)
      if let damage = summary.damage {
        if summary.isDamagedInside || tornEnd == .refused { throw damage }
        try file.truncate(to: summary.end)
      }
      let blocks = BlockWriter(.file(file), compressor, header.syncMarker, end: summary.end)
      self.init(header, program, blocks, path: path, blockBytes: blockBytes)
    } catch {
      throw error.inFile(path)
    }
  }

  private static func require(_ schema: AvroDocument, in header: AvroFileHeader) throws(AvroFileError) {
    if schema.isEquivalent(to: header.schema) { return }
    throw AvroFileError(
      .otherSchema,
      """
      the file has another schema than the records to append: \(header.schema.canonicalText). A file has one schema: \
      write the records to a file of their own, or with the schema of this one
      """)
  }
}
