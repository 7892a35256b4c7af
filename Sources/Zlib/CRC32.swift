import CZlib

/// The checksum that gzip, PNG and others use (ISO 3309).
public enum CRC32 {
  /// The checksum of bytes.
  public static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt32 {
    let address = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    // Without bytes zlib would take the missing address for a question after the initial value, which is the answer.
    return UInt32(truncatingIfNeeded: crc32_z(0, address, bytes.count))
  }
}
