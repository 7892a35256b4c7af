import Avro
import SchemaCore

/// Makes records of a schema, byte by byte, without the codec that is tested.
struct RandomRecord {
  private let document: AvroDocument
  private var state: UInt64
  private var bytes: [UInt8] = []

  static func bytes(of document: AvroDocument, seed: UInt64) -> [UInt8] {
    var record = RandomRecord(document: document, state: seed)
    record.append(document.root, depth: 0)
    return record.bytes
  }

  private init(document: AvroDocument, state: UInt64) {
    self.document = document
    self.state = state
  }

  /// SplitMix64.
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  private mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  private mutating func number() -> Int64 { Int64(bitPattern: next()) >> Int64(below(64)) }

  private mutating func append(_ value: Int64) {
    var rest = UInt64(bitPattern: value << 1 ^ value >> 63)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private mutating func append(content: [UInt8]) {
    append(Int64(content.count))
    bytes += content
  }

  private mutating func append(_ use: AvroSchema, depth: Int) {
    let schema = document.definition(of: use)
    switch schema.type {
    case .null, .named: break
    case .boolean: bytes.append(UInt8(below(2)))
    case .int: append(Int64(Int32(truncatingIfNeeded: number())))
    case .long: append(number())
    case .float: bytes += (0..<4).map { _ in UInt8(below(127)) }
    case .double: bytes += (0..<8).map { _ in UInt8(below(127)) }
    case .bytes: append(content: content(schema.logicalType))
    case .string: append(content: schema.logicalType == .uuid ? uuid() : text())
    case .fixed(let fixed): bytes += content(fixed, schema.logicalType)
    case .enumeration(let enumeration): append(Int64(below(enumeration.symbols.count)))
    case .array(let items): append(items: items, keys: false, count: depth > 2 ? 0 : below(4), depth: depth)
    case .map(let values): append(items: values, keys: true, count: depth > 2 ? 0 : below(4), depth: depth)
    case .union(let branches):
      let null = branches.firstIndex { $0.type == .null }
      let branch = depth > 2 ? null ?? below(branches.count) : below(branches.count)
      append(Int64(branch))
      append(branches[branch], depth: depth + 1)
    case .record(let record): for field in record.fields { append(field.schema, depth: depth + 1) }
    }
  }

  private mutating func append(items: AvroSchema, keys: Bool, count: Int, depth: Int) {
    if count > 0 {
      append(Int64(count))
      for _ in 0..<count {
        if keys { append(content: text()) }
        append(items, depth: depth + 1)
      }
    }
    append(0)
  }

  private mutating func text() -> [UInt8] {
    let letters = ["a", "Z", "é", "→", "😀", "\u{0}", " "]
    return (0..<below(30)).flatMap { _ in Array(letters[below(letters.count)].utf8) }
  }

  private mutating func uuid() -> [UInt8] {
    let digits = (0..<32).map { _ in Array("0123456789abcdef".utf8)[below(16)] }
    let dash = [UInt8(ascii: "-")]
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { Array(digits[$0]) }.joined(separator: dash).map { $0 }
  }

  private mutating func content(_ logicalType: LogicalType?) -> [UInt8] {
    switch logicalType {
    case .decimal(let precision, _): return decimal(precision: precision)
    case .bigDecimal:
      let unscaled = decimal(precision: 30)
      let scale = UInt8(below(60))
      return [UInt8(unscaled.count << 1)] + unscaled + [scale]
    default: return (0..<below(40)).map { _ in UInt8(below(256)) }
    }
  }

  private mutating func content(_ fixed: AvroFixed, _ logicalType: LogicalType?) -> [UInt8] {
    guard case .decimal(let precision, _) = logicalType else {
      return (0..<fixed.size).map { _ in UInt8(below(256)) }
    }
    let shortest = decimal(precision: precision)
    return Array(repeating: shortest[0] >= 0x80 ? 0xFF : 0, count: fixed.size - shortest.count) + shortest
  }

  /// The shortest two's complement of a number with at most so many digits, without the code that is tested.
  private mutating func decimal(precision: Int) -> [UInt8] {
    let limit = (0..<min(precision, 37)).reduce(Int128(1)) { limit, _ in 10 * limit }
    var number = (Int128(Int64(bitPattern: next())) << 60 | Int128(next() >> 4)) >> Int128(below(124))
    number %= limit
    var bytes: [UInt8] = []
    repeat {
      bytes.insert(UInt8(truncatingIfNeeded: number), at: 0)
      number >>= 8
    } while !(number == 0 && bytes[0] < 0x80 || number == -1 && bytes[0] >= 0x80)
    return bytes
  }
}
