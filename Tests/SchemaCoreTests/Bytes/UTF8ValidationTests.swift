import SchemaCore
import Testing

/// The standard library's word counts.
@Suite("UTF-8 validation")
struct UTF8ValidationTests {
  /// Bytes at which what is allowed changes.
  static let borders: [UInt8] = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xFF]

  /// Characters of each length and from each border, and what is nearly one.
  static let sequences: [[UInt8]] = [
    [0x41], [0x7F], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80],
    [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
    [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xC2, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
    [0xE1, 0x80], [0xE1, 0x41, 0x80], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBF, 0xBF], [0xE1, 0xC0, 0x80],
    [0xF0, 0x8F, 0xBF, 0xBF], [0xF1, 0x80, 0x80], [0xF1, 0x80, 0x41, 0x80], [0xF4, 0x90, 0x80, 0x80],
    [0xF3, 0x80, 0x80, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
  ]

  /// Checks the text between bytes that belong to others and would change the answer if they were taken for its own.
  static func isValid(_ text: [UInt8], surroundedBy filler: UInt8 = 0x80) -> Bool {
    let surrounding = Array(repeating: filler, count: UTF8Validation.padding)
    return (surrounding + text + surrounding).withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return false }
      return UTF8Validation.isValid(start + surrounding.count, count: text.count)
    }
  }

  static func isValidByStandardLibrary(_ text: [UInt8]) -> Bool {
    String(validating: text, as: UTF8.self) != nil
  }

  @Test("every pair of bytes is judged as by the standard library")
  func pairs() {
    var differences: [[UInt8]] = []
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        let text = [first, second]
        if Self.isValid(text) != Self.isValidByStandardLibrary(text) { differences.append(text) }
      }
    }
    #expect(differences == [])
  }

  @Test("three and four bytes are judged as by the standard library", arguments: UInt8(0xC0)...0xFF)
  func sequencesFromBorders(first: UInt8) {
    var differences: [[UInt8]] = []
    for second in Self.borders {
      for third in Self.borders {
        for tail in [[], [0x41], [0x80], [0xBF], [0xC2]] as [[UInt8]] {
          let text = [first, second, third] + tail
          if Self.isValid(text) != Self.isValidByStandardLibrary(text) { differences.append(text) }
        }
      }
    }
    #expect(differences == [])
  }

  @Test("a sequence is judged alike at every place of a text", arguments: sequences)
  func everyPlace(of sequence: [UInt8]) {
    let isValid = Self.isValidByStandardLibrary(sequence)
    var places: [[Int]] = []
    for front in 0...100 {
      for behind in [0, 1, 2, 3, 15, 16, 80] {
        let text = Array(repeating: 0x61, count: front) + sequence + Array(repeating: 0x61, count: behind)
        if Self.isValid(text) != isValid { places.append([front, behind]) }
      }
    }
    #expect(places == [])
  }

  @Test(
    "neither bytes in front of the text nor bytes behind it matter", arguments: [0x00, 0x61, 0x80, 0xC3, 0xE2, 0xF4])
  func surroundings(filler: UInt8) {
    for count in 0...70 {
      #expect(Self.isValid(Array(repeating: 0x61, count: count), surroundedBy: filler))
      #expect(Self.isValid(Array(repeating: 0x61, count: count) + [0xC3, 0xA9], surroundedBy: filler))
      #expect(!Self.isValid(Array(repeating: 0x61, count: count) + [0xC3], surroundedBy: filler))
      #expect(!Self.isValid([0x80] + Array(repeating: 0x61, count: count), surroundedBy: filler))
    }
  }

  @Test("all scalars in a row are a text, and each of its beginnings as the standard library says")
  func allScalars() {
    let scalars = (UInt32(0)...0x10FFFF).lazy.compactMap(Unicode.Scalar.init).filter { $0.value % 61 == 0 }
    let text = Array(String(String.UnicodeScalarView(scalars)).utf8)
    #expect(Self.isValid(text))
    let beginning = text.prefix(200) + text.suffix(200)
    for count in 0...beginning.count {
      let cut = Array(beginning.prefix(count))
      #expect(Self.isValid(cut) == Self.isValidByStandardLibrary(cut))
    }
  }

  @Test("texts with one byte changed are judged as by the standard library", arguments: UInt64(1)...8)
  func changedTexts(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let words = ["plain ", "größe ", "мир ", "試験 ", "😀", "क्रम ", "a rather long run of nothing but ASCII letters "]
    var verdicts: Set<Bool> = []
    for _ in 0..<300 {
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 1...30, using: &generator) {
        text += try #require(words.randomElement(using: &generator)).utf8
      }
      text[Int.random(in: text.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      let isValid = Self.isValidByStandardLibrary(text)
      verdicts.insert(isValid)
      #expect(Self.isValid(text) == isValid, "\(text)")
    }
    #expect(verdicts.count == 2)
  }
}

/// Random numbers that can be had again by their seed (a linear congruential generator, of which the upper half counts).
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 { half() << 32 | half() }

  private mutating func half() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 32
  }
}
