/// CRC-64-AVRO, the Rabin fingerprint of the Avro 1.12 specification (Schema Fingerprints).
public enum CRC64 {
  /// The fingerprint of no bytes at all; also the polynomial.
  public static let empty: UInt64 = 0xC15D_213A_A4D7_A795

  /// The fingerprint of some bytes. In files and messages it is written with the least significant byte first.
  public static func fingerprint(of bytes: some Sequence<UInt8>) -> UInt64 {
    var fingerprint = empty
    for byte in bytes {
      fingerprint = fingerprint >> 8 ^ table[Int(UInt8(truncatingIfNeeded: fingerprint) ^ byte)]
    }
    return fingerprint
  }

  private static let table: [UInt64] = (0..<256).map { index in
    var fingerprint = UInt64(index)
    for _ in 0..<8 {
      fingerprint = fingerprint >> 1 ^ (fingerprint & 1 == 1 ? empty : 0)
    }
    return fingerprint
  }
}
