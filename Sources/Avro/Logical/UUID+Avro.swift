public import FoundationEssentials

// The logical type `uuid` is Foundation's type (Avro 1.12 specification, UUID).
extension UUID {
  static let byteCount = 16
  static let textByteCount = 36

  /// A UUID by the bytes of a fixed; nil if they are not 16.
  public init?(avroBytes bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    var value: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    withUnsafeMutableBytes(of: &value) { $0.copyBytes(from: bytes) }
    self.init(uuid: value)
  }

  /// The bytes of a fixed.
  public var avroBytes: [UInt8] { withUnsafeBytes(of: uuid) { Array($0) } }

  /// A UUID by its text, eight, four, four, four and twelve hexadecimal digits in either case; nil for anything else.
  init?(avroText text: UnsafeRawBufferPointer) {
    guard text.count == Self.textByteCount else { return nil }
    var value: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    let isValid = withUnsafeMutableBytes(of: &value) { bytes in
      var place = 0
      // A digit gives 0 to 15, anything else has a higher bit.
      var invalid: UInt8 = 0
      for index in 0..<Self.byteCount {
        if index == 4 || index == 6 || index == 8 || index == 10 {
          invalid |= text[place] == UInt8(ascii: "-") ? 0 : 0xF0
          place += 1
        }
        let (high, low) = (Self.digits[Int(text[place])], Self.digits[Int(text[place + 1])])
        invalid |= (high | low) & 0xF0
        bytes[index] = high &<< 4 | low & 0x0F
        place += 2
      }
      return invalid == 0
    }
    guard isValid else { return nil }
    self.init(uuid: value)
  }

  /// The text in lower case, as RFC 9562 asks for.
  var avroText: String {
    withUnsafeBytes(of: uuid) { bytes in
      String(unsafeUninitializedCapacity: Self.textByteCount) { text in
        Self.writeText(bytes, to: UnsafeMutableRawBufferPointer(text))
        return Self.textByteCount
      }
    }
  }

  /// Writes the text of 16 bytes to where 36 have room.
  static func writeText(_ bytes: UnsafeRawBufferPointer, to text: UnsafeMutableRawBufferPointer) {
    var place = 0
    for index in 0..<byteCount {
      if index == 4 || index == 6 || index == 8 || index == 10 {
        text[place] = UInt8(ascii: "-")
        place += 1
      }
      text[place] = digit(bytes[index] &>> 4)
      text[place + 1] = digit(bytes[index] & 0x0F)
      place += 2
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") &+ value : UInt8(ascii: "a") &- 10 &+ value
  }

  /// What each byte stands for as a hexadecimal digit; 255 for those that are none.
  private static let digits: [UInt8] = (0...255).map { (byte: UInt8) in
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: 0xFF
    }
  }
}
