import SchemaCore
import Testing

@Suite("Numbers of variable length")
struct VarintTests {
  /// Numbers around each border between lengths.
  static let numbers: [UInt64] = {
    var numbers: [UInt64] = [0, 1, .max - 1, .max]
    for length in 1...9 {
      let border = UInt64(1) << UInt64(7 * length)
      numbers += [border - 1, border, border + 1]
    }
    return numbers
  }()

  static func bytes(_ number: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  static func read(_ bytes: [UInt8], isExact: Bool = false) -> (value: UInt64, length: Int) {
    (bytes + Array(repeating: 0xFF, count: Varint.padding)).withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return (0, 0) }
      return Varint.read(start, isExact: isExact)
    }
  }

  @Test("numbers of every length are read", arguments: numbers)
  func reads(_ number: UInt64) {
    let bytes = Self.bytes(number)
    #expect(Self.read(bytes) == (number, bytes.count))
    #expect(Self.read(bytes, isExact: true) == (number, bytes.count))
  }

  @Test("numbers of up to 56 bits are written", arguments: numbers.filter { $0 < 1 << 56 })
  func writes(_ number: UInt64) {
    let (word, last) = Varint.encode(number)
    let bytes = (0...last / 8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
    #expect(bytes == Self.bytes(number))
  }

  @Test("more bytes than needed are accepted, up to ten")
  func long() {
    #expect(Self.read([0x81, 0x80, 0x00]) == (1, 3))
    #expect(Self.read([0x81] + Array(repeating: 0x80, count: 8) + [0]) == (1, 10))
    #expect(Self.read([0x81] + Array(repeating: 0x80, count: 9) + [0]) == (0, 0))
  }

  @Test("what is beyond 64 bits is dropped, or refused")
  func overflow() {
    let bytes = [0x81] + Array(repeating: 0x80, count: 8) + [0x7E] as [UInt8]
    #expect(Self.read(bytes) == (1, 10))
    #expect(Self.read(bytes, isExact: true) == (0, 0))
  }

  @Test(
    "the lowest bit is the sign",
    arguments: [(0, 0), (1, -1), (2, 1), (.max, .min), (.max - 1, .max)] as [(UInt64, Int64)])
  func zigzag(bits: UInt64, number: Int64) {
    #expect(Int64(zigzag: bits) == number)
    #expect(number.zigzag == bits)
  }
}
