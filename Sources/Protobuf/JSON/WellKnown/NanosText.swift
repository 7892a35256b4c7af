import SchemaCore

/// The digits of a second behind the point.
enum NanosText {
  /// Writes a point and 3, 6 or 9 digits, as few as tell all; nothing for zero.
  static func write(_ nanos: Int32, to output: inout JSONOutput) {
    let count = Int(nanos.magnitude)
    if count == 0 { return }
    output.append(UInt8(ascii: "."))
    if count % 1_000_000 == 0 {
      output.append(count / 1_000_000, digits: 3)
    } else if count % 1000 == 0 {
      output.append(count / 1000, digits: 6)
    } else {
      output.append(count, digits: 9)
    }
  }
}

/// Walks over text whose parts stand at known places.
struct FixedTextScanner {
  private let text: UnsafeBufferPointer<UInt8>
  private var place = 0

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  var isAtEnd: Bool { place == text.count }

  /// Moves past the character if it is the next one.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard place < text.count, UInt32(text[place]) == character.value else { return false }
    place += 1
    return true
  }

  /// Moves past just so many digits.
  mutating func number(digits: Int) -> Int? {
    var value = 0
    for _ in 0..<digits {
      guard let digit else { return nil }
      value = 10 * value + digit
      place += 1
    }
    return value
  }

  /// Moves past a whole number up to a bound; nil if there is none or it is greater.
  mutating func number(upTo bound: Int64) -> Int64? {
    let start = place
    var value: Int64 = 0
    while let digit {
      value = 10 * value + Int64(digit)
      if value > bound { return nil }
      place += 1
    }
    return place > start ? value : nil
  }

  /// Moves past a point and up to nine digits; zero if there is no point.
  mutating func nanos() -> Int32? {
    guard take(".") else { return 0 }
    var (value, count) = (0 as Int32, 0)
    while let digit {
      if count == 9 { return nil }
      value = 10 * value + Int32(digit)
      count += 1
      place += 1
    }
    if count == 0 { return nil }
    for _ in count..<9 { value *= 10 }
    return value
  }

  private var digit: Int? {
    guard place < text.count else { return nil }
    let value = text[place] &- UInt8(ascii: "0")
    return value <= 9 ? Int(value) : nil
  }
}
