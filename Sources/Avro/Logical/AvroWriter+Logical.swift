public import FoundationEssentials
public import SchemaCore

extension AvroWriter {
  /// Writes `bytes` with the logical type `decimal`.
  ///
  /// - Throws: `CodecError` of kind `mismatch` if the number has more digits than the schema allows, in all or after
  ///   the point.
  public mutating func decimal(_ value: AvroDecimal, precision: Int, scale: Int) throws(CodecError) {
    switch try value.fitted(precision: precision, scale: scale).value {
    case .small(let unscaled):
      // The bits from the sign on that carry the number, the sign itself being one of them.
      let bits = 65 - max(unscaled.leadingZeroBitCount, (~unscaled).leadingZeroBitCount)
      let count = (bits + 7) / 8
      long(Int64(count))
      Swift.withUnsafeBytes(of: unscaled.bigEndian) { append(UnsafeRawBufferPointer(rebasing: $0.suffix(count))) }
    case .large(let unscaled): bytes(unscaled)
    }
  }

  /// Writes a `fixed` of this size with the logical type `decimal`.
  ///
  /// - Throws: as for `bytes`, and if the number needs more bytes than the fixed has.
  public mutating func decimal(
    _ value: AvroDecimal, precision: Int, scale: Int, size: Int
  ) throws(CodecError) {
    guard let bytes = try value.fitted(precision: precision, scale: scale).unscaledBytes(count: size) else {
      throw CodecError(.mismatch, "\(value) does not fit a decimal of \(size) bytes")
    }
    try fixed(bytes, size: size)
  }

  /// Writes `bytes` with the logical type `big-decimal`.
  ///
  /// - Throws: `CodecError` of kind `mismatch` for a scale that is no `int`.
  public mutating func bigDecimal(_ value: AvroDecimal) throws(CodecError) {
    guard let content = value.bigDecimalBytes else {
      throw CodecError(.mismatch, "the scale \(value.scale) is out of the range of int")
    }
    bytes(content)
  }

  /// Writes a `string` with the logical type `uuid`, in lower case.
  public mutating func uuid(_ value: UUID) {
    long(Int64(UUID.textByteCount))
    reserve(UUID.textByteCount)
    Swift.withUnsafeBytes(of: value.uuid) {
      UUID.writeText($0, to: UnsafeMutableRawBufferPointer(start: position, count: UUID.textByteCount))
    }
    position += UUID.textByteCount
  }

  /// Writes a `fixed` of 16 bytes with the logical type `uuid`.
  public mutating func fixedUUID(_ value: UUID) {
    Swift.withUnsafeBytes(of: value.uuid) { append($0) }
  }

  /// Writes a `fixed` of 12 bytes with the logical type `duration`.
  public mutating func duration(_ value: AvroDuration) {
    let parts = (value.months.littleEndian, value.days.littleEndian, value.milliseconds.littleEndian)
    Swift.withUnsafeBytes(of: parts) { append($0) }
  }
}
