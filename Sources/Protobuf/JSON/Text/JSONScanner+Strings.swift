import SchemaCore

extension JSONScanner {
  /// A string in the text, unescaped and without its quotes. A quote stands behind it.
  struct Piece: Hashable {
    var offset: Int
    var count: Int

    init(offset: Int, count: Int) {
      self.offset = offset
      self.count = count
    }
  }

  /// Takes the string at the position, which is its opening quote.
  @inline(__always) mutating func string() throws(JSONFailure) -> Piece {
    let start = position &+ 1
    position = JSONStringBytes.end(ofPlain: text, from: start)
    guard text[position] == UInt8(ascii: "\"") else { return try unescapedString(from: start) }
    defer { position &+= 1 }
    return Piece(offset: start, count: position &- start)
  }

  /// The bytes of a piece. Valid as long as the text.
  func bytes(of piece: Piece) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text + piece.offset, count: piece.count)
  }

  /// Unescapes a string that has escapes, from the position, which is where the first stands, or something worse.
  @inline(never) mutating func unescapedString(
    from start: Int
  ) throws(JSONFailure) -> Piece {
    var end = position
    while true {
      switch text[position] {
      case UInt8(ascii: "\""):
        text[end] = UInt8(ascii: "\"")
        position += 1
        return Piece(offset: start, count: end - start)
      case UInt8(ascii: "\\"):
        end += try unescape(to: text + end)
      case 0..<0x20:
        // The end of the text is a zero; so may be a control character in it, which is as wrong.
        throw text[position] == 0 ? failure(.unterminated, at: start - 1) : failure(.control)
      default:
        let plain = position
        position = JSONStringBytes.end(ofPlain: text, from: plain)
        (text + end).update(from: text + plain, count: position - plain)
        end += position - plain
      }
    }
  }

  /// Reads the escape at the position, which is its backslash, and writes what it stands for, which is shorter.
  ///
  /// - Returns: How many bytes were written.
  private mutating func unescape(to target: UnsafeMutablePointer<UInt8>) throws(JSONFailure) -> Int {
    let start = position
    position += 2
    switch text[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): target[0] = text[start + 1]
    case UInt8(ascii: "b"): target[0] = 0x08
    case UInt8(ascii: "f"): target[0] = 0x0C
    case UInt8(ascii: "n"): target[0] = 0x0A
    case UInt8(ascii: "r"): target[0] = 0x0D
    case UInt8(ascii: "t"): target[0] = 0x09
    case UInt8(ascii: "u"): return write(try scalar(from: start), to: target)
    default: throw failure(.escape, at: start)
    }
    return 1
  }

  /// Reads the digits of `\uXXXX`, and the second half where the first is one of a surrogate pair.
  private mutating func scalar(from start: Int) throws(JSONFailure) -> UInt32 {
    let first = try codeUnit(from: start)
    if !(0xD800...0xDFFF).contains(first) { return first }
    guard first < 0xDC00, text[position] == UInt8(ascii: "\\"), text[position + 1] == UInt8(ascii: "u") else {
      throw failure(.surrogate, at: start)
    }
    position += 2
    let second = try codeUnit(from: start)
    guard (0xDC00...0xDFFF).contains(second) else { throw failure(.surrogate, at: start) }
    return 0x10000 + ((first & 0x3FF) << 10 | second & 0x3FF)
  }

  private mutating func codeUnit(from start: Int) throws(JSONFailure) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Hexadecimal.value(text[position]) else { throw failure(.codeUnit, at: start) }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }

  private func write(_ scalar: UInt32, to target: UnsafeMutablePointer<UInt8>) -> Int {
    func byte(_ lead: UInt32, _ shift: UInt32) -> UInt8 {
      UInt8(truncatingIfNeeded: lead | scalar >> shift & (lead == 0x80 ? 0x3F : 0xFF))
    }
    switch scalar {
    case 0..<0x80:
      target[0] = byte(0, 0)
      return 1
    case 0..<0x800:
      target[0] = byte(0xC0, 6)
      target[1] = byte(0x80, 0)
      return 2
    case 0..<0x10000:
      target[0] = byte(0xE0, 12)
      target[1] = byte(0x80, 6)
      target[2] = byte(0x80, 0)
      return 3
    default:
      target[0] = byte(0xF0, 18)
      target[1] = byte(0x80, 12)
      target[2] = byte(0x80, 6)
      target[3] = byte(0x80, 0)
      return 4
    }
  }
}
