import SchemaCore

/// Collects what an evaluation finds, with its places.
struct ErrorCollector: EvaluationObserver {
  static var collects: Bool { true }

  private(set) var errors: [ValidationError] = []
  private let program: ValidationProgram
  private let instance: JSONTapeView
  private let text: UnsafeBufferPointer<UInt8>
  private let maximum: Int
  private var trail: [(step: EvaluationStep, schema: SchemaIndex)] = []

  init(
    _ program: ValidationProgram, _ instance: JSONTapeView, _ text: UnsafeBufferPointer<UInt8>, maximum: Int
  ) {
    self.program = program
    self.instance = instance
    self.text = text
    self.maximum = maximum
  }

  mutating func enter(_ step: EvaluationStep, from schema: SchemaIndex) { trail.append((step, schema)) }

  mutating func leave() { trail.removeLast() }

  var count: Int { errors.count }

  mutating func discard(from count: Int) { errors.removeLast(errors.count - count) }

  mutating func report(_ step: EvaluationStep, of schema: SchemaIndex, at slot: Int, _ message: () -> String) {
    guard errors.count < maximum else { return }
    errors.append(error(step, schema, slot, message()))
  }

  mutating func report(
    _ step: EvaluationStep, of schema: SchemaIndex, at slot: Int, becauseOfAllFrom count: Int, _ message: () -> String
  ) {
    var error = error(step, schema, slot, message())
    error.causes = Array(errors[count...])
    discard(from: count)
    errors.append(error)
  }

  private func error(
    _ step: EvaluationStep, _ schema: SchemaIndex, _ slot: Int, _ message: String
  ) -> ValidationError {
    let path = trail.flatMap { tokens(of: $0.step, in: $0.schema) } + tokens(of: step, in: schema)
    let place = program.places[Int(schema)]
    let own = tokens(of: step, in: schema)
    let offset = Int(instance[slot].offset) - (instance[slot].tag == .string ? 1 : 0)
    return ValidationError(
      keyword: step.keyword.rawValue, instancePath: instance.pointer(to: slot),
      position: TextPosition(offset: offset, in: text), evaluationPath: JSONPointer(path),
      schemaLocation: place.uri + (own.isEmpty ? "" : JSONPointer(own).description),
      schemaPath: JSONPointer(place.pointer.tokens + own), message: message, causes: [])
  }

  private func tokens(of step: EvaluationStep, in schema: SchemaIndex) -> [String] {
    if step.keyword == .never { return [] }
    let keyword = step.keyword.rawValue
    let index = Int(step.index)
    guard index >= 0 else { return [keyword] }
    let compiled = program.schemas[Int(schema)].pointee
    guard compiled.objects >= 0 else { return [keyword, String(index)] }
    let objects = program.objects[Int(compiled.objects)].pointee
    switch step.keyword {
    case .properties: return [keyword, objects.names.names[index]]
    case .patternProperties:
      return [keyword, program.expressions[Int(objects.patterns[index].expression)].pointee.pattern]
    case .dependencies, .dependentRequired, .dependentSchemas:
      return [keyword, objects.names.names[Int(objects.dependencies[index].name)]]
    default: return [keyword, String(index)]
    }
  }
}
