import SchemaCore

/// Compiles what makes a reader's record of a writer's bytes (Avro 1.12 specification, Schema Resolution).
///
/// It walks over both layouts at a time. What does not fit becomes an instruction that fails, because a record may never
/// get there: its union may be of another branch, its array empty. What every record meets is remembered besides, and
/// refused at the end.
struct ResolutionCompiler: ~Copyable {
  /// How many pairs of types are looked at and instructions made: unions in one another can ask for very many.
  private static let maximumSteps = 1 << 20

  /// Something that a place cannot do without.
  enum Finding {
    /// It cannot be read.
    case problem(AvroProblem)
    /// It is a record whose fields are compiled elsewhere.
    case routine(Int)
  }

  /// A pair of records that is compiled once for many uses.
  private struct Routine {
    struct Pair: Hashable {
      let writer: AvroName
      let reader: AvroLayout.Index
    }

    let writer: AvroLayout.Index
    let reader: AvroLayout.Index
    /// Where it is met first.
    let place: AvroPlace
    var entry: UInt32 = 0
    var findings: [Finding] = []
  }

  let writer: AvroLayout
  let reader: AvroLayout
  var parts = Resolution.Parts()
  var defaults = DefaultTemplates()
  var skipping: ProgramCompiler
  /// Where the skipping of rows of fields has been compiled to.
  var skips: [[AvroLayout.Index]: UInt32] = [:]
  var place = AvroPlace()
  /// What was found since the beginning of the root or of the routine.
  var findings: [Finding] = []
  /// The first instruction of the writer's branch that is being compiled.
  var branchStart = -1
  /// The last instruction that others jump to, or where it will be.
  var lastTarget = 0
  private var routines: [Routine] = []
  private var routineOfPair: [Routine.Pair: Int] = [:]
  private var calls: [(instruction: Int, routine: Int)] = []
  private var depth = 0
  private var stepsLeft = maximumSteps

  /// - Throws: `AvroResolutionError` if no record could be read, or if the schemas are too large for one another.
  static func resolution(writer: AvroLayout, reader: AvroLayout) throws(AvroResolutionError) -> Resolution {
    var compiler = ResolutionCompiler(writer: writer, reader: reader)
    try compiler.compile()
    return Resolution(compiler.parts)
  }

  private init(writer: AvroLayout, reader: AvroLayout) {
    self.writer = writer
    self.reader = reader
    skipping = ProgramCompiler(writer)
  }

  private mutating func compile() throws(AvroResolutionError) {
    try emit(0, 0)
    append(.end)
    let certain = findings
    var compiled = 0
    while compiled < routines.count {
      let routine = routines[compiled]
      routines[compiled].entry = next
      findings = []
      place = routine.place
      try emit(routine.writer, routine.reader)
      append(.return)
      routines[compiled].findings = findings
      compiled += 1
    }
    for call in calls { parts.decoding.instructions[call.instruction].operand = routines[call.routine].entry }
    let problems = problems(in: certain)
    if !problems.isEmpty { throw .unreadable(problems.map(\.incompatibility)) }
    skipping.appendCalled()
    parts.skipping = Resolution.Walk(instructions: skipping.instructions, jumps: skipping.jumps)
    parts.constants = defaults.slots
    parts.templates = defaults.templates
    parts.bytes = defaults.bytes
  }

  /// The problems among the findings, and those of the routines that they lead to.
  private func problems(in findings: [Finding]) -> [AvroProblem] {
    var problems: [AvroProblem] = []
    var visited: Set<Int> = []
    var waiting: [Finding] = findings.reversed()
    while let finding = waiting.popLast(), problems.count < AvroLimits.incompatibilities {
      switch finding {
      case .problem(let problem): problems.append(problem)
      case .routine(let index):
        if visited.insert(index).inserted { waiting += routines[index].findings.reversed() }
      }
    }
    return problems
  }

  var next: UInt32 { UInt32(parts.decoding.instructions.count) }

