import CZlib

/// Unpacks what `DeflateEncoder` and its kin write.
public final class DeflateDecoder {
  /// On the heap, because zlib remembers where its stream is.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

  private static let smallestStep = 1 << 16

  /// - Parameter frame: what stands around the packed bytes.
  /// - Throws: `outOfMemory`.
  public init(_ frame: DeflateFrame) throws(DeflateError) {
    stream.initialize(to: z_stream())
    if inflateInit2_(stream, frame.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) != Z_OK {
      stream.deallocate()
      throw .outOfMemory
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Replaces the output with the unpacked bytes.
  ///
  /// - Parameter limit: how many bytes may come out.
  /// - Returns: how many bytes were read; there may be more behind the end.
  /// - Throws: `DeflateError`.
  @discardableResult public func decode(
    _ bytes: UnsafeRawBufferPointer, into output: inout [UInt8], limit: Int
  ) throws(DeflateError) -> Int {
    inflateReset(stream)
    output.removeAll(keepingCapacity: true)
    stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = uInt(bytes.count)
    while true {
      // The size is not known beforehand. One byte over the limit shows that there are more.
      let room = min(max(output.capacity - output.count, output.count, Self.smallestStep), limit + 1 - output.count)
      let status = step(&output, room: room)
      if output.count > limit { throw .tooLarge }
      switch status {
      case Z_STREAM_END: return bytes.count - Int(stream.pointee.avail_in)
      case Z_OK where stream.pointee.avail_out == 0: continue
      case Z_OK, Z_BUF_ERROR: throw .truncated
      case Z_MEM_ERROR: throw .outOfMemory
      default: throw .malformed(stream.pointee.msg.map { String(cString: $0) } ?? "status \(status)")
      }
    }
  }

  private func step(_ output: inout [UInt8], room: Int) -> Int32 {
    var status = Z_OK
    output.append(addingCapacity: room) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        stream.pointee.next_out = buffer.baseAddress.map { $0 + count }
        stream.pointee.avail_out = uInt(room)
        status = inflate(stream, Z_NO_FLUSH)
        count += room - Int(stream.pointee.avail_out)
      }
    }
    return status
  }
}
