/// Turns a layout, or parts of it, into instructions.
struct ProgramCompiler {
  private let layout: AvroLayout
  private(set) var instructions: [Instruction] = []
  /// Where the branches of all unions begin.
  private(set) var jumps: [UInt32] = []
  /// Calls whose target was not compiled yet.
  private var calls: [(instruction: Int, record: AvroLayout.Index)] = []

  /// A compiler that has compiled nothing so far.
  init(_ layout: AvroLayout) {
    self.layout = layout
  }

  /// The whole layout.
  static func compiled(_ layout: AvroLayout) -> ProgramCompiler {
    var compiler = ProgramCompiler(layout)
    compiler.append([0])
    compiler.appendCalled()
    return compiler
  }

  /// Appends what codes values of these types one after the other, and returns where it begins.
  @discardableResult mutating func append(_ nodes: [AvroLayout.Index]) -> UInt32 {
    let begin = next
    for node in nodes { emit(node) }
    instructions.append(Instruction(code: .end))
    return begin
  }

  /// Appends the shared records that are called; the last thing to do.
  mutating func appendCalled() {
    var entries: [AvroLayout.Index: UInt32] = [:]
    var resolved = 0
    while resolved < calls.count {
      let call = calls[resolved]
      if entries[call.record] == nil {
        entries[call.record] = next
        emit(call.record)
        instructions.append(Instruction(code: .return))
      }
      instructions[call.instruction].operand = entries[call.record, default: 0]
      resolved += 1
    }
  }

  private var next: UInt32 { UInt32(instructions.count) }

  private mutating func emit(_ index: AvroLayout.Index) {
    switch layout.nodes[index] {
    case .null: break
    case .boolean: instructions.append(Instruction(code: .boolean))
    case .int: instructions.append(Instruction(code: .int))
    case .long: instructions.append(Instruction(code: .long))
    case .float: instructions.append(Instruction(code: .float))
    case .double: instructions.append(Instruction(code: .double))
    case .bytes: instructions.append(Instruction(code: .bytes))
    case .string: instructions.append(Instruction(code: .string))
    case .fixed(let type): instructions.append(Instruction(code: .fixed, operand: UInt32(type.size)))
    case .enumeration(let type):
      instructions.append(Instruction(code: .enumeration, operand: UInt32(type.symbols.count)))
    case .array(let items): emitArray(items: items)
    case .map(let values): emitItems(of: values, isMap: true)
    case .union(let branches): emitUnion(branches)
    case .record(_, let fields): for field in fields { emit(field) }
    case .shared(let record):
      calls.append((instructions.count, record))
      instructions.append(Instruction(code: .call))
    }
  }

  private mutating func emitArray(items: AvroLayout.Index) {
    switch layout.nodes[items] {
    case .long: instructions.append(Instruction(code: .longs))
    case .double: instructions.append(Instruction(code: .doubles))
    default: emitItems(of: items, isMap: false)
    }
  }

  private mutating func emitItems(of index: AvroLayout.Index, isMap: Bool) {
    let minimum = UInt16(clamping: layout.minimumBytes(of: index) + (isMap ? 1 : 0))
    let begin = instructions.count
    instructions.append(Instruction(code: .array, extra: minimum))
    if isMap { instructions.append(Instruction(code: .string)) }
    emit(index)
    instructions.append(Instruction(code: .loop, extra: minimum, operand: UInt32(begin + 1)))
    instructions[begin].operand = next
  }

  private mutating func emitUnion(_ branches: [AvroLayout.Branch]) {
    let null = branches.firstIndex { if case .null = layout.nodes[$0.node] { true } else { false } }
    if branches.count == 2, let null {
      let begin = instructions.count
      instructions.append(Instruction(code: .nullable, extra: UInt16(null)))
      emit(branches[1 - null].node)
      instructions[begin].operand = next
      return
    }
    let table = jumps.count
    jumps += repeatElement(0, count: branches.count)
    instructions.append(Instruction(code: .union, extra: UInt16(branches.count), operand: UInt32(table)))
    var exits: [Int] = []
    for (place, branch) in branches.enumerated() {
      jumps[table + place] = next
      emit(branch.node)
      exits.append(instructions.count)
      instructions.append(Instruction(code: .jump))
    }
    for exit in exits { instructions[exit].operand = next }
  }
}
