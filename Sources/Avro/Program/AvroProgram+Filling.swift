public import SchemaCore

extension AvroProgram {
  /// Puts a value into the arena, in place of what it held.
  ///
  /// - Throws: `CodecError` naming the field whose value does not fit the schema; the arena is empty then.
  public func fill(_ arena: inout RecordArena, with value: AvroValue) throws(CodecError) {
    arena.reset(for: identifier)
    do throws(CodecError) {
      try append(value, as: 0, to: &arena, depth: 0)
    } catch {
      arena.reset(for: 0)
      throw error
    }
  }

  /// Appends a value of a node.
  func append(
    _ value: AvroValue, as node: AvroLayout.Index, to arena: inout RecordArena, depth: Int
  ) throws(CodecError) {
    if depth > Self.maximumNesting { throw .nested(deeperThan: Self.maximumNesting) }
    switch (layout.nodes[node], value) {
    case (.null, .null): break
    case (.boolean, .boolean(let value)): arena.append(RecordSlot(value ? 1 : 0))
    case (.int, .int(let value)): arena.append(RecordSlot(Int64(value)))
    case (.long, .long(let value)): arena.append(RecordSlot(value))
    case (.float, .float(let value)): arena.append(RecordSlot(UInt64(value.bitPattern)))
    case (.double, .double(let value)): arena.append(RecordSlot(value.bitPattern))
    case (.bytes, .bytes(let bytes)): arena.append(arena.store(bytes))
    case (.string, .string(let text)): arena.append(arena.store(text.utf8))
    case (.fixed(let type), .fixed(let value)) where type.name == value.type.name && type.size == value.bytes.count:
      arena.append(arena.store(value.bytes))
    case (.enumeration(let type), .enumeration(let value)) where type.name == value.type.name:
      guard let index = type.index(of: value.symbol) else {
        throw CodecError(.mismatch, "\(type.name) has no symbol \(value.symbol)")
      }
      arena.append(RecordSlot(Int64(index)))
    case (.array(let items), .array(let values)): try append(values, items: items, to: &arena, depth: depth)
    case (.map(let values), .map(let entries)): try append(entries, values: values, to: &arena, depth: depth)
    case (.record(let type, let fields), .record(let value)) where type.name == value.type.name:
      try append(value, type, fields: fields, to: &arena, depth: depth)
    case (.shared(let record), _):
      let head = arena.append(RecordSlot(0))
      try append(value, as: record, to: &arena, depth: depth + 1)
      arena.close(head)
    case (.union(let branches), _):
      guard let place = branches.firstIndex(where: { layout.takes(value, as: $0.node) }) else {
        let names = branches.map(\.name).joined(separator: ", ")
        throw CodecError(.mismatch, "expected one of \(names), found \(value.typeName)")
      }
      arena.append(RecordSlot(Int64(place)))
      try append(value, as: branches[place].node, to: &arena, depth: depth + 1)
    default:
      throw CodecError(.mismatch, "expected \(layout.typeName(of: node)), found \(value.typeName)")
    }
  }

  private func append(
    _ values: [AvroValue], items: AvroLayout.Index, to arena: inout RecordArena, depth: Int
  ) throws(CodecError) {
    let head = arena.append(RecordSlot(Int64(values.count)))
    for (place, value) in values.enumerated() {
      do throws(CodecError) { try append(value, as: items, to: &arena, depth: depth + 1) } catch {
        throw error.within(index: place)
      }
    }
    arena.close(head)
  }

  private func append(
    _ entries: [AvroMapEntry], values: AvroLayout.Index, to arena: inout RecordArena, depth: Int
  ) throws(CodecError) {
    let head = arena.append(RecordSlot(Int64(entries.count)))
    for entry in entries {
      arena.append(arena.store(entry.key.utf8))
      do throws(CodecError) { try append(entry.value, as: values, to: &arena, depth: depth + 1) } catch {
        throw error.within(key: entry.key)
      }
    }
    arena.close(head)
  }

  private func append(
    _ value: AvroRecordValue, _ type: AvroRecordType, fields: [AvroLayout.Index], to arena: inout RecordArena,
    depth: Int
  ) throws(CodecError) {
    guard value.fields.count == fields.count else {
      throw CodecError(.mismatch, "\(type.name) has \(fields.count) fields, the value has \(value.fields.count)")
    }
    for (place, field) in fields.enumerated() {
      do throws(CodecError) {
        try append(value.fields[place], as: field, to: &arena, depth: depth + 1)
      } catch {
        throw error.within(field: type.fields[place].name)
      }
    }
  }
}
