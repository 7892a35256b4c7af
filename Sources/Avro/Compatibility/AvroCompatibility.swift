import SchemaCore

/// Finds everything that keeps a reader's schema from reading a writer's data.
///
/// The rules, their order and their paths are those of the reference implementation: they are close to the
/// resolution of data (Avro 1.12 specification, Schema Resolution), but not the same.
struct AvroCompatibility {
  private struct Pair: Hashable {
    let reader: AvroName
    let writer: AvroName
  }

  /// Ends the comparison: no list of incompatibilities would mean anything.
  private struct Stop: Error {
    let problem: AvroProblem
  }

  private let reader: AvroDocument
  private let writer: AvroDocument
  private var place = AvroPlace()
  /// What is known of pairs of named types; nothing for those whose comparison goes on around the present one, which
  /// count as compatible until shown otherwise. This is what ends recursion.
  private var known: [Pair: [AvroProblem]] = [:]
  private var depth = 0
  private var stepsLeft = AvroLimits.comparisons

  private init(reader: AvroDocument, writer: AvroDocument) {
    self.reader = reader
    self.writer = writer
  }

  /// Every incompatibility in the order of a walk through the reader's schema, up to
  /// `AvroLimits.incompatibilities` of them.
  static func incompatibilities(reader: AvroDocument, writer: AvroDocument) -> [Incompatibility] {
    var walk = AvroCompatibility(reader: reader, writer: writer)
    do {
      return try walk.check(reader.root, writer.root).map(\.incompatibility)
    } catch {
      return [error.problem.incompatibility]
    }
  }

  private mutating func check(_ reader: AvroSchema, _ writer: AvroSchema) throws(Stop) -> [AvroProblem] {
    depth += 1
    defer { depth -= 1 }
    try step()
    if depth > AvroLimits.depth {
      throw stop(.limit("the schemas are nested more than \(AvroLimits.depth) types deep"))
    }
    guard let readerName = reader.name, let writerName = writer.name else {
      return try problems(self.reader.definition(of: reader).type, self.writer.definition(of: writer).type)
    }
    let pair = Pair(reader: readerName, writer: writerName)
    if let problems = known[pair] { return problems }
    known[pair] = []
    let problems = try problems(self.reader.definition(of: reader).type, self.writer.definition(of: writer).type)
    known[pair] = problems
    return problems
  }

  private mutating func problems(_ reader: AvroType, _ writer: AvroType) throws(Stop) -> [AvroProblem] {
    switch (reader, writer) {
    case (.null, .null), (.boolean, .boolean), (.int, .int), (.long, .long), (.float, .float), (.double, .double),
      (.bytes, .bytes), (.string, .string):
      return []
    case (.array(let reader), .array(let writer)): return try check(reader, writer, at: .items)
    case (.map(let reader), .map(let writer)): return try check(reader, writer, at: .values)
    case (.fixed(let reader), .fixed(let writer)): return problems(reader, writer)
    case (.enumeration(let reader), .enumeration(let writer)): return problems(reader, writer)
    case (.record(let reader), .record(let writer)): return try problems(reader, writer)
    case (.union(let readers), .union(let writers)): return try problems(readers, writers)
    case (_, .union(let writers)):
      var problems: [AvroProblem] = []
      for (index, writer) in writers.enumerated() {
        add(try check(AvroSchema(reader), writer, at: .branch(index)), to: &problems)
      }
      return problems
    case (.union(let readers), _):
      return try missingBranch(in: branches(readers), for: AvroSchema(writer)).map { [$0] } ?? []
    default:
      return Promotion.exists(from: writer, to: reader) ? [] : [problem(.typeMismatch(reader: reader, writer: writer))]
    }
  }

  private mutating func check(
    _ reader: AvroSchema, _ writer: AvroSchema, at step: AvroPlace.Step
  ) throws(Stop) -> [AvroProblem] {
    place.push(step)
    defer { place.pop() }
    return try check(reader, writer)
  }

  private func problems(_ reader: AvroFixed, _ writer: AvroFixed) -> [AvroProblem] {
    var problems = nameProblems((reader.name, reader.aliases), writer.name, "fixed")
    if reader.size != writer.size {
      problems.append(
        problem(.fixedSizeMismatch(name: reader.name, reader: reader.size, writer: writer.size), in: "size"))
    }
    return problems
  }

