extension String {
  /// The text that the bytes are in UTF-8; nil if they are not.
  @usableFromInline init?(avroText bytes: UnsafeRawBufferPointer) {
    let span = Span<UInt8>(_unsafeBytes: bytes)
    if Self.isASCII(bytes) {
      // What is all ASCII was checked with that, faster than for text of any kind.
      self.init(copying: UTF8Span(unchecked: span, isKnownASCII: true))
    } else {
      guard let text = try? UTF8Span(validating: span) else { return nil }
      self.init(copying: text)
    }
  }

  /// True if no byte has its top bit set. Eight bytes are looked at together, the last eight perhaps once more.
  @inline(__always) private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let count = bytes.count
    guard count >= 8 else {
      var all: UInt8 = 0
      for byte in bytes { all |= byte }
      return all < 0x80
    }
    var all = bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    var place = 0
    while place < count &- 8 {
      all |= bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      place &+= 8
    }
    return all & 0x8080_8080_8080_8080 == 0
  }
}
