import SchemaCore

/// Walks over the characters of a string that should have a form.
struct FormatReader {
  private let text: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  var isAtEnd: Bool { position == text.count }

  private var next: UInt8? { position < text.count ? text[position] : nil }

  mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard let next, UInt32(next) == byte.value else { return false }
    position += 1
    return true
  }

  mutating func takeOne(of scalars: String) -> Bool {
    guard let next, scalars.utf8.contains(next) else { return false }
    position += 1
    return true
  }

  mutating func skip(_ count: Int) { position += count }

  /// Exactly so many digits.
  mutating func takeNumber(digits: Int) -> Int? {
    guard position + digits <= text.count else { return nil }
    var value = 0
    for byte in text[position..<(position + digits)] {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    position += digits
    return value
  }

  /// One digit or more; how many.
  mutating func takeDigits() -> Int {
    let start = position
    while let next, (0x30...0x39).contains(next) { position += 1 }
    return position - start
  }
}

// RFC 3339.
extension FormatReader {
  mutating func takeDate() -> Bool {
    guard let year = takeNumber(digits: 4), take("-"), let month = takeNumber(digits: 2), take("-"),
      let day = takeNumber(digits: 2), (1...12).contains(month), day >= 1
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    return day <= days
  }

  mutating func takeTime() -> Bool {
    guard let hour = takeNumber(digits: 2), take(":"), let minute = takeNumber(digits: 2), take(":"),
      let second = takeNumber(digits: 2), hour < 24, minute < 60, second <= 60
    else { return false }
    if take("."), takeDigits() == 0 { return false }
    var offset = 0
    if !takeOne(of: "Zz") {
      let isBehind = take("-")
      guard isBehind || take("+"), let hours = takeNumber(digits: 2), take(":"), let minutes = takeNumber(digits: 2),
        hours < 24, minutes < 60
      else { return false }
      offset = (hours * 60 + minutes) * (isBehind ? 1 : -1)
    }
    // A leap second is inserted at midnight, UTC.
    return second < 60 || (hour * 60 + minute + offset + 2 * 1_440) % 1_440 == 1_439
  }

  /// Appendix A of the RFC, which is ISO 8601.
  mutating func takeDuration() -> Bool {
    guard take("P") else { return false }
    if takeUnits("W") == 1 { return isAtEnd }
    let days = takeUnits("YMD")
    guard days >= 0 else { return false }
    guard take("T") else { return days > 0 }
    return takeUnits("HMS") > 0
  }

  /// Numbers with units in this order, without one left out between two; how many. -1 if a number has no unit.
  private mutating func takeUnits(_ units: String) -> Int {
    var rest = Array(units.unicodeScalars)[...]
    var count = 0
    while true {
      let start = position
      guard takeDigits() > 0 else { return count }
      while let unit = rest.first, !take(unit) {
        // Only in front of the first may units be missing.
        if count > 0 {
          position = start
          return -1
        }
        rest.removeFirst()
      }
      guard !rest.isEmpty else {
        position = start
        return units == "W" ? 0 : -1
      }
      rest.removeFirst()
      count += 1
    }
  }
}

extension FormatReader {
  /// RFC 2673, 3.2: no leading zeros.
  mutating func takeIPv4() -> Bool {
    for part in 0..<4 {
      if part > 0 && !take(".") { return false }
      let start = position
      let count = takeDigits()
      guard (1...3).contains(count), count == 1 || text[start] != 0x30 else { return false }
      guard text[start..<position].reduce(0, { $0 * 10 + Int($1 - 0x30) }) <= 255 else { return false }
    }
    return true
  }

  /// RFC 4291, 2.2.
  mutating func takeIPv6() -> Bool {
    var groups = 0
    var hasGap = false
    if take(":") {
      guard take(":") else { return false }
      hasGap = true
    }
    while !isAtEnd, groups < 8 {
      let start = position
      while let next, Hexadecimal.value(next) != nil { position += 1 }
      let count = position - start
      if next == 0x2E {
        position = start
        guard takeIPv4() else { return false }
        groups += 2
        break
      }
      guard (1...4).contains(count) else { return false }
      groups += 1
      if isAtEnd { break }
      guard take(":") else { return false }
      if take(":") {
        if hasGap { return false }
        hasGap = true
      } else if isAtEnd {
        return false
      }
    }
    return hasGap ? groups < 8 : groups == 8
  }

  /// RFC 4122.
  mutating func takeUUID() -> Bool {
    for (part, count) in [8, 4, 4, 4, 12].enumerated() {
      if part > 0 && !take("-") { return false }
      for _ in 0..<count {
        guard let next, Hexadecimal.value(next) != nil else { return false }
        position += 1
      }
    }
    return true
  }

  /// RFC 6901.
  mutating func takePointer() -> Bool {
    if isAtEnd { return true }
    guard next == 0x2F else { return false }
    while !isAtEnd {
      if take("~") {
        if !takeOne(of: "01") { return false }
      } else {
        position += 1
      }
    }
    return true
  }

  mutating func takeRelativePointer() -> Bool {
    let start = position
    let count = takeDigits()
    guard count > 0, count == 1 || text[start] != 0x30 else { return false }
    return take("#") || takePointer()
  }
}
