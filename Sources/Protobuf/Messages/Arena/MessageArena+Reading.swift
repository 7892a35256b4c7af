import SchemaCore

extension MessageArena {
  /// True if the field has a value: for a field without presence one that is not zero or empty, for a repeated one at
  /// least one.
  @inline(__always) func isSet(_ field: MessageField, in message: MessagePlace) -> Bool {
    guard isPresent(field.index, in: message) else { return false }
    if field.isRepeated { return slots[slots[message.slot + field.slot].list].uint32 > 0 }
    if field.presence != .implicit || field.oneofSlot != 0 { return true }
    return isNotZero(field, slots[message.slot + field.slot])
  }

  /// The value of a single field that is set.
  @inline(__always) func value(of field: MessageField, in message: MessagePlace) -> MessageSlot {
    slots[message.slot + field.slot]
  }

  /// The values of a repeated field. Valid until something is built in the arena or it is filled again.
  @inline(__always) func values(
    of field: MessageField, in message: MessagePlace
  ) -> UnsafeBufferPointer<MessageSlot> {
    isPresent(field.index, in: message)
      ? list(slots[message.slot + field.slot]) : UnsafeBufferPointer(start: slots, count: 0)
  }

  /// The bytes of text, bytes or an unknown field. Valid until something is stored in the arena or it is filled again.
  @inline(__always) func content(of slot: MessageSlot) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: (bytes + slot.offset).assumingMemoryBound(to: UInt8.self), count: slot.count)
  }

  /// The unknown fields of a message, one after the other in the order in which they were read: bytes with tags.
  func unknownFields(of type: MessageType, in message: MessagePlace) -> UnsafeBufferPointer<MessageSlot> {
    isPresent(type.fields.count, in: message)
      ? list(slots[message.slot + type.unknownSlot]) : UnsafeBufferPointer(start: slots, count: 0)
  }

  /// The member of a oneof that is set.
  func member(of oneof: MessageOneof, in message: MessagePlace) -> Int? {
    let mark = Int(slots[message.slot + oneof.slot].bits)
    return mark == 0 ? nil : mark - 1
  }

  /// True if something is in the slot of a field, be it zero or an empty list.
  @inline(__always) func isPresent(_ index: Int, in message: MessagePlace) -> Bool {
    slots[message.slot + index &>> 6].bits & (1 &<< UInt64(truncatingIfNeeded: index & 63)) != 0
  }

  @inline(__always) func list(_ slot: MessageSlot) -> UnsafeBufferPointer<MessageSlot> {
    let head = slots + slot.list
    return UnsafeBufferPointer(start: head + 1, count: Int(head.pointee.uint32))
  }

  private func isNotZero(_ field: MessageField, _ slot: MessageSlot) -> Bool {
    switch field.kind {
    case .scalar(.string), .scalar(.bytes): slot.count != 0
    case .scalar, .enumeration, .message, .group: slot.bits != 0
    }
  }
}

extension MessageArena {
  /// The step of an error's path to the value of a map's key.
  func keyStep(_ slot: MessageSlot, _ key: MessageField) -> String {
    switch key.kind {
    case .scalar(.string): CodecError.step(to: String(decoding: content(of: slot), as: UTF8.self))
    case .scalar(.bool): "[\(slot.bool)]"
    case .scalar(.uint32), .scalar(.uint64), .scalar(.fixed32), .scalar(.fixed64): "[\(slot.uint64)]"
    default: "[\(slot.int64)]"
    }
  }
}
