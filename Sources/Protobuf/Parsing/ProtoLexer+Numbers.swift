extension ProtoLexer {
  /// Reads the number at the position, which is a digit, or a point before a digit.
  mutating func number() -> ProtoToken {
    let start = position
    let second = bytes[position + 1]
    if bytes[position] == UInt8(ascii: "0"), second | 0x20 == UInt8(ascii: "x") {
      position += 2
      if digits(Self.isHexDigit) == 0 { fail("Write hexadecimal digits after 0x", at: start) }
    } else if bytes[position] == UInt8(ascii: "0"), Self.isDigit(second) {
      digits { $0 & 0xF8 == UInt8(ascii: "0") }
      if Self.isDigit(bytes[position]) {
        fail("A number that begins with 0 is octal, and has the digits 0 to 7: remove the 0", at: start)
      }
    } else {
      digits(Self.isDigit)
      let whole = position
      fraction()
      if position > whole { return finish(.float, start) }
    }
    return finish(.integer, start)
  }

  /// Reads a fraction and an exponent, if they are there.
  private mutating func fraction() {
    if bytes[position] == UInt8(ascii: ".") {
      position += 1
      digits(Self.isDigit)
    }
    guard bytes[position] | 0x20 == UInt8(ascii: "e") else { return }
    position += 1
    if bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") { position += 1 }
    if digits(Self.isDigit) == 0 { fail("Write the exponent's digits after e", at: position) }
  }

  /// Notes what may not stand right behind a number, and steps over it.
  private mutating func finish(_ kind: ProtoToken.Kind, _ start: Int) -> ProtoToken {
    let end = position
    while Self.continuesWord(bytes[position]) || bytes[position] == UInt8(ascii: ".") { position += 1 }
    if position > end {
      let number = text(start..<position).prefix(40)
      fail("'\(number)' is no number: write decimal digits, 0x and hexadecimal ones, or a fraction", at: start)
    }
    return ProtoToken(kind, start, end)
  }

  /// Moves past digits; how many there are.
  @discardableResult
  private mutating func digits(_ isDigit: (UInt8) -> Bool) -> Int {
    let start = position
    while isDigit(bytes[position]) { position += 1 }
    return position - start
  }

  static func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 6 }

  /// The value of an integer token; nil if it is over that of an `Int64`.
  func integer(_ token: ProtoToken) -> Int64? {
    var digits = bytes[token.start..<token.end]
    var radix: Int64 = 10
    if digits.first == UInt8(ascii: "0"), digits.count > 1 {
      let isHexadecimal = digits[token.start + 1] | 0x20 == UInt8(ascii: "x")
      radix = isHexadecimal ? 16 : 8
      digits = digits.dropFirst(isHexadecimal ? 2 : 1)
    }
    var value: Int64 = 0
    for byte in digits {
      let digit = Int64(Self.isDigit(byte) ? byte - UInt8(ascii: "0") : (byte | 0x20) - UInt8(ascii: "a") + 10)
      let (product, productOverflows) = value.multipliedReportingOverflow(by: radix)
      let (sum, sumOverflows) = product.addingReportingOverflow(digit)
      guard !productOverflows, !sumOverflows else { return nil }
      value = sum
    }
    return value
  }
}
