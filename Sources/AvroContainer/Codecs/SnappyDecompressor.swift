import CSnappy

/// Takes apart what `SnappyCompressor` and its kin write.
final class SnappyDecompressor: BlockDecompressor {
  func decompress(
    _ stored: UnsafeRawBufferPointer, into output: inout [UInt8], limit: Int
  ) throws(AvroFileError) {
    output.removeAll(keepingCapacity: true)
    let count = stored.count - SnappyCompressor.checksumBytes
    if count < 0 { throw .corrupted(.snappy, "it is shorter than a checksum") }
    let compressed = stored.baseAddress?.assumingMemoryBound(to: CChar.self)
    var size = 0
    if snappy_uncompressed_length(compressed, count, &size) != SNAPPY_OK {
      throw .corrupted(.snappy, "it does not begin with a length")
    }
    if size < 0 || size > limit { throw .tooLarge(.snappy, limit) }
    var status = SNAPPY_OK
    output.append(addingCapacity: size) { span in
      span.withUnsafeMutableBufferPointer { buffer, filled in
        var written = buffer.count
        status = snappy_uncompress(
          compressed, count, UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self), &written)
        filled = status == SNAPPY_OK ? written : 0
      }
    }
    if status != SNAPPY_OK { throw .corrupted(.snappy, "it cannot be decompressed") }
    let expected = UInt32(bigEndian: stored.loadUnaligned(fromByteOffset: count, as: UInt32.self))
    let actual = output.withUnsafeBytes { SnappyCompressor.checksum(of: $0) }
    if actual != expected { throw .corrupted(.snappy, "its checksum is wrong") }
  }
}
