extension ProtoJSONReader {
  /// Takes the numbers that come next in an array, each with the comma behind it, as long as they are written as most are:
  /// without an exponent, with few digits, and with a space in front or nothing.
  ///
  /// Whatever else there is stays for `readValue`, which also says what is wrong with it. Numbers come by the thousand, so
  /// nothing is asked again for each of them.
  @inline(__always) mutating func takeNumbers(_ kind: ProtoJSONField.Kind) {
    switch kind {
    case .double: takeEach { $0.double().map { MessageSlot($0) } }
    case .float: takeEach { $0.float().map { MessageSlot($0) } }
    case .int32: takeEach { $0.integer(in: Int64(Int32.min)...Int64(Int32.max)).map { MessageSlot($0) } }
    case .int64: takeEach { $0.integer(in: Int64.min...Int64.max).map { MessageSlot($0) } }
    case .uint32: takeEach { $0.integer(in: 0...Int64(UInt32.max)).map { MessageSlot($0) } }
    case .uint64: takeEach { $0.integer(in: 0...Int64.max).map { MessageSlot($0) } }
    default: break
    }
  }

  @inline(__always) private mutating func takeEach(_ take: (inout NumberCursor) -> MessageSlot?) {
    let start = UnsafePointer(scanner.text + scanner.position)
    var end = start
    while true {
      var cursor = NumberCursor(place: end)
      cursor.skipSpace()
      guard let slot = take(&cursor), cursor.place.pointee == UInt8(ascii: ",") else { break }
      values.append(slot)
      end = cursor.place + 1
    }
    scanner.position &+= end - start
  }
}

/// Reads numbers that are written as most are, one after the other.
private struct NumberCursor {
  var place: UnsafePointer<UInt8>

  @inline(__always) mutating func skipSpace() { place += place.pointee == UInt8(ascii: " ") ? 1 : 0 }

  /// A whole number of at most sixteen digits, in quotes or not; nil if there is none, or one beyond the range.
  @inline(__always) mutating func integer(in range: ClosedRange<Int64>) -> Int64? {
    let isQuoted = place.pointee == UInt8(ascii: "\"")
    place += isQuoted ? 1 : 0
    let isNegative = place.pointee == UInt8(ascii: "-")
    place += isNegative ? 1 : 0
    let (magnitude, count) = EightDigits.upToSixteen(place)
    if count == 0 || count > 1 && place.pointee == UInt8(ascii: "0") { return nil }
    place += count
    if isQuoted {
      guard place.pointee == UInt8(ascii: "\"") else { return nil }
      place += 1
    }
    let value = Int64(bitPattern: isNegative ? 0 &- magnitude : magnitude)
    return range.contains(value) ? value : nil
  }

  /// A double, if a few steps are enough to tell it.
  @inline(__always) mutating func double() -> Double? {
    guard let (decimal, end) = JSONDecimal.scan(place), let value = decimal.quickDouble else { return nil }
    place = end
    return value
  }

  @inline(__always) mutating func float() -> Float? { double().flatMap { JSONDecimal.float(from: $0) } }
}
