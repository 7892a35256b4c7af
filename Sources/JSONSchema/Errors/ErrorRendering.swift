import SchemaCore

/// Makes errors of findings: finds the places.
struct ErrorRendering {
  let program: ValidationProgram
  let instance: JSONTapeView
  private let positions: [Int: TextPosition]

  /// - Parameter text: the instance as it was before it was read.
  init(
    _ findings: [ErrorCollector.Finding], _ program: ValidationProgram, _ instance: JSONTapeView,
    _ text: UnsafeBufferPointer<UInt8>
  ) {
    self.program = program
    self.instance = instance
    var offsets: Set<Int> = []
    Self.collect(findings, instance, &offsets)
    positions = Self.positions(of: offsets, in: text)
  }

  func error(_ finding: ErrorCollector.Finding) -> ValidationError {
    let own = tokens(of: finding.step, in: finding.schema)
    let place = program.places[Int(finding.schema)]
    return ValidationError(
      keyword: finding.step.keyword.rawValue, instancePath: instance.pointer(to: finding.slot),
      position: positions[Self.offset(of: finding.slot, instance)] ?? TextPosition(line: 1, column: 1),
      evaluationPath: JSONPointer(finding.trail.flatMap { tokens(of: $0.step, in: $0.schema) } + own),
      schemaLocation: place.uri + (own.isEmpty ? "" : JSONPointer(own).description),
      schemaPath: JSONPointer(place.pointer.tokens + own),
      isInOwnSchema: place.document === program.places[Int(ValidationProgram.root)].document, message: finding.message,
      causes: finding.causes.map(error))
  }

  private static func collect(
    _ findings: [ErrorCollector.Finding], _ instance: JSONTapeView, _ offsets: inout Set<Int>
  ) {
    for finding in findings {
      offsets.insert(offset(of: finding.slot, instance))
      collect(finding.causes, instance, &offsets)
    }
  }

  private static func offset(of slot: Int, _ instance: JSONTapeView) -> Int {
    // A string's offset is behind its quote.
    Int(instance[slot].offset) - (instance[slot].tag == .string ? 1 : 0)
  }

  /// All in one walk: there may be many, and texts may be long.
  private static func positions(
    of offsets: Set<Int>, in text: UnsafeBufferPointer<UInt8>
  ) -> [Int: TextPosition] {
    var positions: [Int: TextPosition] = [:]
    var position = TextPosition(line: 1, column: 1)
    var place = 0
    for offset in offsets.sorted() {
      let rest = UnsafeBufferPointer(rebasing: text[place..<min(offset, text.count)])
      let ahead = TextPosition(offset: rest.count, in: rest)
      position =
        ahead.line == 1
        ? TextPosition(line: position.line, column: position.column + ahead.column - 1)
        : TextPosition(line: position.line + ahead.line - 1, column: ahead.column)
      positions[offset] = position
      place = offset
    }
    return positions
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
