/// Standard output for data, written in large pieces.
struct OutputBuffer {
  private var bytes: [UInt8] = []
  private let channel = FileChannel.standardOutput
  private static let flushedBytes = 1 << 16

  /// Adds bytes, and writes when enough have come together.
  mutating func append(_ more: some Collection<UInt8>) async throws(CommandFailure) {
    bytes += more
    if bytes.count >= Self.flushedBytes { try await flush() }
  }

  /// Adds a line.
  mutating func appendLine(_ line: some Collection<UInt8>) async throws(CommandFailure) {
    bytes += line
    bytes.append(UInt8(ascii: "\n"))
    if bytes.count >= Self.flushedBytes { try await flush() }
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
    try await buffer.appendLine(text.utf8)
    try await buffer.flush()
  }
}
