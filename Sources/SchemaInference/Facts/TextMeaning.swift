import Avro
import SchemaCore

/// How many of the texts at one place are of a kind such as dates, and which are not.
struct TextMeaning {
  enum Kind: Int, CaseIterable {
    case boolean, number, decimal, date, time, timestamp, localTimestamp, uuid

    /// False for most texts that are something else, told by what costs next to nothing.
    fileprivate func mayTake(length: Int, first: UInt8) -> Bool {
      let isDigit = first >= UInt8(ascii: "0") && first <= UInt8(ascii: "9")
      return switch self {
      case .boolean: length == 4 || length == 5
      case .number, .decimal: isDigit || first == UInt8(ascii: "-")
      case .date: isDigit && length == 10
      case .time: isDigit && length >= 5 && length <= 24
      case .timestamp, .localTimestamp: isDigit && length >= 16
      case .uuid: length == 36
      }
    }
  }

  let kind: Kind
  private(set) var matches = 0
  private(set) var misses = 0
  private(set) var counterExample: Example?
  /// The coarsest unit that holds all times: 0 for milliseconds, 1 for microseconds, 2 for nanoseconds.
  private(set) var unit = 0
  /// True if there is a time outside the years that nanoseconds reach.
  private var isBeyondNanos = false
  /// How many timestamps have another zone than UTC, which is not kept.
  private(set) var zones = 0
  /// What decimals need: all have the same number of digits behind the point.
  private(set) var wholeDigits = 1
  private(set) var scale: Int?

  /// After so many texts without a match there is no more looking.
  private static let patience = 32
  private static let maximumBytes = 64

  init(_ kind: Kind) {
    self.kind = kind
  }

  /// False when so many were something else that nothing is left to be found out.
  var isPossible: Bool { matches > 0 || misses < Self.patience }

  mutating func add(_ text: String, line: Int) {
    let length = text.utf8.count
    if isPossible, length <= Self.maximumBytes, let first = text.utf8.first,
      kind.mayTake(length: length, first: first), takes(text)
    {
      matches += 1
    } else {
      misses += 1
      if counterExample == nil { counterExample = Example(text, line: line) }
    }
  }

  mutating func merge(_ other: TextMeaning) {
    // Decimals of different scales are not decimals of one type, and nanoseconds do not reach all years.
    let areApart =
      scale != nil && other.scale != nil && scale != other.scale
      || max(unit, other.unit) == 2 && (isBeyondNanos || other.isBeyondNanos)
    if areApart {
      misses += other.matches + other.misses
    } else {
      matches += other.matches
      misses += other.misses
    }
    counterExample = .earlier(counterExample, other.counterExample)
    unit = max(unit, other.unit)
    isBeyondNanos = isBeyondNanos || other.isBeyondNanos
    zones += other.zones
    wholeDigits = max(wholeDigits, other.wholeDigits)
    scale = scale ?? other.scale
  }

  private mutating func takes(_ text: String) -> Bool {
    switch kind {
    case .boolean: return ["true", "false"].contains(text.lowercased())
    case .number: return JSONNumber(text) != nil
    case .decimal: return takesDecimal(text)
    case .date: return LogicalType.date.takes(text: text)
    case .time: return Self.isWithinDay(text) && takes(text, [.timeMillis, .timeMicros])
    case .timestamp:
      guard takes(text, [.timestampMillis, .timestampMicros, .timestampNanos]) else { return false }
      if !text.hasSuffix("Z") { zones += 1 }
      return true
    case .localTimestamp: return takes(text, [.localTimestampMillis, .localTimestampMicros, .localTimestampNanos])
    case .uuid: return LogicalType.uuid.takes(text: text)
    }
  }

  /// Counts beyond a day have a text too, but a text such as `25:00` is more likely something else.
  private static func isWithinDay(_ text: String) -> Bool {
    text.utf8.dropFirst(2).first == UInt8(ascii: ":") && text.prefix(2) < "24"
  }

  /// Each unit takes what a coarser one takes, apart from nanoseconds, which do not reach as far.
  private mutating func takes(_ text: String, _ types: [LogicalType]) -> Bool {
    guard let found = types.firstIndex(where: { $0.takes(text: text) }) else { return false }
    let isBeyondNanos = types.count > 2 && !("1678"..."2261").contains(text.prefix(4))
    let needed = max(unit, found)
    if needed == 2 && (isBeyondNanos || self.isBeyondNanos) { return false }
    unit = needed
    self.isBeyondNanos = self.isBeyondNanos || isBeyondNanos
    return true
  }

  /// A number with a point and always as many digits behind it, written as a decimal of this scale is written.
  private mutating func takesDecimal(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: ".")), JSONNumber(text) != nil,
      !text.utf8.contains(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }),
      let digits = SignificantDigits(text), !(digits.isNegative && digits.digits.isEmpty),
      scale == nil || scale == digits.writtenScale
    else { return false }
    scale = digits.writtenScale
    wholeDigits = max(wholeDigits, digits.wholeDigits)
    return true
  }
}
