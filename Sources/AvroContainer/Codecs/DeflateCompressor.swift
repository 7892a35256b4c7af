import CZlib

/// Deflate without a frame around it, as RFC 1951 describes it.
final class DeflateCompressor: BlockCompressor {
  /// On the heap, because zlib remembers where its stream is.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

  init(level: Int?) throws(AvroFileError) {
    stream.initialize(to: z_stream())
    let status = deflateInit2_(
      stream, level.map(Int32.init) ?? Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY,
      ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    if status != Z_OK {
      stream.deallocate()
      throw .outOfMemory(.deflate)
    }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  func compress(_ records: UnsafeRawBufferPointer, into output: inout [UInt8]) throws(AvroFileError) {
    deflateReset(stream)
    let bound = Int(deflateBound(stream, uLong(records.count)))
    output.removeAll(keepingCapacity: true)
    var status = Z_OK
    output.append(addingCapacity: bound) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        stream.pointee.next_in = UnsafeMutablePointer(
          mutating: records.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = uInt(records.count)
        stream.pointee.next_out = buffer.baseAddress
        stream.pointee.avail_out = uInt(buffer.count)
        status = deflate(stream, Z_FINISH)
        count = buffer.count - Int(stream.pointee.avail_out)
      }
    }
    if status != Z_STREAM_END { throw AvroFileError(.system, "zlib cannot compress a block: status \(status)") }
  }
}
