extension ResolutionCompiler {
  /// Compiles the stepping over of fields that follow one another. What takes one instruction stands among those that
  /// decode, as does the choice between null and such a type; the rest is left to a `BinarySkipper`.
  mutating func emitSkip(_ fields: [AvroLayout.Index]) throws(AvroResolutionError) {
    var others: [AvroLayout.Index] = []
    for field in fields {
      guard let step = skipStep(over: field) else {
        others.append(field)
        continue
      }
      try emitSkipping(others)
      others = []
      try spend(1)
      emit(step)
    }
    try emitSkipping(others)
  }

  /// A value that is stepped over where it is met.
  private enum SkipStep {
    case value(Instruction?)
    case nullable(null: Int, Instruction)
  }

  private func skipStep(over field: AvroLayout.Index) -> SkipStep? {
    switch writer.nodes[field] {
    case .null: return .value(nil)
    case .boolean: return .value(Instruction(code: .skipBytes, operand: 1))
    case .int, .long, .enumeration: return .value(Instruction(code: .skipNumber))
    case .float: return .value(Instruction(code: .skipBytes, operand: 4))
    case .double: return .value(Instruction(code: .skipBytes, operand: 8))
    case .bytes, .string: return .value(Instruction(code: .skipText))
    case .fixed(let type): return .value(Instruction(code: .skipBytes, operand: UInt32(type.size)))
    case .union(let branches):
      guard let null = nullOfNullable(branches),
        case .value(let instruction?) = skipStep(over: branches[1 - null].node)
      else { return nil }
      return .nullable(null: null, instruction)
    case .array, .map, .record, .shared: return nil
    }
  }

  private mutating func emit(_ step: SkipStep) {
    switch step {
    case .value(let instruction):
      if let instruction { parts.decoding.instructions.append(instruction) }
    case .nullable(let null, let instruction):
      // Null goes on behind the instruction, the other branch with it.
      let begin = next + 1
      append(.branch, extra: 2, operand: parts.decoding.jumps.count)
      parts.decoding.jumps += null == 0 ? [begin + 1, begin] : [begin, begin + 1]
      parts.decoding.instructions.append(instruction)
      lastTarget = Int(next)
    }
  }

  private mutating func emitSkipping(_ fields: [AvroLayout.Index]) throws(AvroResolutionError) {
    if fields.isEmpty { return }
    let before = skipping.instructions.count
    let entry = skips[fields] ?? skipping.append(fields)
    skips[fields] = entry
    try spend(skipping.instructions.count - before)
    append(.skip, operand: Int(entry))
  }
}
