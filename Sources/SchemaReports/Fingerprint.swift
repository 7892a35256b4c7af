import SchemaCore

/// What makes a finding the same one in the next run, although lines have moved.
enum Fingerprint {
  /// A number for each finding, in hexadecimal digits. Of findings that differ in nothing each gets one of its own.
  static func list(_ findings: [Finding]) -> [String] {
    var counts: [UInt64: Int] = [:]
    return findings.map { finding in
      var hash = offsetBasis
      for part in [finding.rule, finding.file ?? "", finding.path ?? "", finding.message] { hash = add(part, to: hash) }
      let count = counts[hash, default: 0]
      counts[hash] = count + 1
      if count > 0 { hash = add(String(count), to: hash) }
      return hexadecimal(hash)
    }
  }

  /// FNV-1a with 64 bits: short, the same on every machine, and no secret depends on it.
  private static let offsetBasis: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func add(_ text: String, to hash: UInt64) -> UInt64 {
    var hash = hash
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    // Parts are kept apart by a byte that no text has.
    return (hash ^ 0xFF) &* 0x100_0000_01B3
  }

  private static func hexadecimal(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
