import SchemaCore

extension AvroDecimal {
  /// A decimal by the content of bytes with the logical type `big-decimal`: the unscaled number as Avro's `bytes`, then
  /// the scale as `int`. Nil if that is not what the bytes are.
  public init?(bigDecimalBytes bytes: [UInt8]) {
    let decimal = bytes.withUnsafeBytes { content -> AvroDecimal? in
      guard let start = content.baseAddress else { return nil }
      var reader = AvroReader(start, count: content.count)
      return try? reader.bigDecimalContent()
    }
    guard let decimal else { return nil }
    self = decimal
  }

  /// The content of bytes with the logical type `big-decimal`; nil for a scale that is no `int`.
  public var bigDecimalBytes: [UInt8]? {
    var writer = AvroWriter(minimumCapacity: 64)
    guard let scale = Int32(exactly: scale) else { return nil }
    writer.bytes(unscaledBytes)
    writer.int(scale)
    return writer.bytes
  }
}
