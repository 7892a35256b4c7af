import SchemaCore

/// JSON text that grows at its end, written straight into memory that is kept from one text to the next.
struct TextOutput: ~Copyable, @unchecked Sendable {
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private(set) var capacity = 256
  private(set) var count = 0

  init() { bytes = .allocate(capacity: capacity) }

  deinit { bytes.deallocate() }

  var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: count) }

  mutating func removeAll() { count = 0 }

  @inline(__always) mutating func append(_ byte: UInt8) {
    reserve(1)
    bytes[count] = byte
    count &+= 1
  }

  /// Appends text that is JSON already.
  @inline(__always) mutating func append(_ content: UnsafeBufferPointer<UInt8>) {
    reserve(content.count)
    if let start = content.baseAddress { (bytes + count).update(from: start, count: content.count) }
    count &+= content.count
  }

  /// Appends text that is JSON already.
  @inline(__always) mutating func append(_ content: StaticString) {
    append(UnsafeBufferPointer(start: content.utf8Start, count: content.utf8CodeUnitCount))
  }

  /// Appends text that is JSON already.
  @inline(__always) mutating func append(_ content: String) {
    var content = content
    content.withUTF8 { append($0) }
  }

  @inline(__always) mutating func append(_ value: Bool) { append(value ? "true" as StaticString : "false") }

  @inline(__always) mutating func append(string: String) {
    var string = string
    string.withUTF8 { append(utf8: $0) }
  }

  /// Appends a string with its quotes, escaped where it must be. It must be UTF-8.
  @inline(__always) mutating func append(utf8 string: UnsafeBufferPointer<UInt8>) {
    // With room for the quotes, and for what a block writes behind the end.
    reserve(string.count &+ 2 &+ TextOutput.block)
    bytes[count] = UInt8(ascii: "\"")
    count &+= 1
    if let start = string.baseAddress { appendEscaped(start, string.count) }
    append(UInt8(ascii: "\""))
  }

  private static var block: Int { 16 }

  /// Appends the number that begins here, as far as it goes. Two blocks behind it must be readable.
  @inline(__always) mutating func append(number start: UnsafePointer<UInt8>) {
    var place = 0
    while true {
      reserve(Self.block)
      let block = UnsafeRawPointer(start + place).loadUnaligned(as: SIMD16<UInt8>.self)
      UnsafeMutableRawPointer(bytes + count).storeBytes(of: block, as: SIMD16<UInt8>.self)
      let length = NumberBytes.count(in: block)
      count &+= length
      place &+= length
      if length < Self.block { return }
    }
  }

  @inline(__always) private mutating func appendEscaped(_ string: UnsafePointer<UInt8>, _ length: Int) {
    var place = 0
    while place &+ Self.block <= length {
      // A block is copied whole; what of it must be escaped is written over.
      let block = UnsafeRawPointer(string + place).loadUnaligned(as: SIMD16<UInt8>.self)
      UnsafeMutableRawPointer(bytes + count).storeBytes(of: block, as: SIMD16<UInt8>.self)
      let plain = SpecialBytes.first(in: block)
      count &+= plain
      place &+= plain
      if plain < Self.block {
        appendEscape(string[place], rest: length &- place)
        place &+= 1
      }
    }
    while place < length {
      let byte = string[place]
      if SpecialBytes.isSpecial(byte) {
        appendEscape(byte, rest: length &- place)
      } else {
        bytes[count] = byte
        count &+= 1
      }
      place &+= 1
    }
  }

  @inline(never) private mutating func appendEscape(_ byte: UInt8, rest: Int) {
    // Six bytes are the longest escape.
    reserve(rest &+ 8 &+ Self.block)
    JSONWriter.eachEscaped(byte) {
      bytes[count] = $0
      count &+= 1
    }
  }

  /// Appends a whole number in decimal.
  @inline(__always) mutating func append<Value: FixedWidthInteger>(integer value: Value) {
    if value < 0 { append(UInt8(ascii: "-")) }
    appendDigits(of: UInt64(truncatingIfNeeded: value.magnitude))
  }

  private mutating func appendDigits(of value: UInt64) {
    reserve(20)
    if value < 10 {
      bytes[count] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value)
      count &+= 1
      return
    }
    var digits = 1
    var limit: UInt64 = 10
    while value >= limit {
      digits &+= 1
      let (next, isOver) = limit.multipliedReportingOverflow(by: 10)
      if isOver { break }
      limit = next
    }
    var (rest, place) = (value, count &+ digits)
    while rest >= 100 {
      let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
      place &-= 2
      bytes[place] = Self.pairs.utf8Start[2 &* Int(truncatingIfNeeded: pair)]
      bytes[place &+ 1] = Self.pairs.utf8Start[2 &* Int(truncatingIfNeeded: pair) &+ 1]
      rest = quotient
    }
    while place > count {
      place &-= 1
      bytes[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count &+= digits
  }

  private static var pairs: StaticString {
    """
    0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
    5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
    """
  }

  /// Appends the fewest digits that give this number back; without a fraction, if it is whole. Must be finite.
  mutating func append(finite value: some BinaryFloatingPoint & LosslessStringConvertible) {
    append(value.description)
    if count >= 2, bytes[count - 1] == UInt8(ascii: "0"), bytes[count - 2] == UInt8(ascii: ".") { count -= 2 }
  }

  /// Puts texts into the text, each at its place; the places grow.
  mutating func insert(_ parts: [(place: Int, text: UnsafeBufferPointer<UInt8>)]) {
    var source = count
    let added = parts.reduce(0) { $0 + $1.text.count }
    reserve(added)
    var target = count + added
    count = target
    for part in parts.reversed() {
      target -= source - part.place
      (bytes + target).update(from: bytes + part.place, count: source - part.place)
      source = part.place
      target -= part.text.count
      if let start = part.text.baseAddress { (bytes + target).update(from: start, count: part.text.count) }
    }
  }

  /// Makes room for more bytes.
  @inline(__always) private mutating func reserve(_ additional: Int) {
    if additional > capacity &- count { grow(by: additional) }
  }

  @inline(never) private mutating func grow(by additional: Int) {
    capacity = max(count + additional, 2 * capacity)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    grown.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = grown
  }
}

