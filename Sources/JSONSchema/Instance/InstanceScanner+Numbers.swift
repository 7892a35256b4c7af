import SchemaCore

extension InstanceScanner {
  @inline(__always) func beginsNumber(at place: Int) -> Bool {
    text[place] &- UInt8(ascii: "0") <= 9 || text[place] == UInt8(ascii: "-")
  }

  /// Takes the number at the position.
  @inline(__always) mutating func number() throws(InstanceFailure) -> JSONSlot {
    let start = position
    let isNegative = text[position] == UInt8(ascii: "-")
    if isNegative { position &+= 1 }
    let first = position
    position = endOfDigits(from: first)
    let count = position &- first
    if count == 0 || (count > 1 && text[first] == UInt8(ascii: "0")) { throw InstanceFailure(.number, start) }
    let next = text[position]
    if next == UInt8(ascii: ".") {
      let end = endOfDigits(from: position &+ 1)
      // The last digit tells in nearly all cases that this is no whole number.
      if end > position &+ 1, text[end &- 1] != UInt8(ascii: "0"), text[end] | 0x20 != UInt8(ascii: "e") {
        position = end
        return JSONSlot(.decimal, .fraction, offset: start, payload: UInt64(end &- start))
      }
    }
    if count > 16 || next == UInt8(ascii: ".") || next | 0x20 == UInt8(ascii: "e") {
      return try otherNumber(from: start, first)
    }
    let value = Self.value(ofDigits: text + first, count: count)
    return JSONSlot(.integer, .integer, offset: start, payload: isNegative ? 0 &- value : value)
  }

  /// Where the first byte stands that is no digit.
  @inline(__always) private func endOfDigits(from start: Int) -> Int {
    var place = start
    while true {
      let block = UnsafeRawPointer(text + place).loadUnaligned(as: SIMD16<UInt8>.self) &- SIMD16<UInt8>(repeating: 0x30)
      let others: SIMDMask<SIMD16<Int8>> = block .> SIMD16<UInt8>(repeating: 9)
      let words = unsafeBitCast(others, to: SIMD2<UInt64>.self)
      if words.x != 0 { return place &+ UInt64(littleEndian: words.x).trailingZeroBitCount &>> 3 }
      if words.y != 0 { return place &+ 8 &+ UInt64(littleEndian: words.y).trailingZeroBitCount &>> 3 }
      place &+= 16
    }
  }

  /// The value of up to sixteen digits, which need not be looked at one by one.
  @inline(__always) private static func value(ofDigits start: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    if count <= 8 { return value(ofEight: word(start), keeping: count) }
    return value(ofEight: word(start), keeping: count &- 8) &* 100_000_000
      &+ value(ofEight: word(start + (count &- 8)), keeping: 8)
  }

  @inline(__always) private static func word(_ start: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
  }

  /// Of the first digits of eight bytes. Pairs are made of digits, then of pairs, and so on.
  @inline(__always) private static func value(ofEight word: UInt64, keeping count: Int) -> UInt64 {
    // Zeros move in front of the first digit.
    var value = (word ^ 0x3030_3030_3030_3030) &<< UInt64(64 &- 8 &* count)
    value = (value &* 2561) >> 8 & 0x00FF_00FF_00FF_00FF
    value = (value &* 6_553_601) >> 16 & 0x0000_FFFF_0000_FFFF
    return (value &* 42_949_672_960_001) >> 32
  }

  /// The rest of a number with a fraction, an exponent or many digits.
  @inline(never) private mutating func otherNumber(from start: Int, _ first: Int) throws(InstanceFailure) -> JSONSlot {
    let wholeEnd = position
    var isWhole = true
    var hasPoint = false
    if text[position] == UInt8(ascii: ".") {
      hasPoint = true
      let fraction = position &+ 1
      position = endOfDigits(from: fraction)
      if position == fraction { throw InstanceFailure(.number, start) }
      // The last digit tells in most cases.
      isWhole = !(fraction..<position).reversed().contains { text[$0] != UInt8(ascii: "0") }
    }
    if text[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") { position += 1 }
      let exponent = position
      position = endOfDigits(from: exponent)
      if position == exponent { throw InstanceFailure(.number, start) }
      return exactNumber(from: start, hasPoint: true)
    }
    if !isWhole { return JSONSlot(.decimal, .fraction, offset: start, payload: UInt64(position &- start)) }
    if wholeEnd &- first <= 16 {
      let value = Self.value(ofDigits: text + first, count: wholeEnd &- first)
      return JSONSlot(.integer, .wholeNumber, offset: start, payload: first > start ? 0 &- value : value)
    }
    return exactNumber(from: start, hasPoint: hasPoint)
  }

  private func exactNumber(from start: Int, hasPoint: Bool) -> JSONSlot {
    let exact = ExactNumber(UnsafeBufferPointer(start: text + start, count: position - start))
    let kind: JSONKindSet = !hasPoint ? .integer : exact.isWhole ? .wholeNumber : .fraction
    if let value = exact.int64 {
      return JSONSlot(.integer, kind, offset: start, payload: UInt64(bitPattern: value))
    }
    return JSONSlot(.decimal, kind, offset: start, payload: UInt64(position - start))
  }
}
