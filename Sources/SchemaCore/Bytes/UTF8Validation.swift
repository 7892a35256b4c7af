/// Checks bytes for well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
///
/// Sixteen bytes are looked at together, each beside the three bytes in front of it, without a branch on what they are:
/// in text that is not all ASCII, such branches are what costs most. A byte is wrong if it continues a character and
/// the bytes in front of it do not ask for that, or the other way round; if it begins no character; or if it is the
/// second of a character and out of the range that the first allows.
@usableFromInline package enum UTF8Validation {
  /// How many bytes behind those that are checked are read along, and so must be readable.
  package static let padding = 15

  @usableFromInline typealias Block = SIMD16<UInt8>

  /// True if `count` bytes from `start` are UTF-8.
  @inlinable @inline(__always) package static func isValid(_ start: UnsafeRawPointer, count: Int) -> Bool {
    // Most texts are short and ASCII: two blocks, which overlap, answer for up to 32 bytes.
    if count <= 16 {
      if isASCII(block(start) & lanes(before: count)) { return true }
    } else if count <= 32 {
      if isASCII(block(start) | block(start + (count &- 16))) { return true }
    }
    return isValidBlockwise(start, count: count)
  }

  @usableFromInline @inline(never) static func isValidBlockwise(_ start: UnsafeRawPointer, count: Int) -> Bool {
    var wrong = wrongBytes(inFirst: block(start))
    if count < 16 { wrong &= lanes(before: count) }
    var place = 16
    while place &+ 64 <= count {
      let all =
        block(start + place) | block(start + (place &+ 16)) | block(start + (place &+ 32))
        | block(start + (place &+ 48))
      wrong |= wrongBytes(at: start + place)
      if !isASCII(all) {
        wrong |= wrongBytes(at: start + (place &+ 16))
        wrong |= wrongBytes(at: start + (place &+ 32))
        wrong |= wrongBytes(at: start + (place &+ 48))
      }
      place &+= 64
    }
    while place &+ 16 <= count {
      wrong |= wrongBytes(at: start + place)
      place &+= 16
    }
    if place < count { wrong |= wrongBytes(at: start + place) & lanes(before: count &- place) }
    return isASCII(wrong) && !isCutOff(start, count: count)
  }

  /// True if the last character lacks bytes, which nothing behind it can show.
  @inline(__always) private static func isCutOff(_ start: UnsafeRawPointer, count: Int) -> Bool {
    if count >= 1 && start.load(fromByteOffset: count &- 1, as: UInt8.self) >= 0xC0 { return true }
    if count >= 2 && start.load(fromByteOffset: count &- 2, as: UInt8.self) >= 0xE0 { return true }
    return count >= 3 && start.load(fromByteOffset: count &- 3, as: UInt8.self) >= 0xF0
  }

  /// The wrong bytes of a block that three bytes of the text stand in front of.
  @inline(__always) private static func wrongBytes(at start: UnsafeRawPointer) -> Block {
    wrongBytes(of: block(start), after: block(start - 1), block(start - 2), block(start - 3))
  }

  /// The wrong bytes of a block that begins the text.
  @inline(__always) private static func wrongBytes(inFirst block: Block) -> Block {
    let words = unsafeBitCast(block, to: SIMD2<UInt64>.self)
    let low = UInt64(littleEndian: words.x)
    let high = UInt64(littleEndian: words.y)
    func delayed(by bitCount: UInt64) -> Block {
      let moved = SIMD2((low &<< bitCount).littleEndian, (high &<< bitCount | low &>> (64 &- bitCount)).littleEndian)
      return unsafeBitCast(moved, to: Block.self)
    }
    return wrongBytes(of: block, after: delayed(by: 8), delayed(by: 16), delayed(by: 24))
  }

  /// The top bit of a byte of the result tells that the byte is wrong.
  ///
  /// - Parameters:
  ///   - first, second, third: The bytes one, two and three places in front of each byte of the block.
  @inline(__always) private static func wrongBytes(
    of block: Block, after first: Block, _ second: Block, _ third: Block
  ) -> Block {
    let continues = lanes(block, below: 0xC0)
    let mustContinue = topBit(first, from: 0xC0) | topBit(second, from: 0xE0) | topBit(third, from: 0xF0)

    let beginsNothing = topBit(block, from: 0xF5) | lanes(block & Block(repeating: 0xFE), equal: 0xC0)

    // E0 asks for A0 to BF and ED for what is below; F0 asks for 90 to BF and F4 for what is below. So what is wrong
    // after the one is right after the other, and one comparison serves two when the first byte is exchanged.
    let outOfThree = lanes(first ^ (lanes(block, below: 0xA0) & Block(repeating: 0xE0 ^ 0xED)), equal: 0xED)
    let outOfFour = lanes(first ^ (lanes(block, below: 0x90) & Block(repeating: 0xF0 ^ 0xF4)), equal: 0xF4)

    return (continues ^ mustContinue) | beginsNothing | outOfThree | outOfFour
  }

  @inlinable @inline(__always) static func block(_ start: UnsafeRawPointer) -> Block {
    start.loadUnaligned(as: Block.self)
  }

  @inlinable @inline(__always) static func isASCII(_ block: Block) -> Bool {
    let words = unsafeBitCast(block, to: SIMD2<UInt64>.self)
    return (words.x | words.y) & 0x8080_8080_8080_8080 == 0
  }

  // The comparisons below name the types of their operands: left to be inferred, they compile to a loop over the lanes.

  /// The first lanes of a block.
  @inlinable @inline(__always) static func lanes(before count: Int) -> Block {
    let places = SIMD16<Int8>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    let bound = SIMD16<Int8>(repeating: Int8(truncatingIfNeeded: count))
    return unsafeBitCast(places .< bound, to: Block.self)
  }

  @inline(__always) private static func lanes(_ block: Block, equal value: UInt8) -> Block {
    unsafeBitCast(block .== Block(repeating: value), to: Block.self)
  }

  /// The lanes that are at least 0x80 and less than the bound: as signed numbers, those are one range.
  @inline(__always) private static func lanes(_ block: Block, below bound: UInt8) -> Block {
    let signedBound = SIMD16<Int8>(repeating: Int8(bitPattern: bound))
    return unsafeBitCast(unsafeBitCast(block, to: SIMD16<Int8>.self) .< signedBound, to: Block.self)
  }

  /// Sets the top bit of the lanes that are at least the bound: a subtraction that stops at zero.
  @inline(__always) private static func topBit(_ block: Block, from bound: UInt8) -> Block {
    let subtrahend = Block(repeating: bound &- 0x80)
    return block.replacing(with: subtrahend, where: block .< subtrahend) &- subtrahend
  }
}
