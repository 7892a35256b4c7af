import SchemaCore

/// Walks over a reader's and a writer's schema as libavro does when it makes a resolver of them, and finds where it
/// fails or goes wrong though the specification lets the reader read (Avro 1.12 specification, Schema Resolution).
struct ResolutionPortability {
  /// What libavro makes of two types.
  private struct Outcome {
    /// What the consumer's author has to know.
    var findings: [PortabilityFinding] = []
    /// True if libavro makes no resolver. Without findings the specification does not want one either.
    var fails = false

    static let reads = Outcome()
    static let incompatible = Outcome(fails: true)
  }

  private struct Pair: Hashable {
    let reader: AvroName
    let writer: AvroName
  }

  private let reader: AvroDocument
  private let writer: AvroDocument
  private var place = AvroPlace()
  /// What is known of pairs of named types; those whose comparison goes on around the present one are taken to be read.
  private var known: [Pair: Outcome] = [:]
  private var depth = 0
  private var stepsLeft = AvroLimits.comparisons

  init(reader: AvroDocument, writer: AvroDocument) {
    self.reader = reader
    self.writer = writer
  }

  /// The findings in the order of a walk through the reader's schema, each once and with its worst effect.
  mutating func findings() -> [PortabilityFinding] {
    var order: [PortabilityFinding] = []
    var places: [PortabilityFinding: Int] = [:]
    for finding in check(reader.root, writer.root).findings {
      var key = finding
      key.effect = finding.rule.effect
      if let place = places[key] {
        if finding.effect == .crash { order[place].effect = .crash }
      } else {
        places[key] = order.count
        order.append(finding)
      }
    }
    return order
  }

  /// Comparisons that are too deep or too long end without a finding; the check for compatibility refuses them.
  private mutating func check(_ reader: AvroSchema, _ writer: AvroSchema) -> Outcome {
    depth += 1
    defer { depth -= 1 }
    stepsLeft -= 1
    if stepsLeft < 0 || depth > AvroLimits.depth { return .reads }
    let types = (self.reader.definition(of: reader).type, self.writer.definition(of: writer).type)
    guard let readerName = reader.name, let writerName = writer.name else { return check(types.0, types.1) }
    let pair = Pair(reader: readerName, writer: writerName)
    if let outcome = known[pair] { return outcome }
    known[pair] = .reads
    let outcome = check(types.0, types.1)
    known[pair] = outcome
    return outcome
  }

  private mutating func check(_ reader: AvroType, _ writer: AvroType) -> Outcome {
    switch (reader, writer) {
    case (_, .union(let branches)): return check(reader, branches: branches)
    case (.union(let branches), _): return check(branches: branches, writer)
    case (.array(let reader), .array(let writer)): return check(items: reader, writer, at: .items)
    case (.map(let reader), .map(let writer)): return check(items: reader, writer, at: .values)
    case (.record(let reader), .record(let writer)): return check(reader, writer)
    case (.enumeration(let reader), .enumeration(let writer)): return check(reader, writer)
    case (.fixed(let reader), .fixed(let writer)): return check(reader, writer)
    case (.bytes, .string), (.string, .bytes): return failure(.bytesAsString, reader.keyword ?? "")
    case (.null, .null), (.boolean, .boolean), (.int, .int), (.long, .long), (.float, .float), (.double, .double),
      (.bytes, .bytes), (.string, .string):
      return .reads
    default: return Promotion.exists(from: writer, to: reader) ? .reads : .incompatible
    }
  }

  /// libavro puts off the failure of a branch until a record has it.
  private mutating func check(_ reader: AvroType, branches: [AvroSchema]) -> Outcome {
    var outcome = Outcome(fails: true)
    for branch in branches {
      let one = check(AvroSchema(reader), branch)
      outcome.findings = joined(outcome.findings, one.findings)
      if !one.fails { outcome.fails = false }
    }
    return outcome
  }

  private mutating func check(branches: [AvroSchema], _ writer: AvroType) -> Outcome {
    let expected = branchOfSpecification(branches, for: writer)
    var outcome = Outcome.incompatible
    for (index, branch) in branches.enumerated() {
      place.push(.branch(index))
      defer { place.pop() }
      let one = check(branch, AvroSchema(writer))
      if one.fails {
        if index == expected { outcome = one }
        continue
      }
      outcome = one
      if let expected, index != expected { outcome.findings.append(finding(.branchByOrder, name(of: branch))) }
      if canBeEmpty(reader.definition(of: branch).type) {
        outcome.findings.append(finding(.emptyBranchValue, name(of: branch)))
      }
      return outcome
    }
    return outcome
  }

