/// Names of hosts (RFC 1123, 2.1; RFC 5890 for those of other scripts).
enum HostName {
  static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard (1...253).contains(text.count) else { return false }
    return text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
      guard (1...63).contains(label.count), label.first != 0x2D, label.last != 0x2D, label.allSatisfy(isLetterOrDigit)
      else { return false }
      let start = Array(label.prefix(4))
      guard start.count == 4, start[2] == 0x2D, start[3] == 0x2D else { return true }
      // Only names of other scripts have hyphens there, and must be what they stand for.
      guard start[0] | 0x20 == UInt8(ascii: "x"), start[1] | 0x20 == UInt8(ascii: "n") else { return false }
      guard let scalars = Punycode.decode(label.dropFirst(4)) else { return false }
      return InternationalLabel.isValid(scalars) && Punycode.encodedCount(scalars) == label.count - 4
    }
  }

  static func isValidInternational(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
    guard !scalars.isEmpty else { return false }
    // The dots of other scripts part labels, too (RFC 3490, 3.1).
    let labels = scalars.split(omittingEmptySubsequences: false) {
      [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"].contains($0)
    }
    var length = labels.count - 1
    for label in labels {
      if label.allSatisfy(\.isASCII) {
        let bytes = label.map { UInt8(truncatingIfNeeded: $0.value) }
        guard bytes.withUnsafeBufferPointer(isValid) else { return false }
        length += bytes.count
      } else {
        let count = Punycode.encodedCount(Array(label)) + 4
        guard InternationalLabel.isValid(Array(label)), count <= 63 else { return false }
        length += count
      }
    }
    return length <= 253
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
