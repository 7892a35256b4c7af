import SchemaCore

/// Takes strings and numbers from JSON text (RFC 8259) where it stands. Strings are unescaped in their place, which never
/// makes them longer.
///
/// Behind the text stand `padding` zero bytes. A zero ends everything, so that no step asks whether the text has ended.
struct InstanceScanner {
  static let padding = 32

  let text: UnsafeMutablePointer<UInt8>
  var position = 0

  init(text: UnsafeMutablePointer<UInt8>) { self.text = text }

  /// Moves to the next character that is not white space and returns it; zero is the end, or a stray zero.
  @inline(__always) mutating func peek() -> UInt8 {
    var byte = text[position]
    while byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position &+= 1
      byte = text[position]
    }
    return byte
  }

  /// Moves past white space, and past the character if it is the next one.
  @inline(__always) mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position &+= 1
    return true
  }

  mutating func take(word: StaticString) throws(InstanceFailure) {
    for index in 0..<word.utf8CodeUnitCount where text[position + index] != word.utf8Start[index] {
      throw InstanceFailure(.value, position)
    }
    position += word.utf8CodeUnitCount
  }

  /// Takes the string at the position, which is its opening quote; returns where it begins behind that, and its length.
  @inline(__always) mutating func string() throws(InstanceFailure) -> (offset: Int, count: Int) {
    let start = position &+ 1
    position = endOfPlain(from: start)
    guard text[position] == UInt8(ascii: "\"") else { return (start, try unescape(from: start)) }
    position &+= 1
    return (start, position &- 1 &- start)
  }

  /// Where the first byte stands that does not stand for itself: a quote, a backslash or a control character.
  @inline(__always) private func endOfPlain(from start: Int) -> Int {
    var place = start
    while true {
      let block = UnsafeRawPointer(text + place).loadUnaligned(as: SIMD16<UInt8>.self)
      let quotes: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: 0x22)
      let backslashes: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: 0x5C)
      let controls: SIMDMask<SIMD16<Int8>> = block .< SIMD16<UInt8>(repeating: 0x20)
      let words = unsafeBitCast(quotes .| backslashes .| controls, to: SIMD2<UInt64>.self)
      if words.x != 0 { return place &+ UInt64(littleEndian: words.x).trailingZeroBitCount &>> 3 }
      if words.y != 0 { return place &+ 8 &+ UInt64(littleEndian: words.y).trailingZeroBitCount &>> 3 }
      place &+= 16
    }
  }

  /// Unescapes a string from the position on, and returns how long it is.
  @inline(never) private mutating func unescape(from start: Int) throws(InstanceFailure) -> Int {
    var end = position
    while true {
      switch text[position] {
      case UInt8(ascii: "\""):
        position += 1
        return end - start
      case UInt8(ascii: "\\"): end += try takeEscape(to: text + end)
      case 0..<0x20:
        // The end of the text is a zero; so may be a control character in it, which is as wrong.
        throw text[position] == 0
          ? InstanceFailure(.unterminated, start - 1) : InstanceFailure(.control, position)
      default:
        let plain = position
        position = endOfPlain(from: plain)
        (text + end).update(from: text + plain, count: position - plain)
        end += position - plain
      }
    }
  }

  private mutating func takeEscape(to target: UnsafeMutablePointer<UInt8>) throws(InstanceFailure) -> Int {
    let start = position
    position += 2
    switch text[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): target[0] = text[start + 1]
    case UInt8(ascii: "b"): target[0] = 0x08
    case UInt8(ascii: "f"): target[0] = 0x0C
    case UInt8(ascii: "n"): target[0] = 0x0A
    case UInt8(ascii: "r"): target[0] = 0x0D
    case UInt8(ascii: "t"): target[0] = 0x09
    case UInt8(ascii: "u"):
      var count = 0
      // A scalar from escapes has four bytes at most, and its escapes six at least.
      let scalar = try takeScalar(from: start)
      UTF8.encode(scalar).map { bytes in
        for byte in bytes {
          target[count] = byte
          count += 1
        }
      }
      return count
    default: throw InstanceFailure(.escape, start)
    }
    return 1
  }

  private mutating func takeScalar(from start: Int) throws(InstanceFailure) -> Unicode.Scalar {
    let first = try takeCodeUnit(from: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, text[position] == UInt8(ascii: "\\"), text[position + 1] == UInt8(ascii: "u") else {
      throw InstanceFailure(.surrogate, start)
    }
    position += 2
    let second = try takeCodeUnit(from: start)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((first & 0x3FF) << 10 | second & 0x3FF))
    else { throw InstanceFailure(.surrogate, start) }
    return scalar
  }

  private mutating func takeCodeUnit(from start: Int) throws(InstanceFailure) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Hexadecimal.value(text[position]) else { throw InstanceFailure(.codeUnit, start) }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }
}
