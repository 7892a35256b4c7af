import CSnappy
import Zlib

/// Snappy's raw format, with the CRC-32 of the records behind it, most significant byte first.
final class SnappyCompressor: BlockCompressor {
  static let checksumBytes = 4

  func compress(_ records: UnsafeRawBufferPointer, into output: inout [UInt8]) throws(AvroFileError) {
    output.removeAll(keepingCapacity: true)
    var status = SNAPPY_OK
    output.append(addingCapacity: snappy_max_compressed_length(records.count)) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        var size = buffer.count
        status = snappy_compress(
          records.baseAddress?.assumingMemoryBound(to: CChar.self), records.count,
          UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self), &size)
        count = status == SNAPPY_OK ? size : 0
      }
    }
    if status != SNAPPY_OK { throw AvroFileError(.system, "Snappy cannot compress a block") }
    withUnsafeBytes(of: Self.checksum(of: records).bigEndian) { output.append(contentsOf: $0) }
  }

  static func checksum(of records: UnsafeRawBufferPointer) -> UInt32 {
    CRC32.checksum(of: records)
  }
}
