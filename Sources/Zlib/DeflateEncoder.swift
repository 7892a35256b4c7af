import CZlib

/// Packs texts, one after the other, each whole.
public final class DeflateEncoder {
  /// On the heap, because zlib remembers where its stream is.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

  /// - Parameters:
  ///   - frame: what is to stand around the packed bytes.
  ///   - level: how hard to try, from 1 to 9; nil for zlib's own choice.
  /// - Throws: `outOfMemory`.
  public init(_ frame: DeflateFrame, level: Int? = nil) throws(DeflateError) {
    stream.initialize(to: z_stream())
    let status = deflateInit2_(
      stream, level.map(Int32.init(clamping:)) ?? Z_DEFAULT_COMPRESSION, Z_DEFLATED, frame.windowBits, 8,
      Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    if status != Z_OK {
      stream.deallocate()
      throw .outOfMemory
    }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Replaces the output with the packed bytes.
  ///
  /// - Throws: `malformed` with zlib's status, which it does not give for whole texts.
  public func encode(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8]) throws(DeflateError) {
    deflateReset(stream)
    let bound = Int(deflateBound(stream, uLong(bytes.count)))
    output.removeAll(keepingCapacity: true)
    var status = Z_OK
    output.append(addingCapacity: bound) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        stream.pointee.next_in = UnsafeMutablePointer(
          mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = uInt(bytes.count)
        stream.pointee.next_out = buffer.baseAddress
        stream.pointee.avail_out = uInt(buffer.count)
        status = deflate(stream, Z_FINISH)
        count = buffer.count - Int(stream.pointee.avail_out)
      }
    }
    if status != Z_STREAM_END { throw .malformed("status \(status)") }
  }
}