  mutating func append(_ code: Instruction.Code, extra: Int = 0, operand: Int = 0) {
    parts.decoding.instructions.append(
      Instruction(code: code, extra: UInt16(truncatingIfNeeded: extra), operand: UInt32(truncatingIfNeeded: operand)))
  }

  mutating func spend(_ steps: Int) throws(AvroResolutionError) {
    stepsLeft -= steps
    if stepsLeft < 0 {
      throw .schema(SchemaError(.limit, "It takes too many instructions to read what is written with the other schema"))
    }
  }

  /// Compiles what reads a value written as one type as a value of another.
  mutating func emit(_ written: AvroLayout.Index, _ read: AvroLayout.Index) throws(AvroResolutionError) {
    depth += 1
    defer { depth -= 1 }
    try spend(1)
    guard depth <= AvroProgram.maximumNesting else {
      throw .schema(
        SchemaError(.limit, "types are nested more than \(AvroProgram.maximumNesting) deep in one record"))
    }
    switch (writer.nodes[written], reader.nodes[read]) {
    case (.shared(let record), _): try emit(record, read)
    case (.union(let branches), .union(let readers)): try emit(branches, asBranchesOf: readers)
    case (.union(let branches), _): try emit(branches, as: read)
    case (_, .union(let readers)): try emit(written, asBranchOf: readers)
    case (.record(let type, _), .shared(let record)): emitCall(type.name, written, record)
    case (.record(let type, let fields), .record(let readType, let readFields)):
      try emit(type, fields, as: readType, readFields)
    case (.array(let items), .array(let readItems)): try emit(items: items, as: readItems, isMap: false)
    case (.map(let values), .map(let readValues)): try emit(items: values, as: readValues, isMap: true)
    default: try emitScalar(written, read)
    }
  }

  private mutating func emitCall(_ name: AvroName, _ written: AvroLayout.Index, _ record: AvroLayout.Index) {
    let pair = Routine.Pair(writer: name, reader: record)
    let routine = routineOfPair[pair] ?? routines.count
    if routine == routines.count {
      routineOfPair[pair] = routine
      routines.append(Routine(writer: written, reader: record, place: place))
    }
    findings.append(.routine(routine))
    calls.append((Int(next), routine))
    append(.call)
  }

  private mutating func emit(
    items written: AvroLayout.Index, as read: AvroLayout.Index, isMap: Bool
  ) throws(AvroResolutionError) {
    switch (writer.nodes[written], reader.nodes[read]) {
    case (.long, .long) where !isMap: return append(.longs)
    case (.double, .double) where !isMap: return append(.doubles)
    default: break
    }
    let minimum = Int(UInt16(clamping: writer.minimumBytes(of: written) + (isMap ? 1 : 0)))
    let begin = Int(next)
    append(.array, extra: minimum)
    if isMap { append(.string) }
    let found = findings.count
    place.push(isMap ? .values : .items)
    try emit(written, read)
    place.pop()
    // There may be no items.
    findings.removeSubrange(found...)
    append(.loop, extra: minimum, operand: begin + 1)
    parts.decoding.instructions[begin].operand = next
  }

  /// Compiles a failure.
  mutating func refuse(_ kind: AvroProblem.Kind, in attribute: String? = nil, isType: Bool = true) {
    var problem = AvroProblem(kind: kind, place: attribute.map { place.appending(.attribute($0)) } ?? place)
    problem.place.isType = isType
    findings.append(.problem(problem))
    // A branch without bytes begins where the next field does; the branch's number, in front of it, is surely its own.
    append(.fail, extra: Int(next) == branchStart ? 1 : 0, operand: failure(of: problem))
  }

  /// The number of the text that tells what is wrong.
  mutating func failure(of problem: AvroProblem) -> Int {
    parts.failures.append(problem.incompatibility.explanation.text(reader: "reader's", writer: "writer's"))
    return parts.failures.count - 1
  }

  mutating func refuseType(_ written: AvroLayout.Index, _ read: AvroLayout.Index) {
    refuse(.typeMismatch(reader: reader.schemaType(of: read), writer: writer.schemaType(of: written)))
  }
}
