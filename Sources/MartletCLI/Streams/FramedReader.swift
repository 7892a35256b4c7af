import SchemaCore

/// Framed records of an input, one at a time.
///
/// Those that have been read already are taken without waiting, into one array that is used again for each, so that
/// many small records cost neither memory nor a change of threads.
struct FramedReader {
  /// What taking a record has given.
  enum Taken: Equatable {
    case record
    /// The next piece of the input is none, for this reason; the one after it may be fine.
    case malformed(String)
    /// More must be read by ``fill()``.
    case nothing
  }

  private let text: FramedText
  private let channel: FileChannel
  private var lines: LineReader
  private var lengths: LengthPrefixedReader
  /// The input that is one record, between reading and taking it.
  private var whole: [UInt8]?
  /// The number of the line or record that was taken last.
  private var number = 0

  /// The largest record that is accepted.
  static let maximumBytes = 64 << 20

  init(_ channel: FileChannel, as text: FramedText) {
    self.text = text
    self.channel = channel
    lines = LineReader(channel)
    lengths = LengthPrefixedReader(channel)
  }

  /// Where the record stands that was taken last.
  var place: String {
    switch text {
    case .base64, .hex: "line \(number)"
    case .raw: "the input"
    case .lengthPrefixed: "record \(number)"
    }
  }

  /// The next record, or why it is none; nil at the end of the input.
  mutating func next() async throws(CommandFailure) -> (record: [UInt8], problem: String?)? {
    var record: [UInt8] = []
    repeat {
      switch take(into: &record) {
      case .record: return (record, nil)
      case .malformed(let problem): return ([], problem)
      case .nothing: continue
      }
    } while try await fill()
    return nil
  }

  /// Puts the next record that has been read already in place of another one.
  mutating func take(into record: inout [UInt8]) -> Taken {
    switch text {
    case .base64, .hex:
      let taken = lines.takeLine { number, line in (number, Self.decode(line, text, into: &record)) }
      guard let (number, isRecord) = taken else { return .nothing }
      self.number = number
      return isRecord ? .record : .malformed("this is not \(text.rawValue)")
    case .raw:
      guard let whole else { return .nothing }
      record = whole
      self.whole = nil
      return .record
    case .lengthPrefixed:
      guard lengths.take(into: &record) else { return .nothing }
      number = lengths.count
      return .record
    }
  }

  /// Reads more of the input; false if all of it has been taken.
  mutating func fill() async throws(CommandFailure) -> Bool {
    switch text {
    case .base64, .hex: return try await lines.fill()
    case .lengthPrefixed: return try await lengths.fill()
    case .raw:
      if number > 0 { return false }
      number = 1
      whole = try await channel.readAll(limit: Self.maximumBytes)
      return true
    }
  }

  private static func decode(
    _ line: UnsafeBufferPointer<UInt8>, _ text: FramedText, into record: inout [UInt8]
  ) -> Bool {
    record.removeAll(keepingCapacity: true)
    if text == .hex {
      guard let bytes = Hexadecimal.bytes(String(decoding: line, as: UTF8.self)) else { return false }
      record = bytes
      return true
    }
    record.append(contentsOf: line)
    let count = record.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { Base64.decode(inPlace: $0, count: buffer.count) }
    }
    guard let count else { return false }
    record.removeLast(record.count - count)
    return true
  }
}
