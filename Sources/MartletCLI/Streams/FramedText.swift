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
