import Zlib

/// Deflate without a frame around it, as RFC 1951 describes it.
final class DeflateCompressor: BlockCompressor {
  private let encoder: DeflateEncoder

  init(level: Int?) throws(AvroFileError) {
    do {
      encoder = try DeflateEncoder(.none, level: level)
    } catch {
      throw .outOfMemory(.deflate)
    }
  }

  func compress(_ records: UnsafeRawBufferPointer, into output: inout [UInt8]) throws(AvroFileError) {
    do {
      try encoder.encode(records, into: &output)
    } catch {
      throw AvroFileError(.system, "zlib cannot compress a block: \(error)")
    }
  }
}
