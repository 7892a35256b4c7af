import SchemaCore

/// Writes the message in an arena as JSON text, straight from the slots.
///
/// It holds pointers into the arena, which must not change meanwhile. Like the arena's own readers it reads a slot only
/// where a presence bit says that it was written.
struct ProtoJSONWriter: ~Copyable {
  let types: AnyTypes
  let options: ProtoJSONOptions
  let messages: UnsafePointer<ProtoJSONMessage>
  let enums: UnsafePointer<ProtoJSONEnum>
  let slots: UnsafePointer<MessageSlot>
  let bytes: UnsafeRawPointer
  /// How long the text may become: the names of fields could make any length of a few bytes.
  let maximumCount: Int
  var output: JSONOutput

  init(
    _ tables: ProtoJSONTables, _ types: AnyTypes, _ arena: borrowing MessageArena, output: consuming JSONOutput,
    maximumCount: Int
  ) {
    self.types = types
    options = types.options
    messages = tables.messages
    enums = tables.enums
    slots = UnsafePointer(arena.slots)
    bytes = UnsafeRawPointer(arena.bytes)
    self.maximumCount = maximumCount
    self.output = output
  }

  /// Writes a message in the form that goes with its type.
  ///
  /// - Throws: `ProtoJSONProblem` if it has no such form, is nested too deeply or becomes too long.
  mutating func write(
    _ message: UnsafePointer<ProtoJSONMessage>, _ row: UnsafePointer<MessageSlot>, depth: Int
  ) throws(ProtoJSONProblem) {
    if depth > types.limits.maximumDepth { throw .depth(types.limits.maximumDepth) }
    if message.pointee.form == .fields {
      output.append(UInt8(ascii: "{"))
      try writeFields(message, row, isFirst: true, depth: depth)
      if output.count > maximumCount { throw .length(maximumCount) }
      output.append(UInt8(ascii: "}"))
    } else {
      try writeWellKnown(message, row, depth: depth)
    }
  }

  /// Writes the fields of a message, without the braces around them.
  mutating func writeFields(
    _ message: UnsafePointer<ProtoJSONMessage>, _ row: UnsafePointer<MessageSlot>, isFirst: Bool, depth: Int
  ) throws(ProtoJSONProblem) {
    if options.writesDefaults {
      return try writeAllFields(message, row, isFirst: isFirst, depth: depth)
    }
    var isFirst = isFirst
    for word in 0..<message.pointee.presenceWords {
      var present = row[word].bits
      while present != 0 {
        let index = word &* 64 &+ present.trailingZeroBitCount
        present &= present &- 1
        // The bit behind those of the fields tells of unknown ones.
        if index == message.pointee.fieldCount { return }
        let field = message.pointee.fields + index
        let value = row[Int(field.pointee.slot)]
        if isEmpty(value, field) { continue }
        try write(value, field, isFirst: isFirst, depth: depth)
        isFirst = false
      }
    }
  }

  /// The same with the fields that have no presence, whatever their value.
  private mutating func writeAllFields(
    _ message: UnsafePointer<ProtoJSONMessage>, _ row: UnsafePointer<MessageSlot>, isFirst: Bool, depth: Int
  ) throws(ProtoJSONProblem) {
    var isFirst = isFirst
    for index in 0..<message.pointee.fieldCount {
      let field = message.pointee.fields + index
      let isPresent = row[index >> 6].bits & 1 << UInt64(index & 63) != 0
      if isPresent && !isEmpty(row[Int(field.pointee.slot)], field) {
        try write(row[Int(field.pointee.slot)], field, isFirst: isFirst, depth: depth)
      } else if field.pointee.shape != .single || field.pointee.isImplicit && field.pointee.kind != .message {
        appendKey(field, isFirst: isFirst)
        switch field.pointee.shape {
        case .single: try writeValue(MessageSlot(0 as UInt64), field, depth: depth)
        case .list: output.append("[]")
        case .map: output.append("{}")
        }
      } else {
        continue
      }
      isFirst = false
    }
  }

  /// True if a value is the same as none.
  @inline(__always) private func isEmpty(_ value: MessageSlot, _ field: UnsafePointer<ProtoJSONField>) -> Bool {
    if field.pointee.shape != .single { return slots[value.list].uint32 == 0 }
    guard field.pointee.isImplicit else { return false }
    switch field.pointee.kind {
    case .string, .anyString, .bytes: return value.count == 0
    case .message: return false
    default: return value.bits == 0
    }
  }

  @inline(__always) private mutating func write(
    _ value: MessageSlot, _ field: UnsafePointer<ProtoJSONField>, isFirst: Bool, depth: Int
  ) throws(ProtoJSONProblem) {
    appendKey(field, isFirst: isFirst)
    switch field.pointee.shape {
    case .single: try writeValue(value, field, depth: depth)
    case .list: try writeList(value, field, depth: depth)
    case .map: try writeMap(value, field, depth: depth)
    }
  }

  @inline(__always) private mutating func appendKey(_ field: UnsafePointer<ProtoJSONField>, isFirst: Bool) {
    // The first has no comma in front of it.
    let skipped = isFirst ? 1 : 0
    let start = field.pointee.key + skipped
    output.append(UnsafeBufferPointer(start: start, count: Int(field.pointee.keyCount) &- skipped))
  }

  /// Writes a map; of entries with one key the last.
  mutating func writeMap(
    _ list: MessageSlot, _ field: UnsafePointer<ProtoJSONField>, depth: Int
  ) throws(ProtoJSONProblem) {
    let head = slots + list.list
    let entries = UnsafeBufferPointer(start: head + 1, count: Int(head.pointee.uint32))
    let fields = messages[Int(field.pointee.type)].fields
    let keys = MapKeys(fields, slots, bytes)
    let overridden = keys.firstRepeated(in: entries) == nil ? [] : keys.overridden(in: entries)
    var isFirst = true
    output.append(UInt8(ascii: "{"))
    for place in entries.indices where overridden.isEmpty || !overridden.contains(place) {
      let row = slots + entries[place].message.slot
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      try writeKey(row[Int(fields[0].slot)], fields)
      output.append(UInt8(ascii: ":"))
      try writeValue(row[Int(fields[1].slot)], fields + 1, depth: depth &+ 1)
    }
    output.append(UInt8(ascii: "}"))
  }

  private mutating func writeKey(
    _ key: MessageSlot, _ field: UnsafePointer<ProtoJSONField>
  ) throws(ProtoJSONProblem) {
    switch field.pointee.kind {
    case .string, .anyString: return try writeValue(key, field, depth: 0)
    case .bool: return output.append(key.bool ? "\"true\"" : "\"false\"")
    default: break
    }
    output.append(UInt8(ascii: "\""))
    if field.pointee.kind == .uint64 {
      output.append(integer: key.uint64)
    } else {
      output.append(integer: key.int64)
    }
    output.append(UInt8(ascii: "\""))
  }
}