/// The bytes of a string that do not stand for themselves in JSON: quotes, backslashes and control characters.
enum SpecialBytes {
  @inline(__always) static func isSpecial(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }

  /// The place of the first; 16 without any.
  @inline(__always) static func first(in block: SIMD16<UInt8>) -> Int {
    let quotes: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: 0x22)
    let backslashes: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: 0x5C)
    let controls: SIMDMask<SIMD16<Int8>> = block .< SIMD16<UInt8>(repeating: 0x20)
    let words = unsafeBitCast(quotes .| backslashes .| controls, to: SIMD2<UInt64>.self)
    if words.x != 0 { return UInt64(littleEndian: words.x).trailingZeroBitCount &>> 3 }
    return 8 &+ UInt64(littleEndian: words.y).trailingZeroBitCount &>> 3
  }
}

/// The bytes that numbers are made of.
enum NumberBytes {
  /// How many there are before the first other byte.
  @inline(__always) static func count(in block: SIMD16<UInt8>) -> Int {
    let digits: SIMDMask<SIMD16<Int8>> =
      (block &- SIMD16<UInt8>(repeating: 0x30)) .<= SIMD16<UInt8>(repeating: 9)
    let exponents: SIMDMask<SIMD16<Int8>> =
      (block | SIMD16<UInt8>(repeating: 0x20)) .== SIMD16<UInt8>(repeating: 0x65)
    // The plus, the minus and the point.
    let signs: SIMDMask<SIMD16<Int8>> =
      (block .== SIMD16<UInt8>(repeating: 0x2B)) .| (block .== SIMD16<UInt8>(repeating: 0x2D))
      .| (block .== SIMD16<UInt8>(repeating: 0x2E))
    let words = unsafeBitCast(digits .| exponents .| signs, to: SIMD2<UInt64>.self)
    if words.x != .max { return (~UInt64(littleEndian: words.x)).trailingZeroBitCount &>> 3 }
    return 8 &+ (~UInt64(littleEndian: words.y)).trailingZeroBitCount &>> 3
  }
}
