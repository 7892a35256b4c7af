/// What a container file holds, found without decompressing or decoding anything.
public struct AvroFileSummary: Sendable {
  /// What the file says about itself.
  public let header: AvroFileHeader
  /// How many blocks are whole, up to the first that is not.
  public private(set) var blockCount = 0
  /// How many records they say they have.
  public private(set) var recordCount = 0
  /// How many bytes their data takes in the file.
  public private(set) var storedBytes = 0
  /// Where the last of them ends.
  public private(set) var end: Int
  /// Why what follows cannot be read; nil if the file ends there.
  public private(set) var damage: AvroFileError?
  /// Whether a sync marker follows somewhere behind the damage: then blocks behind it can be read.
  public private(set) var isDamagedInside = false

  /// Walks over the blocks of a file.
  ///
  /// - Throws: `AvroFileError` for a file that cannot be read, or whose header cannot be used. Damage behind the header
  ///   is not thrown, it is part of the summary.
  public init(path: String, limits: AvroFileLimits = AvroFileLimits()) throws(AvroFileError) {
    do throws(AvroFileError) {
      try self.init(try OpenFile.reading(path), limits: limits)
    } catch {
      throw error.inFile(path)
    }
  }

  init(_ file: OpenFile, limits: AvroFileLimits) throws(AvroFileError) {
    // The blocks' data is not wanted, only what stands around it.
    var input = ByteInput(file, chunkBytes: 1 << 12)
    header = try AvroFileHeader(&input, limits: limits)
    end = input.offset
    var blocks = BlockReader(input, header.syncMarker, limits: limits)
    do throws(AvroFileError) {
      while let head = try blocks.head() {
        try blocks.skip(head)
        blockCount = blocks.blockCount
        // A count is only what the block says; records without bytes may be claimed in any number.
        let (sum, isOver) = recordCount.addingReportingOverflow(head.recordCount)
        recordCount = isOver ? .max : sum
        storedBytes += head.byteCount
        end = blocks.offset
      }
    } catch {
      if error.kind == .system { throw error }
      damage = error.inFile(file.path)
      try lookBehindDamage(file, limits)
    }
  }

  private mutating func lookBehindDamage(_ file: OpenFile, _ limits: AvroFileLimits) throws(AvroFileError) {
    // Only a file can be looked at again.
    guard file.byteCount != nil else { return }
    try file.seek(to: end)
    var rest = BlockReader(ByteInput(file, at: end), header.syncMarker, limits: limits)
    isDamagedInside = try rest.skipToMarker() != nil
  }
}
