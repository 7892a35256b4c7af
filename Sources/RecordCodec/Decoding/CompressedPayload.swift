import SchemaCore
import Zlib

/// Data that serializers of AWS Glue have compressed.
enum CompressedPayload {
  /// How long it may become.
  private static let maximumBytes = 64 << 20

  /// The data, unpacked.
  ///
  /// - Throws: `CodecError` of kind `malformed` if it is damaged, `limit` if it is too long.
  static func bytes(of packed: ArraySlice<UInt8>) throws(CodecError) -> [UInt8] {
    var bytes: [UInt8] = []
    do throws(DeflateError) {
      let decoder = try DeflateDecoder(.zlib)
      let read = try packed.span.bytes.withUnsafeBytes { (packed) throws(DeflateError) in
        try decoder.decode(packed, into: &bytes, limit: maximumBytes)
      }
      if read < packed.count { throw .malformed("\(packed.count - read) bytes stand behind its end") }
    } catch {
      switch error {
      case .tooLarge: throw CodecError(.limit, "the data is longer than \(maximumBytes) bytes when it is unpacked")
      case .truncated: throw CodecError(.truncated, "the compressed data ends too early")
      case .malformed(let reason): throw CodecError(.malformed, "the compressed data is damaged: \(reason)")
      case .outOfMemory: throw CodecError(.limit, "there is no memory to unpack the data")
      }
    }
    return bytes
  }
}
