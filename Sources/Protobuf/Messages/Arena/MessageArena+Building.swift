import SchemaCore

extension MessageArena {
  /// Begins an empty message of the program's root type, in place of what the arena held, and returns its place.
  @discardableResult mutating func begin(_ program: ProtobufProgram) throws(CodecError) -> MessagePlace {
    reset(for: program.identifier, slotLimit: program.limits.maximumSlots)
    root = try makeMessage(program.root)
    return root
  }

  /// An arena with an empty message of one of the program's types, which is the first thing in it.
  init(_ program: ProtobufProgram, emptyMessageOf type: MessageType) {
    self.init()
    reset(for: program.identifier, slotLimit: max(program.limits.maximumSlots, type.slotCount))
    _ = reserveSlots(type.slotCount)
    slots.initialize(repeating: MessageSlot(0 as UInt64), count: type.clearedSlots)
    slotCount = type.slotCount
  }

  /// Makes an empty message that is in no field yet.
  mutating func makeMessage(_ type: MessageType) throws(CodecError) -> MessagePlace {
    let place = try takeSlots(type.slotCount)
    (slots + place).initialize(repeating: MessageSlot(0 as UInt64), count: type.clearedSlots)
    return MessagePlace(slot: place)
  }

  /// Copies the bytes of text, bytes or an unknown field, and returns the slot that stands for them.
  mutating func store(_ content: UnsafeRawBufferPointer) throws(CodecError) -> MessageSlot {
    guard content.count <= Int(UInt32.max) - byteCount else {
      throw CodecError(.limit, "the message holds more than \(UInt32.max) bytes of text")
    }
    let offset = byteCount
    appendBytes(content)
    return MessageSlot(offset: offset, count: content.count)
  }

  /// The same for any bytes.
  mutating func store(_ content: some Collection<UInt8>) throws(CodecError) -> MessageSlot {
    let stored = content.withContiguousStorageIfAvailable { bytes in
      Result { () throws(CodecError) in try store(UnsafeRawBufferPointer(bytes)) }
    }
    return if let stored { try stored.get() } else { try store(Array(content)) }
  }

  /// Sets a single field, and takes away other members of its oneof.
  mutating func set(_ value: MessageSlot, for field: MessageField, in message: MessagePlace) {
    mark(field, in: message)
    slots[message.slot + field.slot] = value
  }

  /// Appends a value to a repeated field.
  mutating func append(_ value: MessageSlot, to field: MessageField, in message: MessagePlace) throws(CodecError) {
    let wasPresent = isPresent(field.index, in: message)
    try append(value, toListAt: message.slot + field.slot, exists: wasPresent)
    if !wasPresent { mark(field, in: message) }
  }

  /// The message in a single field, which is made if the field is not set.
  mutating func openMessage(
    _ type: MessageType, in field: MessageField, of message: MessagePlace
  ) throws(CodecError) -> MessagePlace {
    if isPresent(field.index, in: message) { return slots[message.slot + field.slot].message }
    let place = try makeMessage(type)
    set(MessageSlot(place), for: field, in: message)
    return place
  }

  /// Appends an empty message to a repeated field or a map. An entry of a map must get both its fields.
  mutating func appendMessage(
    _ type: MessageType, to field: MessageField, in message: MessagePlace
  ) throws(CodecError) -> MessagePlace {
    let place = try makeMessage(type)
    try append(MessageSlot(place), to: field, in: message)
    return place
  }

  /// Takes the value or all values of a field away.
  mutating func clear(_ field: MessageField, in message: MessagePlace) {
    guard isPresent(field.index, in: message) else { return }
    if field.oneofSlot != 0 { slots[message.slot + field.oneofSlot] = MessageSlot(0 as UInt64) }
    unmark(field.index, in: message)
  }

  /// Appends a field that the type does not know: its bytes, with the tag.
  mutating func appendUnknown(
    _ field: MessageSlot, of type: MessageType, in message: MessagePlace
  ) throws(CodecError) {
    let index = type.fields.count
    try append(field, toListAt: message.slot + type.unknownSlot, exists: isPresent(index, in: message))
    slots[message.slot + index >> 6].bits |= 1 << UInt64(index & 63)
  }

  /// Takes all unknown fields of a message away.
  mutating func clearUnknown(of type: MessageType, in message: MessagePlace) {
    unmark(type.fields.count, in: message)
  }

  private mutating func mark(_ field: MessageField, in message: MessagePlace) {
    if field.oneofSlot != 0 {
      let place = message.slot + field.oneofSlot
      let other = Int(slots[place].bits)
      if other != 0 { unmark(other - 1, in: message) }
      slots[place] = MessageSlot(UInt64(field.index + 1))
    }
    slots[message.slot + field.index >> 6].bits |= 1 << UInt64(field.index & 63)
  }

  private mutating func unmark(_ index: Int, in message: MessagePlace) {
    slots[message.slot + index >> 6].bits &= ~(1 << UInt64(index & 63))
  }

  /// - Parameter place: The slot that says where the list is, if it exists.
  private mutating func append(_ value: MessageSlot, toListAt place: Int, exists: Bool) throws(CodecError) {
    let count = exists ? slots[slots[place].list].uint32 : 0
    let capacity = exists ? slots[slots[place].list].bits >> 32 : 0
    if UInt64(count) == capacity { try growList(at: place, exists: exists, from: Int(capacity)) }
    let head = slots + slots[place].list
    (head + Int(count) + 1).initialize(to: value)
    head.pointee.bits += 1
  }

  private mutating func growList(at place: Int, exists: Bool, from capacity: Int) throws(CodecError) {
    let grown = max(4, 2 * capacity)
    let old = exists ? slots[place].list : 0
    let header = MessageSlot(UInt64(grown) << 32 | UInt64(capacity))
    // The last thing in the arena has room behind it.
    if exists && old + 1 + capacity == slotCount {
      _ = try takeSlots(grown - capacity)
      slots[old] = header
      return
    }
    let new = try takeSlots(grown + 1)
    (slots + new).initialize(to: header)
    (slots + new + 1).initialize(from: slots + old + 1, count: capacity)
    slots[place] = MessageSlot(UInt64(new))
  }

  /// Takes room that is not initialized, and returns its place.
  private mutating func takeSlots(_ count: Int) throws(CodecError) -> Int {
    guard reserveSlots(slotCount + count) else {
      throw CodecError(.limit, "the message takes more than \(slotLimit) slots")
    }
    defer { slotCount += count }
    return slotCount
  }
}
