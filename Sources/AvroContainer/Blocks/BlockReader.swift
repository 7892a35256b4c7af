/// Walks over the blocks of a container file. What is not whole stays in the input, so that it can be searched for the
/// next block.
struct BlockReader: ~Copyable {
  /// What stands in front of a block's data.
  struct Head {
    /// Where the block begins in the file.
    let start: Int
    let recordCount: Int
    /// How long the stored data is.
    let byteCount: Int
    /// How long this head is.
    let length: Int
  }

  private(set) var input: ByteInput
  private let syncMarker: SyncMarker
  private let limits: AvroFileLimits
  /// How many blocks have been read.
  private(set) var blockCount = 0

  /// Begins with an input whose header has been read.
  init(_ input: consuming ByteInput, _ syncMarker: SyncMarker, limits: AvroFileLimits) {
    self.input = input
    self.syncMarker = syncMarker
    self.limits = limits
  }

  /// Where the next block begins: everything before is whole.
  var offset: Int { input.offset }

  /// Reads the next block's head and leaves it in the input; nil at the end of the file.
  mutating func head() throws(AvroFileError) -> Head? {
    guard try input.fill(1) else { return nil }
    var place = 0
    let recordCount = try count("records", at: &place)
    let byteCount = try count("bytes", at: &place)
    if byteCount > limits.acceptedBlockBytes {
      throw here(
        .limit, "the block has \(byteCount) bytes, and more than \(limits.acceptedBlockBytes) are not accepted")
    }
    return Head(start: input.offset, recordCount: recordCount, byteCount: byteCount, length: place)
  }

  /// Reads the block of a head, checks the marker at its end, and passes the stored data on. The block is used up then,
  /// even if `body` throws.
  mutating func read(
    _ head: Head, _ body: (UnsafeRawBufferPointer) throws(AvroFileError) -> Void
  ) throws(AvroFileError) {
    let end = head.length + head.byteCount
    guard try input.fill(end + SyncMarker.byteCount) else { throw truncated(at: head.start) }
    let marker = input.withBytes(end..<end + SyncMarker.byteCount) { SyncMarker(startOf: $0) }
    if marker != syncMarker { throw wrongMarker(at: head.start) }
    blockCount += 1
    defer { input.consume(end + SyncMarker.byteCount) }
    do throws(AvroFileError) {
      try input.withBytes(head.length..<end, body)
    } catch {
      throw error.inBlock(blockCount, at: head.start)
    }
  }

  /// Goes behind the block of a head, after checking the marker at its end. The data is not looked at, nor is it read
  /// where a file lets one go on without.
  mutating func skip(_ head: Head) throws(AvroFileError) {
    guard try input.skip(head.length + head.byteCount), try input.fill(SyncMarker.byteCount) else {
      throw truncated(at: head.start)
    }
    if input.withBytes(0..<SyncMarker.byteCount, SyncMarker.init(startOf:)) != syncMarker {
      throw wrongMarker(at: head.start)
    }
    input.consume(SyncMarker.byteCount)
    blockCount += 1
  }

  /// Goes behind the next marker, and says which bytes of the file were passed over; nil if there is no marker any
  /// more. Then the input is at its end.
  mutating func skipToMarker() throws(AvroFileError) -> Range<Int>? {
    let start = input.offset
    while true {
      if let place = input.withBytes(0..<input.available, syncMarker.place(in:)) {
        input.consume(place + SyncMarker.byteCount)
        return start..<input.offset
      }
      // The marker may be cut in two by the end of what is at hand.
      input.consume(max(0, input.available - SyncMarker.byteCount + 1))
      guard try input.fill(input.available + 1) else {
        input.consume(input.available)
        return nil
      }
    }
  }

  private mutating func count(_ what: String, at place: inout Int) throws(AvroFileError) -> Int {
    switch try input.long(at: &place) {
    case .end: throw truncated(at: input.offset)
    case .malformed: throw here(.malformed, "the number of \(what) does not fit 64 bits")
    case .value(let value):
      if value < 0 { throw here(.malformed, "the number of \(what) is negative: \(value)") }
      return Int(value)
    }
  }

  private func here(_ kind: AvroFileError.Kind, _ message: String) -> AvroFileError {
    AvroFileError(kind, message).inBlock(blockCount + 1, at: input.offset)
  }

  private func truncated(at start: Int) -> AvroFileError {
    AvroFileError(
      .truncated,
      """
      the file ends before the block does. What stands before byte \(start) is whole: cut the file there to append \
      to it, or take it for what it is without its end
      """
    ).inBlock(blockCount + 1, at: start)
  }

  private func wrongMarker(at start: Int) -> AvroFileError {
    AvroFileError(
      .malformed,
      """
      the block does not end with the file's sync marker: it, or the length in front of it, was changed. The next \
      block can be found by the marker
      """
    ).inBlock(blockCount + 1, at: start)
  }
}
