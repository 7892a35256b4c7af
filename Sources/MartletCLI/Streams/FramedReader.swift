import SchemaCore

/// Framed records of an input, one at a time.
struct FramedReader {
  /// What is wrong with one record of the stream; the next one may be fine.
  struct Malformed: Error {
    var description: String
  }

  private enum Source {
    case lines(LineReader, FramedText)
    case whole(FileChannel)
    case lengths(LengthPrefixedReader)
    case done
  }

  private var source: Source

  /// The largest record that is accepted.
  static let maximumBytes = 64 << 20

  init(_ channel: FileChannel, as text: FramedText) {
    switch text {
    case .base64, .hex: source = .lines(LineReader(channel), text)
    case .raw: source = .whole(channel)
    case .lengthPrefixed: source = .lengths(LengthPrefixedReader(channel))
    }
  }

  /// The next record with its place, or why the next one is none; nil at the end.
  mutating func next() async throws(CommandFailure) -> (place: String, record: Result<[UInt8], Malformed>)? {
    switch source {
    case .lines(var reader, let text):
      source = .done  // so that the buffer has one owner, and is not copied
      let line = try await reader.next()
      source = .lines(reader, text)
      return line.map { ("line \($0.number)", Self.decode($0.bytes, text)) }
    case .whole(let channel):
      source = .done
      return ("the input", .success(try await channel.readAll(limit: Self.maximumBytes)))
    case .lengths(var reader):
      source = .done
      let record = try await reader.next()
      source = .lengths(reader)
      return record.map { ("record \(reader.count)", .success($0)) }
    case .done:
      return nil
    }
  }

  private static func decode(_ line: ArraySlice<UInt8>, _ text: FramedText) -> Result<[UInt8], Malformed> {
    let record =
      text == .hex ? Hexadecimal.bytes(String(decoding: line, as: UTF8.self)) : Base64.bytes(line)
    guard let record else { return .failure(Malformed(description: "this is not \(text.rawValue)")) }
    return .success(record)
  }
}
