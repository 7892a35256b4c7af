/// The bytes that stand for themselves in a JSON string: all but quotes, backslashes and control characters.
enum JSONStringBytes {
  /// Where the first byte stands that does not stand for itself. There must be one, and 15 bytes behind it.
  @inline(__always) static func end(
    ofPlain text: UnsafePointer<UInt8>, from start: Int
  ) -> Int {
    var place = start
    while true {
      let found = firstSpecial(in: block(text + place))
      if found < 16 { return place &+ found }
      place &+= 16
    }
  }

  /// The place of the first byte of the block that does not stand for itself; 16 if there is none.
  @inline(__always) static func firstSpecial(in block: SIMD16<UInt8>) -> Int {
    let quotes: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
    let backslashes: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
    let controls: SIMDMask<SIMD16<Int8>> = block .< SIMD16<UInt8>(repeating: 0x20)
    let words = unsafeBitCast(quotes .| backslashes .| controls, to: SIMD2<UInt64>.self)
    if words.x | words.y == 0 { return 16 }
    return words.x != 0
      ? UInt64(littleEndian: words.x).trailingZeroBitCount &>> 3
      : 8 &+ UInt64(littleEndian: words.y).trailingZeroBitCount &>> 3
  }

  @inline(__always) static func block(_ start: UnsafePointer<UInt8>) -> SIMD16<UInt8> {
    UnsafeRawPointer(start).loadUnaligned(as: SIMD16<UInt8>.self)
  }
}
