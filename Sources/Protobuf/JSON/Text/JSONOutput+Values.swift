import SchemaCore

extension JSONOutput {
  /// How many bytes behind a string must be readable.
  static var stringPadding: Int { 15 }

  /// Appends a string with its quotes. It must be UTF-8, with `stringPadding` readable bytes behind it.
  @inline(__always) mutating func append(padded string: UnsafeBufferPointer<UInt8>) {
    append(UInt8(ascii: "\""))
    if let start = string.baseAddress { appendEscaped(start, count: string.count) }
    append(UInt8(ascii: "\""))
  }

  /// Appends a string with its quotes.
  mutating func append(string: String) {
    let padded = Array(string.utf8) + repeatElement(0, count: Self.stringPadding)
    padded.withUnsafeBufferPointer { append(padded: UnsafeBufferPointer(rebasing: $0.dropLast(Self.stringPadding))) }
  }

  private mutating func appendEscaped(_ string: UnsafePointer<UInt8>, count: Int) {
    var place = 0
    reserve(count + 16)
    while place < count {
      // Sixteen bytes are copied at a time; what was too much is written over.
      let block = JSONStringBytes.block(string + place)
      UnsafeMutableRawPointer(end).storeBytes(of: block, as: SIMD16<UInt8>.self)
      let plain = min(JSONStringBytes.firstSpecial(in: block), count &- place)
      advance(plain)
      place &+= plain
      if plain < 16 && place < count {
        JSONWriter.eachEscaped(string[place]) { append($0) }
        place &+= 1
        reserve(count &- place &+ 16)
      }
    }
  }

  /// Appends a whole number in decimal.
  @inline(__always) mutating func append(integer value: Int64) {
    if value < 0 { append(UInt8(ascii: "-")) }
    append(integer: value.magnitude)
  }

  /// Appends a whole number in decimal.
  @inline(__always) mutating func append(integer value: UInt64) {
    if value < NumberText.shortLimit {
      appendNumber { NumberText.writeShort(value, to: $0) }
    } else {
      appendNumber { NumberText.write(value, to: $0) }
    }
  }

  /// Appends a number with leading zeros, so that it has so many digits, which must be enough, and sixteen at most.
  mutating func append(_ value: Int, digits: Int) {
    appendNumber { NumberText.write(UInt64(value.magnitude), digits: digits, to: $0) }
  }

  /// Appends what a step writes, which takes no more than `NumberText.room`.
  @inline(__always) mutating func appendNumber(
    _ write: (UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>
  ) {
    reserve(NumberText.room)
    advance(write(end) - end)
  }

  /// Appends bytes in base64 (RFC 4648, section 4) with quotes.
  mutating func append(base64 content: UnsafeBufferPointer<UInt8>) {
    append(UInt8(ascii: "\""))
    reserve((content.count + 2) / 3 * 4)
    advance(Base64.encode(content, to: end))
    append(UInt8(ascii: "\""))
  }
}