  private func problems(_ reader: AvroEnum, _ writer: AvroEnum) -> [AvroProblem] {
    var problems = nameProblems((reader.name, reader.aliases), writer.name, "enum")
    let missing = Set(writer.symbols).subtracting(reader.symbols)
    if !missing.isEmpty, reader.defaultSymbol == nil {
      let symbols = missing.sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) }
      problems.append(problem(.missingEnumSymbols(symbols, name: reader.name), in: "symbols"))
    }
    return problems
  }

  private mutating func problems(_ reader: AvroRecord, _ writer: AvroRecord) throws(Stop) -> [AvroProblem] {
    var problems = nameProblems((reader.name, reader.aliases), writer.name, "record")
    try step(reader.fields.count + writer.fields.count)
    let written = Dictionary(writer.fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, field) in reader.fields.enumerated() {
      place.push(.field(index: index, name: field.name))
      defer { place.pop() }
      let matches = ([field.name] + field.aliases).compactMap { written[$0] }
      if matches.count > 1 {
        let type = self.reader.definition(of: field.schema).type
        place.isType = false
        throw stop(.ambiguousField(field.name, type: type, index: index, record: writer.name))
      }
      if let match = matches.first {
        add(try check(field.schema, writer.fields[match].schema), to: &problems)
      } else if field.defaultValue == nil {
        add([missingField(field, in: reader)], to: &problems)
      }
    }
    return problems
  }

  /// A field that the writer does not have and that has no default.
  ///
  /// Where its type is an enum with a default symbol, the reference implementation compares that enum with the
  /// writer's record; the verdict is the same.
  private func missingField(_ field: AvroField, in reader: AvroRecord) -> AvroProblem {
    if case .enumeration(let enumeration) = self.reader.definition(of: field.schema).type,
      enumeration.defaultSymbol != nil
    {
      return problem(.missingEnumField(field: field.name, record: reader.name))
    }
    var problem = problem(.missingDefault(field: field.name, record: reader.name))
    problem.place.isType = false
    return problem
  }

  /// Every branch of the writer's must be readable with the reader's union as a whole.
  private mutating func problems(_ readers: [AvroSchema], _ writers: [AvroSchema]) throws(Stop) -> [AvroProblem] {
    let branches = self.branches(readers)
    try step(readers.count)
    var problems: [AvroProblem] = []
    for (index, writer) in writers.enumerated() {
      guard var problem = try missingBranch(in: branches, for: writer) else { continue }
      problem.place = place.appending(.branch(index))
      add([problem], to: &problems)
    }
    return problems
  }

  /// The problem that no branch reads what is written, or nil if one does. The first that does counts.
  private mutating func missingBranch(
    in branches: UnionBranches, for writer: AvroSchema
  ) throws(Stop) -> AvroProblem? {
    let union = place
    defer { place = union }
    place = union.asRoot()
    var reason: AvroProblem?
    for branch in branches.candidates(for: writer) {
      let problems = try check(branch, writer)
      guard let first = problems.first else { return nil }
      if branch.name != nil, reason == nil { reason = first }
    }
    let type = self.writer.definition(of: writer).type
    return AvroProblem(kind: .missingUnionBranch(writer: type, reason: reason), place: union)
  }
}

extension AvroCompatibility {
  /// Types must agree in their last name, or the reader's must have the writer's full name as an alias.
  private func nameProblems(
    _ reader: (name: AvroName, aliases: [AvroName]), _ writer: AvroName, _ keyword: String
  ) -> [AvroProblem] {
    if reader.name.name == writer.name || reader.aliases.contains(writer) { return [] }
    return [problem(.nameMismatch(reader: reader.name, writer: writer, keyword: keyword), in: "name")]
  }

  private func problem(_ kind: AvroProblem.Kind, in attribute: String? = nil) -> AvroProblem {
    AvroProblem(kind: kind, place: attribute.map { place.appending(.attribute($0)) } ?? place)
  }

  private func branches(_ readers: [AvroSchema]) -> UnionBranches {
    UnionBranches(readers) { reader.definition(of: $0) }
  }

  private func stop(_ kind: AvroProblem.Kind) -> Stop { Stop(problem: problem(kind)) }

  private mutating func step(_ count: Int = 1) throws(Stop) {
    stepsLeft -= count
    if stepsLeft < 0 { throw stop(.limit("the schemas are too large")) }
  }

  /// Lists of what is wrong with a type used in many places repeat, and could double with every level.
  private func add(_ more: [AvroProblem], to problems: inout [AvroProblem]) {
    problems += more.prefix(AvroLimits.incompatibilities - problems.count)
  }
}
