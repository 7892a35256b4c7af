import RegistryTesting

@testable import Avro

/// Makes values of a schema, unusual ones among them.
struct RandomValue {
  private let layout: AvroLayout
  private var generator: SeededGenerator
  /// True if there may be NaN, which equals nothing.
  private let allowsNaN: Bool

  init(_ program: AvroProgram, seed: UInt64, allowsNaN: Bool = false) {
    layout = program.layout
    self.allowsNaN = allowsNaN
    generator = SeededGenerator(seed: seed)
  }

  mutating func next() -> AvroValue { value(0, depth: 0) }

  /// A record of the program in binary form, if the schema has one so short that each of its bytes can be tried.
  mutating func shortRecord(of program: AvroProgram) throws -> [UInt8] {
    var arena = RecordArena()
    var shortest: [UInt8]?
    for _ in 0..<10 {
      var bytes: [UInt8] = []
      try program.fill(&arena, with: next())
      try program.encode(&arena, into: &bytes)
      if bytes.count < shortest?.count ?? .max { shortest = bytes }
      if (1...500).contains(bytes.count) { return bytes }
    }
    return shortest ?? []
  }

  private mutating func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

  private mutating func value(_ node: AvroLayout.Index, depth: Int) -> AvroValue {
    switch layout.nodes[node] {
    case .null: return .null
    case .boolean: return .boolean(.random(using: &generator))
    case .int: return .int(Int32(truncatingIfNeeded: integer()))
    case .long: return .long(integer())
    case .float:
      let number = float()
      return .float(number.isNaN && !allowsNaN ? 0 : number)
    case .double:
      let number = double()
      return .double(number.isNaN && !allowsNaN ? 0 : number)
    case .bytes: return .bytes(bytes(random(0...40)))
    case .string: return .string(text())
    case .fixed(let type): return .fixed(AvroFixedValue(type, checked: bytes(type.size)))
    case .enumeration(let type): return .enumeration(AvroEnumValue(type, checked: random(0...type.symbols.count - 1)))
    case .array(let items): return .array((0..<itemCount(depth)).map { _ in value(items, depth: depth + 1) })
    case .map(let values):
      return .map(
        (0..<itemCount(depth)).map { AvroMapEntry(key: "\($0)\(text())", value: value(values, depth: depth + 1)) })
    case .union(let branches):
      let place = depth > 6 ? leaf(branches) : nil
      return value(branches[place ?? random(0...branches.count - 1)].node, depth: depth + 1)
    case .record(let type, let fields):
      return .record(AvroRecordValue(type, fields: fields.map { value($0, depth: depth + 1) }))
    case .shared(let record): return value(record, depth: depth + 1)
    }
  }

  /// The first branch that holds nothing else, so that recursion ends.
  private func leaf(_ branches: [AvroLayout.Branch]) -> Int? {
    branches.firstIndex { branch in
      switch layout.nodes[branch.node] {
      case .record, .shared, .union, .array, .map: false
      default: true
      }
    }
  }

  private mutating func itemCount(_ depth: Int) -> Int { depth > 6 ? 0 : random(0...4) }

  /// Numbers of every length in bits, and the ends of their ranges.
  private mutating func integer() -> Int64 {
    let ends = [0, -1, .min, .max, Int64(Int32.min), Int64(Int32.max), 63, 64, -64, -65, 8191, 8192, 1 << 55, 1 << 56]
    if random(0...3) == 0 { return ends[random(0...ends.count - 1)] }
    return Int64(bitPattern: generator.next()) >> Int64(random(0...63))
  }

  private mutating func double() -> Double {
    let unusual = [
      .nan, .infinity, -.infinity, -0.0, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .leastNormalMagnitude,
      0.1 + 0.2, 1e21, 9_007_199_254_740_992,
    ]
    switch random(0...4) {
    case 0: return unusual[random(0...unusual.count - 1)]
    case 1: return Double(bitPattern: generator.next())
    default: return Double(integer()) / 1000
    }
  }

  private mutating func float() -> Float {
    let unusual: [Float] = [
      .nan, .infinity, -.infinity, -0.0, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 0.1, 16_777_216,
    ]
    switch random(0...4) {
    case 0: return unusual[random(0...unusual.count - 1)]
    case 1: return Float(bitPattern: UInt32(truncatingIfNeeded: generator.next()))
    default: return Float(Double.random(in: -1e9...1e9, using: &generator))
    }
  }

  private mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in .random(in: 0...255, using: &generator) }
  }

  private mutating func text() -> String {
    let letters = [
      "a", "Z", "7", " ", "\"", "\\", "\n", "\u{1}", "é", "e\u{301}", "ß", "→", "日", "😀", "\u{10FFFF}", "\u{7FF}",
      "\u{800}", "\u{FEFF}", "\u{FFFF}", "\u{2028}", "\u{7F}",
    ]
    // Lengths around those at which a length takes another byte, or a copy another way.
    let lengths = [15, 16, 17, 63, 64, 65, 1024]
    let isLong = random(0...39) == 0
    let count = isLong ? lengths[random(0...lengths.count - 1)] : random(0...20)
    let text = (0..<count).map { _ in isLong ? "x" : letters[random(0...letters.count - 1)] }.joined()
    return random(0...99) == 0 ? text + "\0" + "z" : text
  }
}
