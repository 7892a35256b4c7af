/// Lines of an input, one at a time; blank ones are passed over, but counted.
struct LineReader {
  /// A line and where it stands.
  struct Line {
    /// From 1.
    var number: Int
    var bytes: ArraySlice<UInt8>
  }

  private let channel: FileChannel
  private var buffer: [UInt8] = []
  private var start = 0
  /// Up to here there is no line's end in the buffer, so that a long line is not searched again with each read.
  private var searched = 0
  private var number = 0
  private var hasEnded = false
  private let maximumBytes: Int

  /// Reads lines from a channel, each of at most this many bytes.
  init(_ channel: FileChannel, maximumBytes: Int = 64 << 20) {
    self.channel = channel
    self.maximumBytes = maximumBytes
  }

  /// The next line that is not blank, without its end; nil at the end of the input.
  mutating func next() async throws(CommandFailure) -> Line? {
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = take(upTo: end)
        start = end + 1
        searched = start
        if let line { return line }
      } else if hasEnded {
        if start == buffer.count { return nil }
        let line = take(upTo: buffer.count)
        start = buffer.count
        searched = start
        if let line { return line }
      } else {
        try await fill()
      }
    }
  }

  private mutating func take(upTo end: Int) -> Line? {
    number += 1
    var line = buffer[start..<end]
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    return line.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? nil : Line(number: number, bytes: line)
  }

  private mutating func fill() async throws(CommandFailure) {
    buffer.removeFirst(start)
    start = 0
    searched = buffer.count
    let more = try await channel.read()
    hasEnded = more.isEmpty
    buffer += more
    if buffer.count > maximumBytes {
      throw CommandFailure(.usage, "line \(number + 1) of the input has more than \(maximumBytes) bytes")
    }
  }
}
