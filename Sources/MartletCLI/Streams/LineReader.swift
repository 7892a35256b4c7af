import Glibc

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
    repeat {
      if let range = take() { return Line(number: number, bytes: buffer[range]) }
    } while try await fill()
    return nil
  }

  /// Gives the next line that has been read already to a function, with its number and without its end.
  ///
  /// Nothing is waited for: this is for loops over many short lines.
  ///
  /// - Returns: Nil if more must be read by ``fill()``.
  mutating func takeLine<Result>(_ use: (Int, UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    guard let range = take() else { return nil }
    return buffer.withUnsafeBufferPointer { use(number, UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Reads more of the input; false if all of it has been taken.
  mutating func fill() async throws(CommandFailure) -> Bool {
    if hasEnded { return false }
    buffer.removeFirst(start)
    start = 0
    searched = buffer.count
    let more = try await channel.read()
    hasEnded = more.isEmpty
    buffer += more
    if buffer.count > maximumBytes {
      throw CommandFailure(.usage, "line \(number + 1) of the input has more than \(maximumBytes) bytes")
    }
    return true
  }

  private mutating func take() -> Range<Int>? {
    while true {
      let line: Range<Int>
      if let end = lineEnd() {
        line = start..<end
        start = end + 1
      } else {
        guard hasEnded, start < buffer.count else { return nil }
        line = start..<buffer.count
        start = buffer.count
      }
      searched = start
      number += 1
      if let line = trimmed(line) { return line }
    }
  }

  private func lineEnd() -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, searched < bytes.count,
        let end = memchr(base + searched, Int32(UInt8(ascii: "\n")), bytes.count - searched)
      else { return nil }
      return UnsafeRawPointer(end) - base
    }
  }

  /// The line without a carriage return; nil for a blank one.
  private func trimmed(_ line: Range<Int>) -> Range<Int>? {
    let hasReturn = !line.isEmpty && buffer[line.upperBound - 1] == UInt8(ascii: "\r")
    let line = hasReturn ? line.lowerBound..<line.upperBound - 1 : line
    return buffer[line].allSatisfy { $0 == 0x20 || $0 == 0x09 } ? nil : line
  }
}
