/// The logical type `duration`: an amount of time in three parts that do not convert into one another, because months
/// and days are not all of one length (Avro 1.12 specification, Duration). For the same reason durations have no order.
///
/// Its text is that of ISO 8601, such as `P14M3DT5.006S`.
public struct AvroDuration: Hashable, Sendable {
  /// Whole months, whatever their lengths.
  public var months: UInt32
  /// Whole days, whatever their lengths.
  public var days: UInt32
  /// Thousandths of a second.
  public var milliseconds: UInt32

  @inlinable public init(months: UInt32 = 0, days: UInt32 = 0, milliseconds: UInt32 = 0) {
    self.months = months
    self.days = days
    self.milliseconds = milliseconds
  }

  /// The bytes of a fixed of size 12: three numbers, little-endian.
  static let byteCount = 12

  /// A duration by the bytes of its fixed; nil if they are not 12.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    let numbers = bytes.enumerated().reduce(into: SIMD4<UInt32>()) { numbers, byte in
      numbers[byte.offset / 4] |= UInt32(byte.element) << UInt32(8 * (byte.offset % 4))
    }
    self.init(months: numbers[0], days: numbers[1], milliseconds: numbers[2])
  }

  /// The bytes of the fixed.
  public var bytes: [UInt8] {
    [months, days, milliseconds].flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
  }
}

extension AvroDuration: LosslessStringConvertible, Codable {
  /// A duration by its ISO 8601 text: years and months count as months, weeks and days as days, the rest as
  /// milliseconds; nil also if one of the three does not fit.
  public init?(_ text: String) {
    var scanner = DateTimeScanner(text)
    guard scanner.take("P"), !scanner.isAtEnd else { return nil }
    var parts: [UInt64] = [0, 0, 0]
    // In the order in which they must come: the letter, the part it belongs to, and how many of the part it is.
    var designators: [(letter: Unicode.Scalar, part: Int, factor: UInt64)] = [
      ("Y", 0, 12), ("M", 0, 1), ("W", 1, 7), ("D", 1, 1),
    ]
    var isTime = false
    while !scanner.isAtEnd {
      if !isTime && scanner.take("T") {
        isTime = true
        designators = [("H", 2, 3_600_000), ("M", 2, 60_000), ("S", 2, 1000)]
        if scanner.isAtEnd { return nil }
      }
      guard let number = scanner.number(digits: 1...10) else { return nil }
      if isTime && scanner.take(".") {
        guard let nanoseconds = scanner.fraction(), nanoseconds % 1_000_000 == 0, scanner.take("S"), scanner.isAtEnd
        else { return nil }
        parts[2] += UInt64(number) * 1000 + UInt64(nanoseconds / 1_000_000)
        break
      }
      guard let place = designators.firstIndex(where: { scanner.take($0.letter) }) else { return nil }
      parts[designators[place].part] += UInt64(number) * designators[place].factor
      designators.removeFirst(place + 1)
    }
    guard let months = UInt32(exactly: parts[0]), let days = UInt32(exactly: parts[1]),
      let milliseconds = UInt32(exactly: parts[2])
    else { return nil }
    self.init(months: months, days: days, milliseconds: milliseconds)
  }

  public var description: String {
    var text = "P"
    if months > 0 { text += "\(months)M" }
    if days > 0 { text += "\(days)D" }
    let (seconds, fraction) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    if milliseconds == 0 { return text == "P" ? "PT0S" : text }
    let digits = String(String(1000 + fraction).dropFirst())
    return text + (fraction == 0 ? "T\(seconds)S" : "T\(seconds).\(digits)S")
  }

  public init(from decoder: any Decoder) throws { self = try decoder.losslessValue() }

  public func encode(to encoder: any Encoder) throws { try encoder.encodeText(self) }
}
