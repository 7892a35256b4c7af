public import SchemaCore

extension AvroProgram {
  /// The record in the arena as a value.
  ///
  /// - Throws: `CodecError` if the arena holds no record of this program, or one that is nested too deeply.
  public func value(of arena: borrowing RecordArena) throws(CodecError) -> AvroValue {
    try requireRecord(in: arena)
    var place = 0
    var left = limits.maximumSlots
    return try value(at: &place, of: 0, arena, depth: 0, left: &left)
  }

  func requireRecord(in arena: borrowing RecordArena) throws(CodecError) {
    guard arena.owner == identifier else {
      throw CodecError(.mismatch, "the arena holds no record of this schema")
    }
  }

  /// How deep types may be nested in one another where a walk over a value is recursive: more than a record of the
  /// standard depth needs, and little enough for the stack of any thread.
  static let maximumNesting = 512

  /// The value of a node that begins at a slot; `place` is after it then.
  ///
  /// - Parameter left: how many fields there may be yet.
  func value(
    at place: inout Int, of node: AvroLayout.Index, _ arena: borrowing RecordArena, depth: Int,
    left: inout Int
  ) throws(CodecError) -> AvroValue {
    if depth > Self.maximumNesting { throw .nested(deeperThan: Self.maximumNesting) }
    switch layout.nodes[node] {
    case .null: return .null
    case .record(let type, let nodes):
      // Nulls take no slots, so that few slots can stand for many fields.
      left -= nodes.count
      if left < 0 { throw CodecError(.limit, "the record has more than \(limits.maximumSlots) fields") }
      var fields: [AvroValue] = []
      fields.reserveCapacity(nodes.count)
      for field in nodes { fields.append(try value(at: &place, of: field, arena, depth: depth + 1, left: &left)) }
      return .record(AvroRecordValue(type, fields: fields))
    default: break
    }
    let slot = arena.values[place]
    place += 1
    switch layout.nodes[node] {
    case .boolean: return .boolean(slot.bits != 0)
    case .int: return .int(Int32(truncatingIfNeeded: slot.bits))
    case .long: return .long(slot.int64)
    case .float: return .float(slot.float)
    case .double: return .double(slot.double)
    case .bytes: return .bytes(Array(arena.content(of: slot)))
    case .string: return .string(String(decoding: arena.content(of: slot), as: UTF8.self))
    case .fixed(let type):
      return .fixed(AvroFixedValue(type, checked: Array(arena.content(of: slot))))
    case .enumeration(let type): return .enumeration(AvroEnumValue(type, checked: slot.index))
    case .array(let items):
      var values: [AvroValue] = []
      for _ in 0..<slot.index { values.append(try value(at: &place, of: items, arena, depth: depth + 1, left: &left)) }
      return .array(values)
    case .map(let values):
      var entries: [AvroMapEntry] = []
      for _ in 0..<slot.index {
        let key = String(decoding: arena.content(of: arena.values[place]), as: UTF8.self)
        place += 1
        entries.append(
          AvroMapEntry(key: key, value: try value(at: &place, of: values, arena, depth: depth + 1, left: &left)))
      }
      return .map(entries)
    case .union(let branches):
      return try value(at: &place, of: branches[slot.index].node, arena, depth: depth + 1, left: &left)
    case .shared(let record): return try value(at: &place, of: record, arena, depth: depth + 1, left: &left)
    case .null, .record: return .null
    }
  }
}
