import SchemaCore

/// What the numbers at one place are.
struct NumberFacts {
  private(set) var count = 0
  /// Written without fraction and exponent.
  private(set) var integers = 0
  /// Integers that no long holds, and numbers that no double holds.
  private(set) var beyondLong = 0
  private(set) var beyondDouble = 0
  private(set) var allFitInt = true
  /// Numbers with more digits than a double gives back.
  private(set) var rounded = 0
  private(set) var roundedExample: Example?
  /// What a decimal needs to hold all of them.
  private(set) var wholeDigits = 1
  private(set) var scale = 0

  mutating func add(_ number: JSONNumber, line: Int) {
    count += 1
    if number.isInteger { integers += 1 }
    if let value = number.int64 {
      if Int32(exactly: value) == nil { allFitInt = false }
      wholeDigits = max(wholeDigits, String(value.magnitude).utf8.count)
      if value.magnitude <= 1 << 53 { return }
    } else {
      if number.isInteger { beyondLong += 1 }
      allFitInt = false
      if !number.double.isFinite { beyondDouble += 1 }
      if let digits = SignificantDigits(number.text) {
        wholeDigits = max(wholeDigits, digits.wholeDigits)
        scale = max(scale, digits.scale)
      }
    }
    if !SignificantDigits.survivesDouble(number.text) {
      rounded += 1
      if roundedExample == nil { roundedExample = Example(number.text, line: line) }
    }
  }

  mutating func merge(_ other: NumberFacts) {
    count += other.count
    integers += other.integers
    beyondLong += other.beyondLong
    beyondDouble += other.beyondDouble
    allFitInt = allFitInt && other.allFitInt
    rounded += other.rounded
    roundedExample = .earlier(roundedExample, other.roundedExample)
    wholeDigits = max(wholeDigits, other.wholeDigits)
    scale = max(scale, other.scale)
  }
}
