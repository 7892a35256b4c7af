import SchemaCore

/// Percent-encoding of paths and queries (RFC 3986, section 2.1).
public enum PercentEncoding {
  /// The text with everything encoded that is not unreserved, so that it is one path segment or one query value,
  /// whatever it holds.
  public static func encoded(_ text: String) -> String {
    var output: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        output.append(byte)
      default:
        output.append(UInt8(ascii: "%"))
        output += Hexadecimal.text([byte]).uppercased().utf8
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The text decoded once; nil if an escape is incomplete or the result is not UTF-8.
  ///
  /// - Parameter plusIsSpace: true in queries, where forms write a space as `+`.
  public static func decoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String? {
    var output: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        let digits = rest.prefix(2)
        guard digits.count == 2, let value = Hexadecimal.bytes(String(decoding: digits, as: UTF8.self)) else {
          return nil
        }
        output += value
        rest = rest.dropFirst(2)
      case UInt8(ascii: "+") where plusIsSpace: output.append(UInt8(ascii: " "))
      default: output.append(byte)
      }
    }
    return String(validating: output, as: UTF8.self)
  }
}
