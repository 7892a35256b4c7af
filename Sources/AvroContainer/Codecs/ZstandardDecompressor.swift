import CZstd

/// Takes apart what `ZstandardCompressor` and its kin write: one frame or several, with or without their size.
final class ZstandardDecompressor: BlockDecompressor {
  private let context: OpaquePointer
  private static let smallestStep = 1 << 16
  /// A frame that is read step by step may ask for a window of 2 to this power of bytes: 64 MiB.
  private static let largestWindow: Int32 = 26

  init() throws(AvroFileError) {
    guard let context = ZSTD_createDCtx() else { throw .outOfMemory(.zstandard) }
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.largestWindow)
    self.context = context
  }

  deinit { ZSTD_freeDCtx(context) }

  func decompress(
    _ stored: UnsafeRawBufferPointer, into output: inout [UInt8], limit: Int
  ) throws(AvroFileError) {
    ZSTD_DCtx_reset(context, ZSTD_reset_session_only)
    output.removeAll(keepingCapacity: true)
    var input = ZSTD_inBuffer(src: stored.baseAddress, size: stored.count, pos: 0)
    var room = firstRoom(stored, limit: limit)
    var isComplete = false
    while !isComplete || input.pos < input.size {
      let (status, hasRoomLeft) = step(&input, &output, room: min(room, limit + 1 - output.count))
      if ZSTD_isError(status) != 0 { throw .corrupted(.zstandard, String(cString: ZSTD_getErrorName(status))) }
      if output.count > limit { throw .tooLarge(.zstandard, limit) }
      isComplete = status == 0
      // A frame has lost its end if all was read, there was room to write, and still it waits for more.
      if !isComplete && input.pos == input.size && hasRoomLeft { throw .corrupted(.zstandard, "it ends too early") }
      room = max(output.capacity - output.count, output.count, Self.smallestStep)
    }
  }

  /// What the frame says about its size, where it does; it may lie, so it is only an advice.
  private func firstRoom(_ stored: UnsafeRawBufferPointer, limit: Int) -> Int {
    let size = ZSTD_getFrameContentSize(stored.baseAddress, stored.count)
    // The two largest numbers stand for an unknown size and for an error.
    return size > UInt64(limit) ? Self.smallestStep : max(Int(size), Self.smallestStep)
  }

  private func step(
    _ input: inout ZSTD_inBuffer, _ output: inout [UInt8], room: Int
  ) -> (status: Int, hasRoomLeft: Bool) {
    var status = 0
    var written = 0
    output.append(addingCapacity: room) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        var target = ZSTD_outBuffer(dst: buffer.baseAddress.map { $0 + count }, size: room, pos: 0)
        status = ZSTD_decompressStream(context, &target, &input)
        written = target.pos
        count += written
      }
    }
    return (status, written < room)
  }
}
