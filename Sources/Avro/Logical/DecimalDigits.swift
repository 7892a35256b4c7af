/// Turns whole numbers of any size into decimal digits and back. The time grows with the square of their length.
enum DecimalDigits {
  /// More digits than the largest `AvroDecimal` has.
  static let maximumCount = 10_000

  private static let digitsPerPart = 9
  private static let part: UInt64 = 1_000_000_000

  /// The ASCII digits of the number without its sign, no zeros in front, at least one digit.
  static func digits(ofTwosComplement bytes: [UInt8]) -> [UInt8] {
    let isNegative = (bytes.first ?? 0) >= 0x80
    // One byte in front, so that the lowest number has an opposite.
    var limbs = limbs(isNegative ? TwosComplement.negated([0xFF] + bytes) : bytes)
    var digits: [UInt8] = []
    while !limbs.isEmpty {
      var remainder: UInt64 = 0
      for place in limbs.indices {
        let (quotient, rest) = (remainder << 32 | UInt64(limbs[place])).quotientAndRemainder(dividingBy: part)
        limbs[place] = UInt32(quotient)
        remainder = rest
      }
      limbs.removeFirst(limbs.prefix { $0 == 0 }.count)
      for _ in 0..<digitsPerPart {
        digits.append(UInt8(ascii: "0") + UInt8(remainder % 10))
        remainder /= 10
      }
    }
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return digits.isEmpty ? [UInt8(ascii: "0")] : digits.reversed()
  }

  /// The number that ASCII digits stand for.
  static func twosComplement(isNegative: Bool, _ digits: some Collection<UInt8>) -> [UInt8] {
    // Little-endian, since the number grows at its upper end.
    var limbs: [UInt32] = []
    var value: UInt64 = 0
    var factor: UInt64 = 1
    for digit in digits {
      value = 10 * value + UInt64(digit - UInt8(ascii: "0"))
      factor *= 10
      if factor == part {
        multiply(&limbs, by: factor, adding: value)
        (value, factor) = (0, 1)
      }
    }
    multiply(&limbs, by: factor, adding: value)
    var bytes: [UInt8] = [0]
    for limb in limbs.reversed() {
      for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: limb >> UInt32(shift))) }
    }
    return isNegative ? TwosComplement.negated(bytes) : bytes
  }

  private static func multiply(_ limbs: inout [UInt32], by factor: UInt64, adding value: UInt64) {
    var carry = value
    for place in limbs.indices {
      let product = UInt64(limbs[place]) * factor + carry
      limbs[place] = UInt32(truncatingIfNeeded: product)
      carry = product >> 32
    }
    if carry > 0 { limbs.append(UInt32(truncatingIfNeeded: carry)) }
  }

  /// A number that is not negative in big-endian parts of 32 bits, no zeros in front.
  private static func limbs(_ bytes: [UInt8]) -> [UInt32] {
    var limbs: [UInt32] = []
    var filled = -bytes.count % 4
    var limb: UInt32 = 0
    for byte in bytes {
      limb = limb << 8 | UInt32(byte)
      filled += 1
      if filled % 4 == 0 {
        limbs.append(limb)
        limb = 0
      }
    }
    limbs.removeFirst(limbs.prefix { $0 == 0 }.count)
    return limbs
  }
}
