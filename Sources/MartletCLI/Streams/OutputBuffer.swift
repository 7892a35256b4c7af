/// Standard output for data, written in large pieces.
struct OutputBuffer {
  private var bytes: [UInt8] = []
  private let channel = FileChannel.standardOutput
  private static let flushedBytes = 1 << 16

  /// True if so much has come together that it should be written.
  var isFull: Bool { bytes.count >= Self.flushedBytes }

  /// Adds bytes.
  mutating func append(_ more: some Collection<UInt8>) {
    bytes += more
  }

  /// Adds a line.
  mutating func appendLine(_ line: some Collection<UInt8>) {
    bytes += line
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Adds what a function writes.
  mutating func append(_ write: (inout [UInt8]) -> Void) {
    write(&bytes)
  }

  /// Writes what is left.
  mutating func flush() async throws(CommandFailure) {
    if bytes.isEmpty { return }
    try await channel.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Writes one text as a line and is done.
  static func print(_ text: String) async throws(CommandFailure) {
    var buffer = OutputBuffer()
    buffer.appendLine(text.utf8)
    try await buffer.flush()
  }
}
