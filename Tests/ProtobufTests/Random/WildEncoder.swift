import ReferenceCodecs
import RegistryTesting

@testable import Protobuf

/// Writes messages in ways that nobody writes them and everybody must understand: fields in any order, values given
/// twice, submessages in parts, packed and unpacked values mixed, varints that are too long.
///
/// Source: protobuf.dev, Encoding, "Last One Wins", "Repeated Elements", "Maps".
struct WildEncoder {
  private let catalog: MessageCatalog
  private let plain: PlainEncoder
  private var generator: SeededGenerator
  /// True within parts of a message, where a zero could take away what another part gives.
  private var isInPart = false

  init(_ catalog: MessageCatalog, seed: UInt64) {
    self.catalog = catalog
    plain = PlainEncoder(catalog: catalog)
    generator = SeededGenerator(seed: seed)
  }

  mutating func bytes(_ message: ReferenceMessage, of name: String) -> [UInt8] {
    let fields = catalog.fields(of: name)
    var streams: [[[UInt8]]] = []
    for field in fields {
      if let values = message.fields.first(where: { $0.number == UInt32(field.number) })?.values {
        streams.append(rivals(of: field, in: fields) + pieces(values, of: field))
      } else if isZeroAbsent(field), !isInPart, chance(20) {
        streams.append([tagged(zero(of: field), of: field)])
      }
    }
    streams.append(
      message.unknown.map { field in
        var bytes: [UInt8] = []
        bytes.append(field)
        return bytes
      })
    return mixed(streams)
  }

  private mutating func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
  private mutating func chance(_ percent: Int) -> Bool { random(1...100) <= percent }

  /// The pieces in an order in which those of one stream follow each other.
  private mutating func mixed(_ streams: [[[UInt8]]]) -> [UInt8] {
    var rest = streams.filter { !$0.isEmpty }.map { $0[...] }
    var bytes: [UInt8] = []
    while !rest.isEmpty {
      let index = random(0...rest.count - 1)
      bytes += rest[index].removeFirst()
      if rest[index].isEmpty { rest.remove(at: index) }
    }
    return bytes
  }

  /// Another member of the field's oneof, which the field takes away again.
  private mutating func rivals(of field: FieldDescriptor, in fields: [FieldDescriptor]) -> [[UInt8]] {
    guard let oneof = field.oneofIndex, chance(30) else { return [] }
    let others = fields.filter { $0.oneofIndex == oneof && $0.number != field.number && !isClosedEnum($0) }
    return others.prefix(2).map { tagged(zero(of: $0), of: $0) }
  }

  /// True if the field may be given as zero without being there.
  private func isZeroAbsent(_ field: FieldDescriptor) -> Bool {
    field.label != .repeated && field.features.presence == .implicit && !isClosedEnum(field)
  }

  /// A closed enum may have no zero.
  private func isClosedEnum(_ field: FieldDescriptor) -> Bool {
    if case .enumeration = field.type { field.features.isClosedEnum } else { false }
  }

  private func zero(of field: FieldDescriptor) -> ReferenceMessage.Value {
    switch field.type {
    case .message, .group: .message(ReferenceMessage())
    case .enumeration: .bits32(0)
    case .scalar(.string), .scalar(.bytes): .bytes([])
    case .scalar(.bool): .boolean(false)
    case .scalar(let type): type.isOf64Bits ? .bits64(0) : .bits32(0)
    }
  }

  private mutating func pieces(_ values: [ReferenceMessage.Value], of field: FieldDescriptor) -> [[UInt8]] {
    guard field.label == .repeated else { return single(values[0], of: field) }
    if let name = field.type.messageName, catalog.isMapEntry(name) {
      return values.flatMap { entry($0, of: field, name) }
    }
    guard field.type.isPackable else {
      return values.map { value in tagged(value, of: field) }
    }
    var pieces: [[UInt8]] = []
    var rest = values[...]
    while !rest.isEmpty {
      let part = Array(rest.prefix(random(0...5)))
      rest = rest.dropFirst(part.count)
      if chance(50) {
        var bytes = tag(of: field, .lengthDelimited)
        let content = part.flatMap { value in untagged(value, of: field) }
        bytes.append(varint: UInt64(content.count), atLeast: random(1...3))
        pieces.append(bytes + content)
      } else {
        pieces += part.map { value in tagged(value, of: field) }
      }
    }
    return pieces
  }

