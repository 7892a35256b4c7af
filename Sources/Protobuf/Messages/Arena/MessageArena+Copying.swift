import SchemaCore

extension MessageArena {
  /// Copies a message, and all messages in it, from another arena that the same program filled.
  mutating func copyMessage(
    _ message: MessagePlace, _ type: MessageType, from other: borrowing MessageArena, _ program: ProtobufProgram
  ) throws(CodecError) -> MessagePlace {
    let copy = try makeMessage(type)
    // The messages whose copies are still empty.
    var waiting = [(from: message, to: copy, type: type)]
    while let (from, to, type) = waiting.popLast() {
      for field in type.fields where other.isPresent(field.index, in: from) {
        let inner = program.type(of: field)
        if field.isRepeated {
          for slot in other.values(of: field, in: from) {
            let (value, isOpen) = try copied(slot, field, inner, from: other)
            try append(value, to: field, in: to)
            if isOpen, let inner { waiting.append((slot.message, value.message, inner)) }
          }
        } else {
          let slot = other.value(of: field, in: from)
          let (value, isOpen) = try copied(slot, field, inner, from: other)
          set(value, for: field, in: to)
          if isOpen, let inner { waiting.append((slot.message, value.message, inner)) }
        }
      }
      for field in other.unknownFields(of: type, in: from) {
        try appendUnknown(try store(other.content(of: field)), of: type, in: to)
      }
    }
    return copy
  }

  /// A slot that stands here for the same value, and whether that is a message that is still empty.
  private mutating func copied(
    _ slot: MessageSlot, _ field: MessageField, _ inner: MessageType?, from other: borrowing MessageArena
  ) throws(CodecError) -> (value: MessageSlot, isOpen: Bool) {
    if let inner { return (MessageSlot(try makeMessage(inner)), true) }
    switch field.kind {
    case .scalar(.string), .scalar(.bytes): return (try store(other.content(of: slot)), false)
    case .scalar, .enumeration, .message, .group: return (slot, false)
    }
  }
}
