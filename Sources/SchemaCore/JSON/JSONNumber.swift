/// A JSON number with the digits it was written with, so that nothing is rounded before somebody decides to.
public struct JSONNumber: Hashable, Sendable, CustomStringConvertible {
  /// The number as written, by the grammar of RFC 8259.
  public let text: String

  /// A number by its text; nil if it is not a JSON number.
  public init?(_ text: String) {
    guard Self.isNumber(text) else { return nil }
    self.text = text
  }

  /// An integer.
  public init(_ value: some BinaryInteger) {
    text = String(value)
  }

  /// A text that a parser has checked already.
  package init(checked text: String) {
    self.text = text
  }

  /// True if it is written without fraction and exponent.
  public var isInteger: Bool {
    !text.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }
  }

  /// The value, if it is written as an integer and fits exactly.
  public var int64: Int64? { Int64(text) }

  /// The nearest binary floating-point value; infinite if it is out of range.
  public var double: Double { Double(text) ?? .nan }

  public var description: String { text }

  private static func isNumber(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var scanner = JSONNumberScanner(bytes: bytes, position: 0)
      return scanner.scan() && scanner.position == bytes.count
    }
  }
}

/// Walks over one number by the grammar of RFC 8259, section 6.
struct JSONNumberScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var position: Int

  /// Moves past the number; false if there is none at the position.
  mutating func scan() -> Bool {
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) && !takeDigits() { return false }
    if take(UInt8(ascii: ".")) && !takeDigits() { return false }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      return takeDigits()
    }
    return true
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func takeDigits() -> Bool {
    let start = position
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
    return position > start
  }
}
