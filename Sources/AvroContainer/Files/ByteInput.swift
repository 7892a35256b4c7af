/// The bytes of a container file that have been read and not been used: as many as somebody asks for, and no more than
/// have really come, whatever a length in the file says.
struct ByteInput: ~Copyable {
  /// Where further bytes come from.
  private enum Source {
    case nowhere
    case file(OpenFile)
    case chunks(() throws -> [UInt8])
  }

  /// What stands where a variable-length number is expected.
  enum Long {
    case value(Int64)
    /// The input ends before the number does.
    case end
    /// More than 64 bits.
    case malformed
  }

  private let source: Source
  private let chunkBytes: Int
  private var bytes: [UInt8]
  private var start = 0
  private var hasEnded: Bool
  /// How many bytes of the file were used or passed over.
  private(set) var offset = 0

  /// All of a file that is in memory.
  init(_ bytes: [UInt8]) {
    source = .nowhere
    self.bytes = bytes
    hasEnded = true
    chunkBytes = 0
  }

  /// A file of the system, read in pieces from where it stands, which is `offset`.
  init(_ file: OpenFile, at offset: Int = 0, chunkBytes: Int = 1 << 16) {
    self.offset = offset
    source = .file(file)
    bytes = []
    hasEnded = false
    self.chunkBytes = chunkBytes
  }

  /// Whatever the closure gives; no bytes are the end.
  init(chunks: @escaping () throws -> [UInt8]) {
    source = .chunks(chunks)
    bytes = []
    hasEnded = false
    chunkBytes = 0
  }

  /// How many bytes are at hand.
  var available: Int { bytes.count - start }

  /// Tries to have at least `count` bytes at hand; false if there are fewer up to the end.
  mutating func fill(_ count: Int) throws(AvroFileError) -> Bool {
    while available < count && !hasEnded { try read(wanted: count) }
    return available >= count
  }

  /// Bytes that are at hand, counted from the first one that was not used.
  func withBytes<Result, Failure: Error>(
    _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let bytes = bytes.span.bytes.extracting(start + range.lowerBound..<start + range.upperBound)
    return try bytes.withUnsafeBytes { (buffer) throws(Failure) in try body(buffer) }
  }

  /// Reads a number (Avro 1.12 specification, Binary Encoding) that begins `place` bytes from the first one that was
  /// not used, and moves the place behind it.
  mutating func long(at place: inout Int) throws(AvroFileError) -> Long {
    var value: UInt64 = 0
    for index in 0..<10 {
      guard try fill(place + index + 1) else { return .end }
      let byte = bytes[start + place + index]
      if index == 9 && byte > 1 { break }
      value |= UInt64(byte & 0x7F) << UInt64(7 * index)
      if byte < 0x80 {
        place += index + 1
        return .value(Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1))
      }
    }
    return .malformed
  }

  /// Declares bytes at hand used.
  mutating func consume(_ count: Int) {
    start += count
    offset += count
  }

  /// Passes over bytes, which need not be at hand; false, and nothing is passed over, if there are fewer in a file, or
  /// false at the end of other inputs.
  mutating func skip(_ count: Int) throws(AvroFileError) -> Bool {
    if case .file(let file) = source, let byteCount = file.byteCount, available < count {
      if count > byteCount - offset { return false }
      try file.seek(to: offset + count)
      offset += count
      bytes.removeAll(keepingCapacity: true)
      start = 0
      return true
    }
    var left = count
    while left > available {
      left -= available
      consume(available)
      guard try fill(1) else { return false }
    }
    consume(left)
    return true
  }

  private mutating func read(wanted: Int) throws(AvroFileError) {
    bytes.removeFirst(start)
    start = 0
    switch source {
    case .nowhere: hasEnded = true
    case .file(let file):
      // What is wanted may be a lie of the file: at most as much again as came already is asked for at a time.
      let room = max(chunkBytes, min(wanted - bytes.count, bytes.count))
      let count = try append(room, from: file)
      hasEnded = count == 0
    case .chunks(let next):
      do {
        let more = try next()
        hasEnded = more.isEmpty
        bytes += more
      } catch {
        throw AvroFileError(.system, "the file's bytes cannot be had: \(error)")
      }
    }
  }

  private mutating func append(_ room: Int, from file: OpenFile) throws(AvroFileError) -> Int {
    var result: Result<Int, AvroFileError> = .success(0)
    bytes.append(addingCapacity: room) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        let free = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count..<count + room])
        result = Result { () throws(AvroFileError) in try file.read(into: free) }
        if case .success(let read) = result { count += read }
      }
    }
    return try result.get()
  }
}
