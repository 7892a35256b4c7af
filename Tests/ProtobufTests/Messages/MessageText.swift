import SchemaCore

@testable import Protobuf

extension ProtobufProgram {
  /// What is in an arena, in a form that tests can compare: `name: value` for each field that is set, in the order of
  /// numbers, and `?` with the bytes of unknown fields.
  func text(of arena: borrowing MessageArena) -> String { text(of: arena.root, root, in: arena) }

  private func text(of message: MessagePlace, _ type: MessageType, in arena: borrowing MessageArena) -> String {
    var parts: [String] = []
    for field in type.fields where type.isMapEntry || arena.isSet(field, in: message) {
      if field.isRepeated {
        var texts: [String] = []
        for slot in arena.values(of: field, in: message) { texts.append(text(of: slot, field, in: arena)) }
        parts.append("\(field.name): [\(texts.joined(separator: ", "))]")
      } else {
        parts.append("\(field.name): \(text(of: arena.value(of: field, in: message), field, in: arena))")
      }
    }
    for slot in arena.unknownFields(of: type, in: message) {
      parts.append("?: \(Hexadecimal.text(arena.content(of: slot)))")
    }
    return parts.joined(separator: " ")
  }

  private func text(of slot: MessageSlot, _ field: MessageField, in arena: borrowing MessageArena) -> String {
    switch field.kind {
    case .scalar(.string): "\"\(String(decoding: arena.content(of: slot), as: UTF8.self))\""
    case .scalar(.bytes): Hexadecimal.text(arena.content(of: slot))
    case .scalar(.double): "\(slot.double)"
    case .scalar(.float): "\(slot.float)"
    case .scalar(.bool): "\(slot.bool)"
    case .scalar(.uint64), .scalar(.uint32), .scalar(.fixed64), .scalar(.fixed32): "\(slot.uint64)"
    case .scalar: "\(slot.int64)"
    case .enumeration(let type): type.name(of: slot.int32) ?? "\(slot.int64)"
    case .message(let place), .group(let place): "{\(text(of: slot.message, types[place], in: arena))}"
    }
  }
}

/// The bytes of hexadecimal digits, with spaces between them and texts in quotes.
func bytes(_ text: String) -> [UInt8] {
  text.split(separator: " ").flatMap { part in
    part.hasPrefix("'") ? Array(part.dropFirst().dropLast().utf8) : Hexadecimal.bytes(part) ?? []
  }
}
