import CZstd

/// One Zstandard frame for each block, with its size and a checksum.
final class ZstandardCompressor: BlockCompressor {
  private let context: OpaquePointer

  init(level: Int?) throws(AvroFileError) {
    guard let context = ZSTD_createCCtx() else { throw .outOfMemory(.zstandard) }
    self.context = context
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level.map(Int32.init) ?? ZSTD_CLEVEL_DEFAULT)
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
  }

  deinit { ZSTD_freeCCtx(context) }

  func compress(_ records: UnsafeRawBufferPointer, into output: inout [UInt8]) throws(AvroFileError) {
    output.removeAll(keepingCapacity: true)
    var status = 0
    output.append(addingCapacity: ZSTD_compressBound(records.count)) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        status = ZSTD_compress2(context, buffer.baseAddress, buffer.count, records.baseAddress, records.count)
        count = ZSTD_isError(status) == 0 ? status : 0
      }
    }
    if ZSTD_isError(status) != 0 {
      throw AvroFileError(.system, "Zstandard cannot compress a block: \(String(cString: ZSTD_getErrorName(status)))")
    }
  }
}
