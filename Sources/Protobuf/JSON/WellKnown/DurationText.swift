import SchemaCore

/// The text of a `google.protobuf.Duration` in JSON: seconds with up to nine digits behind the point, and an `s`
/// (ProtoJSON format, Duration).
enum DurationText {
  /// About 10,000 years.
  static let maximumSeconds: Int64 = 315_576_000_000

  /// Writes the text with its quotes, with 0, 3, 6 or 9 digits of a second; false, and nothing written, if it is out of
  /// range or the signs of seconds and nanos differ.
  static func write(seconds: Int64, nanos: Int32, to output: inout JSONOutput) -> Bool {
    guard seconds.magnitude <= UInt64(maximumSeconds), nanos.magnitude < 1_000_000_000,
      (seconds >= 0 && nanos >= 0) || (seconds <= 0 && nanos <= 0)
    else { return false }
    output.append(UInt8(ascii: "\""))
    if seconds < 0 || nanos < 0 { output.append(UInt8(ascii: "-")) }
    output.append(integer: seconds.magnitude)
    NanosText.write(nanos, to: &output)
    output.append("s\"")
    return true
  }

  /// What the text stands for; nil if it is none or out of range.
  static func read(_ text: UnsafeBufferPointer<UInt8>) -> (seconds: Int64, nanos: Int32)? {
    var scanner = FixedTextScanner(text)
    let isNegative = scanner.take("-")
    guard let seconds = scanner.number(upTo: maximumSeconds), let nanos = scanner.nanos(), scanner.take("s"),
      scanner.isAtEnd
    else { return nil }
    return isNegative ? (-seconds, -nanos) : (seconds, nanos)
  }
}
