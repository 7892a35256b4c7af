/// Records of an input that each come after their length as four bytes, most significant first.
struct LengthPrefixedReader {
  private let channel: FileChannel
  private var buffer: [UInt8] = []
  private var start = 0
  /// How many records have been taken.
  private(set) var count = 0

  init(_ channel: FileChannel) {
    self.channel = channel
  }

  /// Puts the next record that has been read already in place of another one.
  ///
  /// - Returns: False if more must be read by ``fill()``.
  mutating func take(into record: inout [UInt8]) -> Bool {
    guard let length, buffer.count - start - 4 >= length else { return false }
    record.removeAll(keepingCapacity: true)
    record += buffer[start + 4..<start + 4 + length]
    start += 4 + length
    count += 1
    return true
  }

  /// Reads more of the input; false if all of it has been taken.
  ///
  /// - Throws: `CommandFailure` also if the input ends within a record.
  mutating func fill() async throws(CommandFailure) -> Bool {
    if let length, length > FramedReader.maximumBytes {
      throw CommandFailure(
        .usage,
        "\(next) says that it has \(length) bytes; at most \(FramedReader.maximumBytes) are accepted")
    }
    // What was taken out goes only when more must be read, and not after each record.
    buffer.removeFirst(start)
    start = 0
    let more = try await channel.read()
    buffer += more
    if !more.isEmpty { return true }
    if buffer.isEmpty { return false }
    guard let length else { throw CommandFailure(.usage, "\(next): the input ends within the length") }
    throw CommandFailure(.usage, "\(next): the input ends after \(buffer.count - 4) of \(length) bytes")
  }

  private var next: String { "record \(count + 1)" }

  /// The length of the next record; nil if it has not been read.
  private var length: Int? {
    guard buffer.count - start >= 4 else { return nil }
    return buffer[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
  }
}
