import ReferenceCodecs
import SchemaCore

@testable import Protobuf

extension ReferenceMessage {
  /// The message in an arena, of maps the entries that count.
  init(_ arena: inout MessageArena, of program: ProtobufProgram) {
    self.init(&arena, program.root, at: arena.root, of: program)
  }

  private init(_ arena: inout MessageArena, _ type: MessageType, at place: MessagePlace, of program: ProtobufProgram) {
    self.init()
    for field in type.fields where arena.isSet(field, in: place) {
      if field.isMap, let entry = program.type(of: field) {
        arena.removeOverriddenEntries(of: field, entry, in: place)
      }
      let slots = field.isRepeated ? Array(arena.values(of: field, in: place)) : [arena.value(of: field, in: place)]
      fields.append(Field(UInt32(field.number), slots.map { Self.value($0, of: field, &arena, program) }))
    }
    if type.isMapEntry {
      // Key and value are always there, be they zero.
      fields = type.fields.map {
        Field(UInt32($0.number), [Self.value(arena.value(of: $0, in: place), of: $0, &arena, program)])
      }
    }
    unknown = UnknownField.all(in: arena.unknownFields(of: type, in: place).flatMap { arena.content(of: $0) })
  }

  private static func value(
    _ slot: MessageSlot, of field: MessageField, _ arena: inout MessageArena, _ program: ProtobufProgram
  ) -> Value {
    switch field.kind {
    case .message(let place), .group(let place):
      return .message(ReferenceMessage(&arena, program.types[place], at: slot.message, of: program))
    case .enumeration: return .bits32(slot.uint32)
    case .scalar(let type):
      switch type {
      case .bool: return .boolean(slot.bool)
      case .string, .bytes: return .bytes(Array(arena.content(of: slot)))
      case .int64, .uint64, .sint64, .fixed64, .sfixed64, .double: return .bits64(slot.uint64)
      case .int32, .uint32, .sint32, .fixed32, .sfixed32, .float: return .bits32(slot.uint32)
      }
    }
  }
}

extension ReferenceMessage.UnknownField {
  /// The fields in valid bytes.
  static func all(in bytes: [UInt8]) -> [Self] {
    var rest = bytes[...]
    var fields: [Self] = []
    while !rest.isEmpty {
      let tag = UInt32(varint(&rest))
      let start = rest
      skip(tag, &rest)
      fields.append(
        Self(number: tag >> 3, wireType: UInt8(tag & 7), bytes: Array(start.prefix(start.count - rest.count))))
    }
    return fields
  }

  private static func varint(_ bytes: inout ArraySlice<UInt8>) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = bytes.popFirst() {
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return value
  }

  private static func skip(_ tag: UInt32, _ bytes: inout ArraySlice<UInt8>) {
    switch WireType(rawValue: UInt8(tag & 7)) {
    case .varint: _ = varint(&bytes)
    case .fixed64: bytes = bytes.dropFirst(8)
    case .fixed32: bytes = bytes.dropFirst(4)
    case .lengthDelimited:
      let count = Int(varint(&bytes))
      bytes = bytes.dropFirst(count)
    case .startGroup:
      while true {
        let inner = UInt32(varint(&bytes))
        if bytes.isEmpty || inner & 7 == UInt32(WireType.endGroup.rawValue) { break }
        skip(inner, &bytes)
      }
    case .endGroup, nil: break
    }
  }
}
