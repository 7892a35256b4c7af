/// Records of an input that each come after their length as four bytes, most significant first.
struct LengthPrefixedReader {
  private let channel: FileChannel
  private var buffer: [UInt8] = []
  private var start = 0
  /// How many records have been read.
  private(set) var count = 0

  init(_ channel: FileChannel) {
    self.channel = channel
  }

  /// The next record; nil at the end of the input.
  mutating func next() async throws(CommandFailure) -> [UInt8]? {
    let name = "record \(count + 1)"
    if !(try await fill(4)) {
      if start == buffer.count { return nil }
      throw CommandFailure(.usage, "\(name): the input ends within the length")
    }
    let length = buffer[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
    if length > FramedReader.maximumBytes {
      throw CommandFailure(
        .usage, "\(name) says that it has \(length) bytes; at most \(FramedReader.maximumBytes) are accepted")
    }
    if !(try await fill(4 + length)) {
      throw CommandFailure(.usage, "\(name): the input ends after \(buffer.count - start - 4) of \(length) bytes")
    }
    let record = Array(buffer[start + 4..<start + 4 + length])
    start += 4 + length
    count += 1
    return record
  }

  /// Reads until `needed` bytes are there; false if the input ends before.
  private mutating func fill(_ needed: Int) async throws(CommandFailure) -> Bool {
    while buffer.count - start < needed {
      // What was taken out goes only when more must be read, and not after each record.
      buffer.removeFirst(start)
      start = 0
      let more = try await channel.read()
      if more.isEmpty { return false }
      buffer += more
    }
    return true
  }
}
