import Protobuf
import ReferenceCodecs
import RegistryTesting

/// Makes messages of a type, with unusual values among them.
struct RandomMessage {
  /// What messages may hold.
  struct Content: OptionSet, Sendable {
    var rawValue: Int
    /// Fields that the type does not know.
    static let unknownFields = Content(rawValue: 1)
    /// Among them groups.
    static let unknownGroups = Content(rawValue: 2)
    /// U+0000 in strings.
    static let zeroCharacters = Content(rawValue: 4)
    /// Zero with a sign in fields where zero is the same as nothing.
    static let implicitNegativeZero = Content(rawValue: 8)
    /// NaN in all its forms.
    static let unusualNaN = Content(rawValue: 16)

    static let everything = Content(rawValue: 31)
  }

  private let catalog: MessageCatalog
  private let content: Content
  private var generator: SeededGenerator
  /// How many more values the message may have, besides those that it must have.
  private var room = 0

  init(_ catalog: MessageCatalog, content: Content = .everything, seed: UInt64) {
    self.catalog = catalog
    self.content = content
    generator = SeededGenerator(seed: seed)
  }

  mutating func next(of name: String) -> ReferenceMessage {
    room = 300
    return message(name, depth: 0)
  }

  private mutating func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
  private mutating func chance(_ percent: Int) -> Bool { random(1...100) <= percent }

  private mutating func message(_ name: String, depth: Int) -> ReferenceMessage {
    var message = ReferenceMessage()
    var chosen: [Int: Int32] = [:]
    let fields = catalog.fields(of: name)
    for field in fields {
      if let oneof = field.oneofIndex, chosen[oneof] == nil || chance(30) { chosen[oneof] = field.number }
    }
    let share = [10, 50, 90][random(0...2)]
    for field in fields {
      if let oneof = field.oneofIndex, chosen[oneof] != field.number { continue }
      if field.features.presence != .required, !chance(share) { continue }
      if field.features.presence != .required, room <= 0 || (field.type.messageName != nil && depth > 3) { continue }
      let values = values(of: field, depth: depth)
      room -= values.count
      if !values.isEmpty { message.fields.append(.init(UInt32(field.number), values)) }
    }
    if content.contains(.unknownFields), chance(15) {
      message.unknown = (0...random(0...3)).compactMap { _ in unknown(in: fields, depth: 0) }
    }
    return message
  }

  private mutating func values(of field: FieldDescriptor, depth: Int) -> [ReferenceMessage.Value] {
    guard field.label == .repeated else {
      let value = value(of: field, depth: depth)
      // Nobody writes zeros that mean nothing.
      return field.features.presence == .implicit && isNothing(value, field.type) ? [] : [value]
    }
    guard let name = field.type.messageName, catalog.isMapEntry(name) else {
      let longest = field.type.messageName == nil ? [5, 5, 40, 200][random(0...3)] : 3
      return (0..<random(0...longest)).map { _ in value(of: field, depth: depth) }
    }
    var keys: Set<ReferenceMessage.Value> = []
    let entry = catalog.fields(of: name)
    return (0..<random(0...4)).compactMap { _ in
      let key = value(of: entry[0], depth: depth)
      guard keys.insert(key).inserted else { return nil }
      let value = value(of: entry[1], depth: depth)
      return .message(ReferenceMessage(fields: [.init(1, [key]), .init(2, [value])]))
    }
  }

  private mutating func value(of field: FieldDescriptor, depth: Int) -> ReferenceMessage.Value {
    switch field.type {
    case .message(let name), .group(let name): return .message(message(name, depth: depth + 1))
    case .enumeration(let name):
      let known = catalog.files.enumeration(named: name)?.values.randomElement(using: &generator)?.number ?? 0
      // A closed enum keeps other numbers as unknown fields.
      return .bits32(
        UInt32(bitPattern: field.features.isClosedEnum || chance(80) ? known : Int32(truncatingIfNeeded: integer())))
    case .scalar(let type):
      switch type {
      case .bool: return .boolean(.random(using: &generator))
      case .int32, .uint32, .sint32, .fixed32, .sfixed32: return .bits32(UInt32(truncatingIfNeeded: integer()))
      case .int64, .uint64, .sint64, .fixed64, .sfixed64: return .bits64(UInt64(bitPattern: integer()))
      case .float:
        let number = float()
        return .bits32(isAllowed(Double(number), field) ? number.bitPattern : 0x3FC0_0000)
      case .double:
        let number = double()
        return .bits64(isAllowed(number, field) ? number.bitPattern : 0x3FF8_0000_0000_0000)
      case .string: return .bytes(Array(text().utf8))
      case .bytes: return .bytes((0..<random(0...30)).map { _ in .random(in: 0...255, using: &generator) })
      }
    }
  }

