public import SchemaCore

/// A decimal number of any size, exact: the logical types `decimal` and `big-decimal` (Avro 1.12 specification, Decimal
/// and Big Decimal).
///
/// It is `unscaled` times ten to the power of minus `scale`: 12.50 is 1250 with a scale of 2. Decimals are equal if
/// they are the same number, whatever their scales.
public struct AvroDecimal: Sendable {
  @usableFromInline enum Unscaled: Sendable {
    case small(Int64)
    /// What does not fit: the shortest two's complement, big-endian.
    case large([UInt8])
  }

  @usableFromInline let value: Unscaled
  /// How many of the digits stand after the point; negative for numbers that end in more zeros than are kept.
  public let scale: Int

  /// The most bytes that the unscaled number may have, some 9,800 digits: the time to turn a number into text grows
  /// with the square of its length.
  public static let maximumByteCount = 4096

  @inlinable public init(unscaled: Int64, scale: Int = 0) {
    value = .small(unscaled)
    self.scale = scale
  }

  /// A decimal by its unscaled number as Avro writes it: two's complement, big-endian, of any length.
  ///
  /// - Throws: `CodecError` of kind `limit` if the number needs more than `maximumByteCount` bytes.
  public init(unscaledBytes bytes: some Collection<UInt8>, scale: Int) throws(CodecError) {
    let shortest = TwosComplement.shortest(bytes)
    guard shortest.count <= Self.maximumByteCount else {
      throw CodecError(.limit, "the decimal has more than \(Self.maximumByteCount) bytes")
    }
    self.init(shortest: Array(shortest), scale: scale)
  }

  init(shortest bytes: [UInt8], scale: Int) {
    value = TwosComplement.int64(bytes).map { .small($0) } ?? .large(bytes)
    self.scale = scale
  }

  /// The unscaled number, if it fits.
  public var unscaled: Int64? {
    if case .small(let value) = value { value } else { nil }
  }

  /// The unscaled number in the fewest bytes: two's complement, big-endian.
  public var unscaledBytes: [UInt8] {
    switch value {
    case .small(let value): Array(TwosComplement.shortest(TwosComplement.bytes(value)))
    case .large(let bytes): bytes
    }
  }

  /// The unscaled number in exactly so many bytes, as in a fixed; nil if it needs more.
  public func unscaledBytes(count: Int) -> [UInt8]? {
    let bytes = unscaledBytes
    guard bytes.count <= count else { return nil }
    return Array(repeating: isNegative ? 0xFF : 0, count: count - bytes.count) + bytes
  }

  /// True below zero.
  public var isNegative: Bool {
    switch value {
    case .small(let value): value < 0
    case .large(let bytes): bytes[0] >= 0x80
    }
  }

  /// How many digits the unscaled number has.
  public var precision: Int { digits.count }

  /// The decimal digits of the unscaled number, without sign, at least one.
  var digits: [UInt8] {
    switch value {
    case .small(let value): Array(String(value.magnitude).utf8)
    case .large(let bytes): DecimalDigits.digits(ofTwosComplement: bytes)
    }
  }

  /// The power of ten of the first of so many digits. No number that is written anywhere has a scale near the ends of
  /// `Int`, so it does not matter what becomes of those, as long as they do no harm.
  func exponent(ofDigits count: Int) -> Int { (count - 1).subtractingReportingOverflow(scale).partialValue }

  init(isNegative: Bool, digits: some Collection<UInt8>, scale: Int) throws(CodecError) {
    try self.init(unscaledBytes: DecimalDigits.twosComplement(isNegative: isNegative, digits), scale: scale)
  }
}

extension AvroDecimal {
  /// The same number with another scale; nil if that would take away digits other than zero, or need too many.
  public func rescaled(to scale: Int) -> AvroDecimal? {
    if scale == self.scale { return self }
    var digits = digits
    if digits == [UInt8(ascii: "0")] { return AvroDecimal(unscaled: 0, scale: scale) }
    let (added, overflow) = scale.subtractingReportingOverflow(self.scale)
    guard !overflow, added.magnitude <= DecimalDigits.maximumCount else { return nil }
    if added > 0 {
      digits += repeatElement(UInt8(ascii: "0"), count: added)
    } else {
      guard digits.count > -added, digits.suffix(-added).allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
      digits.removeLast(-added)
    }
    return try? AvroDecimal(isNegative: isNegative, digits: digits, scale: scale)
  }

  /// The same number as a schema with this precision and scale wants it.
  ///
  /// - Throws: `CodecError` of kind `mismatch` if it has more digits after the point, or more digits in all.
  public func fitted(precision: Int, scale: Int) throws(CodecError) -> AvroDecimal {
    guard let decimal = rescaled(to: scale) else {
      throw CodecError(.mismatch, "\(self) does not fit a decimal with \(scale) digits after the point")
    }
    if case .small(let value) = decimal.value, precision >= 0,
      precision > 18 || value.magnitude < Self.powersOfTen[precision]
    {
      return decimal
    }
    guard decimal.precision <= precision else {
      throw CodecError(.mismatch, "\(self) does not fit a decimal of \(precision) digits")
    }
    return decimal
  }

  private static let powersOfTen: [UInt64] = (0...18).map { (0..<$0).reduce(1) { power, _ in 10 * power } }
}
