import ArgumentParser
import SchemaCore

/// How framed records, which are bytes, stand in a stream.
enum FramedText: String, CaseIterable, ExpressibleByArgument {
  /// One record a line, in base64.
  case base64
  /// One record a line, in hexadecimal digits.
  case hex
  /// Exactly one record, as it is.
  case raw
  /// Each record after its length as four bytes, most significant first.
  case lengthPrefixed = "length-prefixed"

  /// The bytes that stand for one record in the stream.
  func bytes(of record: [UInt8]) -> [UInt8] {
    switch self {
    case .base64: Base64.text(record) + [UInt8(ascii: "\n")]
    case .hex: Array(Hexadecimal.text(record).utf8) + [UInt8(ascii: "\n")]
    case .raw: record
    case .lengthPrefixed: withUnsafeBytes(of: UInt32(record.count).bigEndian) { Array($0) } + record
    }
  }
}

/// Framed records of an input, one at a time.
struct FramedReader {
  /// What is wrong with one record of the stream; the next one may be fine.
  struct Malformed: Error {
    var description: String
  }

  private enum Source {
    case lines(LineReader, FramedText)
    case whole(FileChannel)
    case lengths(FileChannel, buffer: [UInt8], count: Int)
    case done
  }

  private var source: Source

  /// The largest record that is accepted.
  static let maximumBytes = 64 << 20

  init(_ channel: FileChannel, as text: FramedText) {
    switch text {
    case .base64, .hex: source = .lines(LineReader(channel), text)
    case .raw: source = .whole(channel)
    case .lengthPrefixed: source = .lengths(channel, buffer: [], count: 0)
    }
  }

  /// The next record with its place, or why the next one is none; nil at the end.
  mutating func next() async throws(CommandFailure) -> (place: String, record: Result<[UInt8], Malformed>)? {
    switch source {
    case .lines(var reader, let text):
      let line = try await reader.next()
      source = .lines(reader, text)
      return line.map { ("line \($0.number)", Self.decode($0.bytes, text)) }
    case .whole(let channel):
      source = .done
      return ("the input", .success(try await channel.readAll(limit: Self.maximumBytes)))
    case .lengths(let channel, var buffer, let count):
      let record = try await Self.lengthPrefixed(channel, &buffer, "record \(count + 1)")
      source = record == nil ? .done : .lengths(channel, buffer: buffer, count: count + 1)
      return record.map { ("record \(count + 1)", .success($0)) }
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

  private static func lengthPrefixed(
    _ channel: FileChannel, _ buffer: inout [UInt8], _ name: String
  ) async throws(CommandFailure) -> [UInt8]? {
    if !(try await fill(&buffer, to: 4, from: channel)) {
      if buffer.isEmpty { return nil }
      throw CommandFailure(.usage, "\(name): the input ends within the length")
    }
    let length = buffer.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    if length > maximumBytes {
      throw CommandFailure(.usage, "\(name) says that it has \(length) bytes; at most \(maximumBytes) are accepted")
    }
    if !(try await fill(&buffer, to: 4 + length, from: channel)) {
      throw CommandFailure(.usage, "\(name): the input ends after \(buffer.count - 4) of \(length) bytes")
    }
    defer { buffer.removeFirst(4 + length) }
    return Array(buffer[4..<4 + length])
  }

  private static func fill(
    _ buffer: inout [UInt8], to count: Int, from channel: FileChannel
  ) async throws(CommandFailure) -> Bool {
    while buffer.count < count {
      let more = try await channel.read()
      if more.isEmpty { return false }
      buffer += more
    }
    return true
  }
}
