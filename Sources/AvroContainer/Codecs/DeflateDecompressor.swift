import CZlib

/// Takes apart what `DeflateCompressor` and its kin write.
final class DeflateDecompressor: BlockDecompressor {
  /// On the heap, because zlib remembers where its stream is.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

  private static let smallestStep = 1 << 16

  init() throws(AvroFileError) {
    stream.initialize(to: z_stream())
    if inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) != Z_OK {
      stream.deallocate()
      throw .outOfMemory(.deflate)
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func decompress(
    _ stored: UnsafeRawBufferPointer, into output: inout [UInt8], limit: Int
  ) throws(AvroFileError) {
    inflateReset(stream)
    output.removeAll(keepingCapacity: true)
    stream.pointee.next_in = UnsafeMutablePointer(mutating: stored.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = uInt(stored.count)
    while true {
      // The size is not known beforehand. One byte over the limit shows that there are more.
      let room = min(max(output.capacity - output.count, output.count, Self.smallestStep), limit + 1 - output.count)
      let status = step(&output, room: room)
      if output.count > limit { throw .tooLarge(.deflate, limit) }
      switch status {
      // Bytes may be left over: some writers cut zlib's frame off, and left half of the checksum behind the data.
      case Z_STREAM_END: return
      case Z_OK where stream.pointee.avail_out == 0: continue
      case Z_OK, Z_BUF_ERROR: throw .corrupted(.deflate, "it ends too early")
      case Z_MEM_ERROR: throw .outOfMemory(.deflate)
      default: throw .corrupted(.deflate, stream.pointee.msg.map { String(cString: $0) } ?? "status \(status)")
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
