@testable import Avro

/// Makes values of a schema.
struct RandomValue {
  private let layout: AvroLayout
  private var generator: SeededGenerator

  init(_ program: AvroProgram, seed: UInt64) {
    layout = program.layout
    generator = SeededGenerator(seed: seed)
  }

  mutating func next() -> AvroValue { value(0, depth: 0) }

  private mutating func value(_ node: AvroLayout.Index, depth: Int) -> AvroValue {
    switch layout.nodes[node] {
    case .null: return .null
    case .boolean: return .boolean(.random(using: &generator))
    case .int: return .int(Int32(truncatingIfNeeded: integer()))
    case .long: return .long(integer())
    case .float: return .float(Float(Double.random(in: -1e9...1e9, using: &generator)))
    case .double: return .double(Double(integer()) / 1000)
    case .bytes: return .bytes(bytes(Int.random(in: 0...40, using: &generator)))
    case .string: return .string(text())
    case .fixed(let type): return .fixed(AvroFixedValue(type, checked: bytes(type.size)))
    case .enumeration(let type):
      return .enumeration(AvroEnumValue(type, checked: Int.random(in: 0..<type.symbols.count, using: &generator)))
    case .array(let items): return .array((0..<itemCount(depth)).map { _ in value(items, depth: depth + 1) })
    case .map(let values):
      return .map(
        (0..<itemCount(depth)).map { AvroMapEntry(key: "\($0)\(text())", value: value(values, depth: depth + 1)) })
    case .union(let branches):
      let isDeep = depth > 6
      let null = branches.first { if case .null = layout.nodes[$0.node] { true } else { false } }
      if isDeep, let null { return value(null.node, depth: depth + 1) }
      let branch = Int.random(in: 0..<branches.count, using: &generator)
      return value(branches[branch].node, depth: depth + 1)
    case .record(let type, let fields):
      return .record(AvroRecordValue(type, fields: fields.map { value($0, depth: depth + 1) }))
    case .shared(let record): return value(record, depth: depth + 1)
    }
  }

  private mutating func itemCount(_ depth: Int) -> Int { depth > 6 ? 0 : Int.random(in: 0...4, using: &generator) }

  /// Numbers of every length in bits.
  private mutating func integer() -> Int64 {
    Int64(bitPattern: generator.next()) >> Int64.random(in: 0...63, using: &generator)
  }

  private mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in .random(in: 0...255, using: &generator) }
  }

  private mutating func text() -> String {
    let letters = [
      "a", "Z", "7", " ", "\"", "\\", "\n", "\u{1}", "é", "ß", "→", "日", "😀", "\u{10FFFF}", "\u{7FF}", "\u{800}",
    ]
    return (0..<Int.random(in: 0...20, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? "" }
      .joined()
  }
}
