/// The text of a UUID (RFC 9562, section 4): 32 lower-case hexadecimal digits in five groups.
public enum UUIDText {
  /// - Parameters:
  ///   - high: the first eight bytes, most significant first.
  ///   - low: the last eight bytes.
  public static func text(high: UInt64, low: UInt64) -> String {
    String(unsafeUninitializedCapacity: 36) { text in
      var place = 0
      for digit in 0..<32 {
        if place == 8 || place == 13 || place == 18 || place == 23 {
          text[place] = UInt8(ascii: "-")
          place += 1
        }
        let half = digit < 16 ? high : low
        let value = UInt8(truncatingIfNeeded: half >> (60 - 4 * UInt64(digit & 15))) & 0xF
        text[place] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
        place += 1
      }
      return place
    }
  }
}
