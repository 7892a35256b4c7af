import SchemaCore

extension ResolutionCompiler {
  /// A record costs more than a type without parts.
  private static let stepsOfRecord = 15

  /// Compiles a record: its fields are read in the writer's order and put into the reader's.
  mutating func emit(
    _ type: AvroRecordType, _ fields: [AvroLayout.Index], as readType: AvroRecordType, _ readFields: [AvroLayout.Index]
  ) throws(AvroResolutionError) {
    guard type.name.rank(as: readType.name, aliases: readType.definition.aliases) != nil else {
      return refuse(.nameMismatch(reader: readType.name, writer: type.name, keyword: "record"), in: "name")
    }
    try spend(Self.stepsOfRecord + (fields.count + readFields.count) / 4)
    let sources = Self.sources(of: readType.definition, in: type)
    refuseMissing(sources, in: readType)
    let sizes = readFields.map { reader.size(of: $0) }
    for step in FieldArrangement(sources: sources, writerCount: fields.count, sizes: sizes).steps {
      switch step {
      case .read(let written, let read):
        place.push(.field(index: read, name: readType.fields[read].name))
        try emit(fields[written], readFields[read])
        place.pop()
      case .skip(let written): try emitSkip(Array(fields[written]))
      case .defaults(let read):
        do {
          guard let instruction = try defaults.instruction(for: read, of: readType, readFields, reader) else { break }
          parts.decoding.instructions.append(instruction)
        } catch { throw .schema(error) }
      case .mark: append(.mark)
      case .advance(let count): advance(count)
      case .permute(let permutation):
        append(.permute, operand: parts.decoding.jumps.count)
        parts.decoding.jumps += PermutationTable.numbers(of: permutation)
      }
    }
  }

  /// Moves on from the last slot; a single one that always comes just before does that by itself.
  private mutating func advance(_ count: Int) {
    let last = parts.decoding.instructions.count - 1
    let isAlways = last >= lastTarget && parts.decoding.instructions[last].advances
    let distance = Int16(exactly: count * MemoryLayout<RecordSlot>.stride)
    if isAlways, parts.decoding.instructions[last].extra == 0, let distance {
      parts.decoding.instructions[last].extra = UInt16(bitPattern: distance)
    } else {
      append(.advance, operand: Int(UInt32(bitPattern: Int32(count))))
    }
  }

  /// For each of the reader's fields the writer's field that it is read from. Each of the writer's fields is read once:
  /// fields of the same name find one another first, then those that the reader gives an alias for.
  private static func sources(of record: AvroRecord, in writer: AvroRecordType) -> [Int?] {
    var sources = record.fields.map { writer.index(of: $0.name) }
    var used = Set(sources.compactMap(\.self))
    for (place, field) in record.fields.enumerated() where sources[place] == nil {
      let source = field.aliases.lazy.compactMap { writer.index(of: $0) }.first { !used.contains($0) }
      guard let source else { continue }
      sources[place] = source
      used.insert(source)
    }
    return sources
  }

  /// A field that is not written needs a default.
  private mutating func refuseMissing(_ sources: [Int?], in type: AvroRecordType) {
    for (index, field) in type.fields.enumerated() where sources[index] == nil && field.defaultValue == nil {
      place.push(.field(index: index, name: field.name))
      refuse(.missingDefault(field: field.name, record: type.name), isType: false)
      place.pop()
    }
  }

}