  private mutating func single(_ value: ReferenceMessage.Value, of field: FieldDescriptor) -> [[UInt8]] {
    if case .message(let message) = value, chance(40) {
      let parts = parts(of: message, catalog.fields(of: field.type.messageName ?? ""))
      let outer = isInPart
      isInPart = true
      defer { isInPart = outer }
      return [tagged(.message(parts.0), of: field), tagged(.message(parts.1), of: field)]
    }
    if case .message = value { return [tagged(value, of: field)] }
    // The last one wins.
    let earlier = chance(20) ? [tagged(isClosedEnum(field) ? value : zero(of: field), of: field)] : []
    return earlier + [tagged(value, of: field)]
  }

  /// Two messages that are the given one when they are merged.
  private mutating func parts(
    of message: ReferenceMessage, _ types: [FieldDescriptor]
  ) -> (ReferenceMessage, ReferenceMessage) {
    var first = ReferenceMessage(unknown: message.unknown)
    var second = ReferenceMessage()
    for field in message.fields {
      if types.contains(where: { $0.number == field.number && $0.label == .repeated }) {
        let cut = random(0...field.values.count)
        if cut > 0 { first.fields.append(.init(field.number, Array(field.values.prefix(cut)))) }
        if cut < field.values.count { second.fields.append(.init(field.number, Array(field.values.dropFirst(cut)))) }
      } else if chance(50) {
        first.fields.append(field)
      } else {
        second.fields.append(field)
      }
    }
    return (first, second)
  }

  /// An entry of a map: key and value in any order, left out if they are zero, and perhaps after another of its key.
  private mutating func entry(
    _ value: ReferenceMessage.Value, of field: FieldDescriptor, _ name: String
  ) -> [[UInt8]] {
    guard case .message(let message) = value, message.fields.count == 2 else { return [] }
    let types = catalog.fields(of: name)
    var halves = zip(message.fields, types).compactMap { half, type -> [UInt8]? in
      half.values[0] == zero(of: type) && chance(50) ? nil : tagged(half.values[0], of: type)
    }
    if chance(30) { halves.reverse() }
    var pieces: [[UInt8]] = []
    if chance(20), !isClosedEnum(types[1]) {
      var earlier = message
      earlier.fields[1].values = [zero(of: types[1])]
      pieces.append(plain.tagged(.message(earlier), of: field))
    }
    pieces.append(tag(of: field, .lengthDelimited) + lengthDelimited(halves.flatMap { $0 }))
    return pieces
  }

  private mutating func tagged(_ value: ReferenceMessage.Value, of field: FieldDescriptor) -> [UInt8] {
    tag(of: field, field.type.wireType) + untagged(value, of: field)
  }

  private mutating func tag(of field: FieldDescriptor, _ type: WireType) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(varint: UInt64(field.number) << 3 | UInt64(type.rawValue), atLeast: chance(10) ? random(1...5) : 1)
    return bytes
  }

  private mutating func untagged(_ value: ReferenceMessage.Value, of field: FieldDescriptor) -> [UInt8] {
    switch (value, field.type) {
    case (.message(let message), .group(let name)):
      return bytes(message, of: name) + tag(of: field, .endGroup)
    case (.message(let message), .message(let name)): return lengthDelimited(bytes(message, of: name))
    case (.boolean(true), _) where chance(20):
      var bytes: [UInt8] = []
      bytes.append(varint: [2, 256, 1 << 35, .max][random(0...3)])
      return bytes
    case (.bits32, .scalar(let type)) where type.isVarint && chance(10):
      // Of 64 bits the upper ones do not count.
      var bytes: [UInt8] = []
      bytes.append(varint: Self.varint(plain.untagged(value, of: field)) & 0xFFFF_FFFF | generator.next() << 32)
      return bytes
    default:
      let bytes = plain.untagged(value, of: field)
      guard field.type.wireType == .varint, chance(10) else { return bytes }
      var longer: [UInt8] = []
      longer.append(varint: Self.varint(bytes), atLeast: random(1...10))
      return longer
    }
  }

  private mutating func lengthDelimited(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(varint: UInt64(content.count), atLeast: chance(10) ? random(1...4) : 1)
    return bytes + content
  }

  private static func varint(_ bytes: [UInt8]) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 7 | UInt64($1 & 0x7F) }
  }
}

extension ScalarType {
  fileprivate var isOf64Bits: Bool {
    switch self {
    case .int64, .uint64, .sint64, .fixed64, .sfixed64, .double: true
    default: false
    }
  }

  fileprivate var isVarint: Bool { FieldType.scalar(self).wireType == .varint }
}