  /// A failure within an array or a map ends the process: libavro frees what it has freed before.
  private mutating func check(
    items reader: AvroSchema, _ writer: AvroSchema, at step: AvroPlace.Step
  ) -> Outcome {
    place.push(step)
    defer { place.pop() }
    var outcome = check(reader, writer)
    if outcome.fails {
      for index in outcome.findings.indices { outcome.findings[index].effect = .crash }
    }
    return outcome
  }

  private mutating func check(_ reader: AvroRecord, _ writer: AvroRecord) -> Outcome {
    if reader.name.name != writer.name.name { return renamed(reader.name, reader.aliases, writer.name) }
    let written = Dictionary(writer.fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    stepsLeft -= reader.fields.count + writer.fields.count
    var outcome = Outcome()
    for (index, field) in reader.fields.enumerated() {
      place.push(.field(index: index, name: field.name))
      defer { place.pop() }
      let one = written[field.name].map { check(field.schema, $0.schema) } ?? missing(field, in: written)
      outcome.findings = joined(outcome.findings, one.findings)
      if one.fails { outcome.fails = true }
    }
    return outcome
  }

  private mutating func missing(_ field: AvroField, in written: [String: AvroField]) -> Outcome {
    place.isType = false
    defer { place.isType = true }
    if field.aliases.contains(where: { written[$0] != nil }) { return failure(.aliasNeeded) }
    return field.defaultValue == nil ? .incompatible : failure(.defaultNeeded)
  }

  private func check(_ reader: AvroEnum, _ writer: AvroEnum) -> Outcome {
    if reader.name.name != writer.name.name { return renamed(reader.name, reader.aliases, writer.name) }
    if reader.symbols.starts(with: writer.symbols) { return .reads }
    return Outcome(findings: [finding(.symbolsMoved, "enum \(reader.name)")])
  }

  private func check(_ reader: AvroFixed, _ writer: AvroFixed) -> Outcome {
    if reader.size != writer.size { return .incompatible }
    if reader.name == writer.name { return .reads }
    if reader.name.name == writer.name.name { return failure(.fixedMoved, "fixed \(reader.name)") }
    return renamed(reader.name, reader.aliases, writer.name)
  }

  private func renamed(_ reader: AvroName, _ aliases: [AvroName], _ writer: AvroName) -> Outcome {
    aliases.contains(writer) ? failure(.aliasNeeded, "\(reader)") : .incompatible
  }
}

extension ResolutionPortability {
  /// The branch that the specification wants: the first of those that fit best, as in `ResolutionCompiler`.
  private func branchOfSpecification(_ branches: [AvroSchema], for writer: AvroType) -> Int? {
    let ranks = branches.map { rank(of: writer, as: reader.definition(of: $0).type) }
    return ranks.compactMap(\.self).min().flatMap { ranks.firstIndex(of: $0) }
  }

  private func rank(of written: AvroType, as read: AvroType) -> Int? {
    switch (written, read) {
    case (.record(let type), .record(let readType)): type.name.rank(as: readType.name, aliases: readType.aliases)
    case (.enumeration(let type), .enumeration(let readType)):
      type.name.rank(as: readType.name, aliases: readType.aliases)
    case (.fixed(let type), .fixed(let readType)): type.name.rank(as: readType.name, aliases: readType.aliases)
    default:
      if written.keyword == read.keyword {
        0
      } else {
        Promotion.exists(from: written, to: read) ? AvroName.promotionRank : nil
      }
    }
  }

  /// True for types that may store nothing at all in a union, by which libavro would find its branch.
  private func canBeEmpty(_ type: AvroType) -> Bool {
    switch type {
    case .array, .map: true
    case .record(let record): record.fields.isEmpty
    default: false
    }
  }

  private func name(of schema: AvroSchema) -> String { schema.name?.fullName ?? schema.type.keyword ?? "union" }

  /// `subject`: the type that it is about; nil for the field.
  private func failure(_ rule: PortabilityRule, _ subject: String? = nil) -> Outcome {
    Outcome(findings: [finding(rule, subject)], fails: true)
  }

  private func finding(_ rule: PortabilityRule, _ subject: String?) -> PortabilityFinding {
    PortabilityFinding(rule, at: place.path, place.portabilitySubject(subject))
  }

  /// Lists for a type used in many places repeat, and could double with every level.
  private func joined(_ findings: [PortabilityFinding], _ more: [PortabilityFinding]) -> [PortabilityFinding] {
    findings + more.prefix(AvroLimits.incompatibilities - findings.count)
  }
}
