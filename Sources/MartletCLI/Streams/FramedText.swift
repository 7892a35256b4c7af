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

  /// Appends the bytes that stand for one record in the stream.
  func append(_ record: [UInt8], to output: inout [UInt8]) {
    switch self {
    case .base64:
      output += Base64.text(of: record).utf8
      output.append(UInt8(ascii: "\n"))
    case .hex:
      output += Hexadecimal.text(record).utf8
      output.append(UInt8(ascii: "\n"))
    case .raw:
      output += record
    case .lengthPrefixed:
      withUnsafeBytes(of: UInt32(truncatingIfNeeded: record.count).bigEndian) { output += $0 }
      output += record
    }
  }
}
