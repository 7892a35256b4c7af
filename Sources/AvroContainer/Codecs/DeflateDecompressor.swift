import Zlib

/// Takes apart what `DeflateCompressor` and its kin write.
final class DeflateDecompressor: BlockDecompressor {
  private let decoder: DeflateDecoder

  init() throws(AvroFileError) {
    do {
      decoder = try DeflateDecoder(.none)
    } catch {
      throw .outOfMemory(.deflate)
    }
  }

  func decompress(
    _ stored: UnsafeRawBufferPointer, into output: inout [UInt8], limit: Int
  ) throws(AvroFileError) {
    do {
      // Bytes may be left over: some writers cut zlib's frame off, and left half of the checksum behind the data.
      try decoder.decode(stored, into: &output, limit: limit)
    } catch {
      switch error {
      case .tooLarge: throw .tooLarge(.deflate, limit)
      case .truncated: throw .corrupted(.deflate, "it ends too early")
      case .outOfMemory: throw .outOfMemory(.deflate)
      case .malformed(let reason): throw .corrupted(.deflate, reason)
      }
    }
  }
}
