/// How the blocks of a container file are compressed.
///
/// The raw value is the name in the header. Of the specification's codecs, `bzip2` and `xz` are not among them.
public enum AvroFileCodec: String, CaseIterable, Hashable, Sendable {
  /// Not at all.
  case null
  /// RFC 1951, without the framing of zlib.
  case deflate
  /// Snappy, followed by a checksum of what was compressed.
  case snappy
  /// Zstandard.
  case zstandard

  /// How hard the codec may be asked to try; nil for codecs that cannot be asked.
  public var levels: ClosedRange<Int>? {
    switch self {
    case .null, .snappy: nil
    case .deflate: 1...9
    case .zstandard: 1...22
    }
  }
}

/// Makes the stored data of a block from its records. Not for several threads at a time.
protocol BlockCompressor: AnyObject {
  /// Replaces `output` by the compressed data.
  func compress(_ records: UnsafeRawBufferPointer, into output: inout [UInt8]) throws(AvroFileError)
}

/// Makes the records of a block from its stored data. Not for several threads at a time.
protocol BlockDecompressor: AnyObject {
  /// Replaces `output` by the decompressed data.
  ///
  /// - Throws: `AvroFileError` of kind `corrupted`, or of kind `limit` for more than `limit` bytes.
  func decompress(_ stored: UnsafeRawBufferPointer, into output: inout [UInt8], limit: Int) throws(AvroFileError)
}

extension AvroFileCodec {
  /// What the codec does to blocks that are written; nil if nothing.
  func compressor(level: Int?) throws(AvroFileError) -> (any BlockCompressor)? {
    if let level, levels?.contains(level) != true {
      let accepted = levels.map { "levels \($0.lowerBound) to \($0.upperBound)" } ?? "no level"
      throw AvroFileError(.usage, "the codec \(rawValue) takes \(accepted), not \(level)")
    }
    switch self {
    case .null: return nil
    case .deflate: return try DeflateCompressor(level: level)
    case .snappy: return SnappyCompressor()
    case .zstandard: return try ZstandardCompressor(level: level)
    }
  }

  /// What the codec does to blocks that are read; nil if nothing.
  func decompressor() throws(AvroFileError) -> (any BlockDecompressor)? {
    switch self {
    case .null: return nil
    case .deflate: return try DeflateDecompressor()
    case .snappy: return SnappyDecompressor()
    case .zstandard: return try ZstandardDecompressor()
    }
  }
}

extension AvroFileError {
  static func corrupted(_ codec: AvroFileCodec, _ reason: String) -> AvroFileError {
    AvroFileError(.corrupted, "the data is not what \(codec.rawValue) writes: \(reason)")
  }

  static func tooLarge(_ codec: AvroFileCodec, _ limit: Int) -> AvroFileError {
    AvroFileError(.limit, "the data of the \(codec.rawValue) codec has more than \(limit) bytes when decompressed")
  }

  static func outOfMemory(_ codec: AvroFileCodec) -> AvroFileError {
    AvroFileError(.system, "there is no memory for the codec \(codec.rawValue)")
  }
}
