import SchemaCore

/// Runs a program over one instance.
struct Evaluation<Observer: EvaluationObserver>: ~Copyable {
  let program: ValidationProgram
  let instance: JSONTapeView
  let limits: JSONSchemaValidator.Limits
  var observer: Observer
  let matcher: PatternMatcher
  var marks = EvaluatedMarks()
  /// The resources that evaluation came through, outermost first; kept only if they matter.
  var scope: [Int32] = []
  private var depth = 0
  private var steps = 0
  /// Where on the stack evaluation began.
  private var stackStart: UInt = 0

  init(
    _ program: ValidationProgram, _ instance: JSONTapeView, limits: JSONSchemaValidator.Limits, observer: Observer,
    matcher: PatternMatcher
  ) {
    self.program = program
    self.instance = instance
    self.limits = limits
    self.observer = observer
    self.matcher = matcher
  }

  /// True if the root of the instance is as the root of the schema wants it.
  mutating func run() throws(EvaluationInterruption) -> Bool {
    stackStart = Self.stackPlace()
    return try evaluate(ValidationProgram.root, 0, marks: -1)
  }

  /// True if the value in the slot is as the schema wants it.
  ///
  /// - Parameter marks: where to mark what of the value is evaluated; -1 if nobody wants to know.
  mutating func evaluate(
    _ index: SchemaIndex, _ slot: Int, marks: EvaluatedMarks.Base
  ) throws(EvaluationInterruption) -> Bool {
    guard depth < limits.depth, stackStart &- Self.stackPlace() < Self.stackBytes else { throw .depth(slot: slot) }
    depth &+= 1
    steps &+= 1
    defer { depth &-= 1 }
    guard steps < limits.steps else { throw .steps }
    let schema = program.schemas[Int(index)]
    guard program.hasDynamicReferences, schema.pointee.resource != scope.last else {
      return try apply(schema, index, slot, marks)
    }
    scope.append(schema.pointee.resource)
    defer { scope.removeLast() }
    return try apply(schema, index, slot, marks)
  }

  /// True if the kind of the value alone tells that it is as the schema wants it.
  @inline(__always) func isPlainlyValid(_ index: SchemaIndex, _ slot: Int) -> Bool {
    program.schemas[Int(index)].pointee.plainKinds.contains(instance[slot].kind)
  }

  // Calls in calls take more of the stack in one build than in another; the smallest stacks have 512 KiB.
  private static var stackBytes: UInt { 256 << 10 }

  @inline(__always) private static func stackPlace() -> UInt {
    var mark: UInt8 = 0
    return withUnsafeMutablePointer(to: &mark) { UInt(bitPattern: $0) }
  }

  /// Evaluates from another schema on.
  @inline(__always) mutating func evaluate(
    _ index: SchemaIndex, _ slot: Int, marks: EvaluatedMarks.Base, by step: EvaluationStep, from schema: SchemaIndex
  ) throws(EvaluationInterruption) -> Bool {
    if isPlainlyValid(index, slot) { return true }
    guard Observer.collects else { return try evaluate(index, slot, marks: marks) }
    observer.enter(step, from: schema)
    defer { observer.leave() }
    return try evaluate(index, slot, marks: marks)
  }

  @inline(__always) private mutating func apply(
    _ schema: UnsafePointer<CompiledSchema>, _ index: SchemaIndex, _ slot: Int, _ marks: EvaluatedMarks.Base
  ) throws(EvaluationInterruption) -> Bool {
    if schema.pointee.isOnlyReference {
      // What lies between need not be told where nothing is told.
      let isSkipped = !Observer.collects && !program.hasDynamicReferences && schema.pointee.target != index
      return try evaluate(
        isSkipped ? schema.pointee.target : schema.pointee.reference, slot, marks: marks,
        by: EvaluationStep(.reference), from: index)
    }
    let value = instance[slot]
    var isValid = true
    if !schema.pointee.kinds.contains(value.kind) {
      reportKind(schema, index, slot)
      guard Observer.collects else { return false }
      isValid = false
    }
    guard !schema.pointee.hasUnevaluated else {
      return try applyWithMarks(schema, index, slot, marks) && isValid
    }
    return try applyParts(schema, index, slot, value, marks) && isValid
  }

  /// All but the kind of value and what is unevaluated.
  @inline(__always) mutating func applyParts(
    _ schema: UnsafePointer<CompiledSchema>, _ index: SchemaIndex, _ slot: Int, _ value: JSONSlot,
    _ marks: EvaluatedMarks.Base
  ) throws(EvaluationInterruption) -> Bool {
    var isValid = true
    switch value.tag {
    case .string where schema.pointee.strings >= 0:
      isValid = try checkString(Int(schema.pointee.strings), index, slot, value)
    case .integer where schema.pointee.numbers >= 0, .decimal where schema.pointee.numbers >= 0:
      isValid = checkNumber(Int(schema.pointee.numbers), index, slot, value)
    case .array where schema.pointee.arrays >= 0:
      isValid = try checkArray(Int(schema.pointee.arrays), index, slot, value, marks)
    case .object where schema.pointee.objects >= 0:
      isValid = try checkObject(Int(schema.pointee.objects), index, slot, value, marks)
    default: break
    }
    if !isValid && !Observer.collects { return false }
    if !schema.pointee.values.isEmpty {
      isValid = checkValues(schema.pointee.values, index, slot, value) && isValid
      if !isValid && !Observer.collects { return false }
    }
    if schema.pointee.reference >= 0 {
      isValid =
        try evaluate(schema.pointee.reference, slot, marks: marks, by: EvaluationStep(.reference), from: index)
        && isValid
      if !isValid && !Observer.collects { return false }
    }
    if schema.pointee.applied >= 0 {
      isValid = try checkApplied(Int(schema.pointee.applied), index, slot, marks) && isValid
    }
    return isValid
  }

  @inline(never) private mutating func reportKind(
    _ schema: UnsafePointer<CompiledSchema>, _ index: SchemaIndex, _ slot: Int
  ) {
    guard Observer.collects else { return }
    let (kind, kinds) = (instance[slot].kind, schema.pointee.kinds)
    observer.report(EvaluationStep(schema.pointee.isFalse ? .never : .type), of: index, at: slot) {
      schema.pointee.isFalse
        ? "nothing is allowed here" : "\(kinds.names) is expected, and this is \(kind.name)"
    }
  }
}

extension JSONKindSet {
  /// The kind of one value, for messages.
  var name: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .wholeNumber: "a number with a fraction of 0 or an exponent"
    case .fraction: "a number"
    case .string: "a string"
    case .array: "an array"
    default: "an object"
    }
  }

  /// The kinds that a schema allows, for messages.
  var names: String {
    var names: [String] = []
    if contains(.null) { names.append("null") }
    if contains(.boolean) { names.append("a boolean") }
    if contains(.fraction) {
      names.append("a number")
    } else if contains(.integer) {
      names.append("an integer")
    }
    if contains(.string) { names.append("a string") }
    if contains(.array) { names.append("an array") }
    if contains(.object) { names.append("an object") }
    guard let last = names.popLast() else { return "nothing" }
    return names.isEmpty ? last : names.joined(separator: ", ") + " or " + last
  }
}