  private func isAllowed(_ number: Double, _ field: FieldDescriptor) -> Bool {
    if number.isNaN { return content.contains(.unusualNaN) }
    let isNegativeZero = number == 0 && number.sign == .minus
    return !isNegativeZero || content.contains(.implicitNegativeZero) || field.features.presence != .implicit
      || field.label == .repeated
  }

  private func isNothing(_ value: ReferenceMessage.Value, _ type: FieldType) -> Bool {
    switch value {
    case .bits32(let bits): bits == 0
    case .bits64(let bits): bits == 0
    case .boolean(let value): !value
    case .bytes(let bytes): bytes.isEmpty
    case .message: false
    }
  }

  /// Numbers of every length in bits, and the ends of their ranges.
  private mutating func integer() -> Int64 {
    let ends = [0, -1, .min, .max, Int64(Int32.min), Int64(Int32.max), 127, 128, 16383, 16384, -64, -65]
    if chance(25) { return ends[random(0...ends.count - 1)] }
    return Int64(bitPattern: generator.next()) >> Int64(random(0...63))
  }

  private mutating func double() -> Double {
    let unusual = [
      .nan, .infinity, -.infinity, -0.0, 0, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 0.1 + 0.2, 1e21,
    ]
    switch random(0...3) {
    case 0: return unusual[random(0...unusual.count - 1)]
    case 1: return Double(bitPattern: generator.next())
    default: return Double(integer()) / 1000
    }
  }

  private mutating func float() -> Float {
    let unusual: [Float] = [
      .nan, .infinity, -.infinity, -0.0, 0, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 0.1,
    ]
    switch random(0...3) {
    case 0: return unusual[random(0...unusual.count - 1)]
    case 1: return Float(bitPattern: UInt32(truncatingIfNeeded: generator.next()))
    default: return Float(Double.random(in: -1e9...1e9, using: &generator))
    }
  }

  private mutating func text() -> String {
    let letters = [
      "a", "Z", "7", " ", "\"", "\\", "\n", "\u{1}", "é", "e\u{301}", "→", "日", "😀", "\u{10FFFF}", "\u{800}",
      "\u{FEFF}", "\u{FFFF}", "\u{2028}", "\u{7F}",
    ]
    // Lengths around those at which a length takes another byte, or a copy another way.
    let lengths = [15, 16, 17, 31, 32, 127, 128, 300]
    if chance(5) { return String(repeating: "x", count: lengths[random(0...lengths.count - 1)]) }
    let text = (0..<random(0...12)).map { _ in letters[random(0...letters.count - 1)] }.joined()
    return content.contains(.zeroCharacters) && chance(2) ? text + "\0z" : text
  }

  private mutating func unknown(in fields: [FieldDescriptor], depth: Int) -> ReferenceMessage.UnknownField? {
    let number = [random(1...100), random(2000...18_000), 536_870_911][random(0...2)]
    guard !fields.contains(where: { $0.number == number }) else { return nil }
    var bytes: [UInt8] = []
    let wireType: WireType
    switch random(0...(content.contains(.unknownGroups) && depth < 3 ? 4 : 3)) {
    case 0:
      wireType = .varint
      bytes.append(varint: UInt64(bitPattern: integer()))
    case 1:
      wireType = .fixed64
      bytes.append(bits64: generator.next())
    case 2:
      wireType = .fixed32
      bytes.append(bits32: UInt32(truncatingIfNeeded: generator.next()))
    case 3:
      wireType = .lengthDelimited
      bytes.append(lengthDelimited: Array(text().utf8))
    default:
      wireType = .startGroup
      for _ in 0..<random(0...3) {
        if let field = unknown(in: [], depth: depth + 1) { bytes.append(field) }
      }
      bytes.append(tag: UInt32(number), .endGroup)
    }
    return .init(number: UInt32(number), wireType: wireType.rawValue, bytes: bytes)
  }
}
