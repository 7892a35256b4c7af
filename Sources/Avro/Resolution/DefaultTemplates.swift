import SchemaCore

/// Defaults as rows of slots, made once for all records.
struct DefaultTemplates: ~Copyable {
  /// What the defaults of a schema may take together: they stand in front of each record.
  private static let maximumSlots = 1 << 18
  private static let maximumBytes = 1 << 22

  private var arena = RecordArena()
  private(set) var templates: [Resolution.Template] = []
  private var places: [Int: Int] = [:]

  /// The slots of all defaults.
  var slots: [RecordSlot] { Array(arena.values) }
  /// The texts that they stand for.
  var bytes: [UInt8] { Array(arena.bytes(from: 0)) }

  /// The instruction that puts the defaults of fields that follow one another; nil if they take no slot.
  ///
  /// - Throws: `SchemaError` naming the field whose default does not fit its type or takes too much room.
  mutating func instruction(
    for fields: Range<Int>, of type: AvroRecordType, _ nodes: [AvroLayout.Index], _ layout: AvroLayout
  ) throws(SchemaError) -> Instruction? {
    var template = Resolution.Template(first: arena.slotCount, count: 0, byteCount: -arena.byteCount)
    for place in fields {
      let field = type.fields[place]
      guard let value = field.defaultValue else { continue }
      let left = Self.maximumSlots - arena.slotCount
      do throws(CodecError) {
        try JSONFormReader.append(default: value, of: nodes[place], layout, maximumValues: left, to: &arena)
      } catch {
        let kind: SchemaError.Kind = error.kind == .limit ? .limit : .invalid
        throw SchemaError(
          kind, "The default of field \"\(field.name)\" of record \(type.name) cannot be used: \(error.description)")
      }
      guard arena.slotCount <= Self.maximumSlots, arena.byteCount <= Self.maximumBytes else {
        throw SchemaError(
          .limit, "The defaults take more than \(Self.maximumSlots) values or \(Self.maximumBytes) bytes")
      }
    }
    template.count = arena.slotCount - template.first
    template.byteCount += arena.byteCount
    if template.count == 0 { return nil }
    if template.count == 1 && template.byteCount == 0 {
      return Instruction(code: .constant, operand: UInt32(template.first))
    }
    templates.append(template)
    return Instruction(code: .template, operand: UInt32(templates.count - 1))
  }

  /// The instruction that puts the slot of a union's branch.
  mutating func instruction(forBranch branch: Int) -> Instruction {
    let place = places[branch] ?? arena.append(RecordSlot(Int64(branch)))
    places[branch] = place
    return Instruction(code: .constant, operand: UInt32(place))
  }
}
