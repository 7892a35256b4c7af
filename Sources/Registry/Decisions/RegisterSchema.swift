import HashTreeCollections
import SchemaCore

/// A schema becomes a version of a subject, or turns out to be one already.
enum RegisterSchema {
  struct Request: Sendable {
    /// The schema; an empty text stands for that of the latest version.
    var schema: SchemaText
    var subject: SubjectName
    var options: RegistrationOptions
  }

  /// The version that holds the schema.
  ///
  /// - Throws: whatever keeps the schema from being registered; the first of the checks in their order counts.
  static func decide(
    _ request: Request, in state: RegistryState, _ preparation: SchemaPreparation
  ) throws(RegistryError) -> Decision<RegisteredSchema> {
    try checkSubject(request.subject, in: state, preparation.options)
    let mode = state.mode(for: request.subject)
    let prepared = Result { () throws(RegistryError) in
      try self.candidate(for: request, mode: mode, in: state, preparation)
    }
    if case .success(let candidate) = prepared,
      let known = alreadyRegistered(candidate, request, mode: mode, in: state, preparation)
    {
      return Decision(known)
    }
    try checkMode(mode, request)
    let candidate = try prepared.get()
    if !mode.isImporting && !request.options.isForced {
      try checkCompatibility(of: candidate, request.subject, in: state, preparation)
    }
    return try registration(of: candidate, request, mode: mode, in: state)
  }

  private static func checkSubject(
    _ subject: SubjectName, in state: RegistryState, _ options: RegistryOptions
  ) throws(RegistryError) {
    let isRejected = options.rejectsEmptySubjects && (subject.isContext || subject.name == "*")
    if isRejected || subject.problem() != nil || !mayHold(subject.context, in: state) {
      throw .invalidSubject(subject.description)
    }
  }

  /// A context that is there holds whatever it is called; a new one needs a name that is safe in paths and files.
  private static func mayHold(_ context: ContextName, in state: RegistryState) -> Bool {
    context.isDefault || context.isPlain || state.contextNames.contains(context)
  }

  private static func candidate(
    for request: Request, mode: RegistryMode, in state: RegistryState, _ preparation: SchemaPreparation
  ) throws(RegistryError) -> SchemaPreparation.Candidate {
    var schema = request.schema
    if schema.text.utf8.allSatisfy({ $0 <= 0x20 }), !mode.isImporting {
      guard let latest = state.find(.latest, of: request.subject, includesDeleted: false) else { throw .emptySchema }
      schema = latest.schema
    }
    let config = state.config(for: request.subject)
    let treatment = SchemaPreparation.Treatment(
      rules: mode.isImporting || config.validatesNewSchemas == false ? .stored : .new,
      normalizes: !mode.isImporting && (request.options.normalizes || config.normalizes == true),
      references: mode.isImporting ? .all : .live)
    do {
      return try preparation.prepare(schema, for: request.subject, in: state, treatment)
    } catch .invalidSchema(let format, let error) where treatment.rules == .new {
      // What an older registry let through stays registered: asking for it again is no new schema.
      var lenient = treatment
      lenient.rules = .stored
      guard let known = try? preparation.prepare(schema, for: request.subject, in: state, lenient),
        LookUpSchema.find(known, among: state.history(of: request.subject), in: state, preparation) != nil
      else { throw .invalidSchema(format, error) }
      return known
    }
  }

  /// The live version that a request only repeats. Repeating is allowed in every mode.
  private static func alreadyRegistered(
    _ candidate: SchemaPreparation.Candidate, _ request: Request, mode: RegistryMode, in state: RegistryState,
    _ preparation: SchemaPreparation
  ) -> RegisteredSchema? {
    let options = request.options
    var searched = state.history(of: request.subject)
    if let number = options.version, number > 0 {
      // A number alone asks for a new version, a number with an ID may name one that is there.
      if options.id == nil { return nil }
      searched = searched.filter { $0.version.rawValue == number }
    } else if options.version == RegistrationOptions.nextVersion {
      searched = searched.suffix(1)
    }
    if let id = options.id { searched = searched.filter { $0.id == id } }
    return LookUpSchema.find(candidate, among: searched, in: state, preparation)
  }

  private static func checkMode(_ mode: RegistryMode, _ request: Request) throws(RegistryError) {
    if mode.isReadOnly { throw .operationNotPermitted(.readOnly(request.subject)) }
    if mode.isImporting && request.options.id == nil { throw .operationNotPermitted(.notReadWrite(request.subject)) }
    if !mode.isImporting && request.options.id != nil { throw .operationNotPermitted(.notImporting(request.subject)) }
  }

  private static func checkCompatibility(
    of candidate: SchemaPreparation.Candidate, _ subject: SubjectName, in state: RegistryState,
    _ preparation: SchemaPreparation
  ) throws(RegistryError) {
    let level = state.config(for: subject).level ?? state.defaultLevel
    let report = try CheckCompatibility.compare(
      candidate, with: state.history(of: subject), at: level, in: state, preparation)
    if !report.isCompatible { throw .incompatible(subject, report) }
  }

  private static func registration(
    of candidate: SchemaPreparation.Candidate, _ request: Request, mode: RegistryMode, in state: RegistryState
  ) throws(RegistryError) -> Decision<RegisteredSchema> {
    let subject = request.subject
    let version = try self.version(for: request, mode: mode, in: state)
    let id = try self.id(for: candidate.schema, request, in: state)
    let record = SchemaRecord(key: VersionKey(subject, version), id: id, schema: candidate.schema)
    try state.checkCircle(through: record)
    var records: [RegistryRecord] = []
    if !subject.context.isDefault && state.contexts[subject.context]?.isAnnounced != true {
      records.append(.context(subject.context))
    }
    records += superseded(by: record, in: state).map(RegistryRecord.schemaRemoved)
    records.append(.schema(record))
    let outcome = RegisteredSchema(
      key: record.key, id: id, guid: SchemaGUID(of: candidate.schema), schema: candidate.schema, timestamp: 0,
      isDeleted: false)
    return Decision(outcome, records: records)
  }

  private static func version(
    for request: Request, mode: RegistryMode, in state: RegistryState
  ) throws(RegistryError) -> SchemaVersion {
    let last = state.subjects[request.subject]?.last?.version.rawValue ?? 0
    let (next, isExhausted) = last.addingReportingOverflow(1)
    if let asked = request.options.version, asked > 0 {
      if asked != next && !mode.isImporting { throw .versionNotNext }
      return SchemaVersion(rawValue: asked)
    }
    // An import may have used the highest number that there is.
    if isExhausted { throw .operationNotPermitted(.noVersionLeft(request.subject)) }
    return SchemaVersion(rawValue: next)
  }

  /// The ID of the content: the one asked for, the one it has in the context, or the next free one.
  private static func id(
    for schema: SchemaText, _ request: Request, in state: RegistryState
  ) throws(RegistryError) -> SchemaID {
    let context = request.subject.context
    let known = state.contexts[context]
    if let asked = request.options.id, asked.rawValue < 1 { throw .operationNotPermitted(.identifierInvalid(asked)) }
    if let id = request.options.id ?? known?.ids[schema.contentKey] {
      // The whole content is compared: it has no separators where it is hashed, so that two may share a GUID.
      if let bound = known?.contents[id], bound.schema != schema {
        throw .operationNotPermitted(.identifierTaken(id, context))
      }
      return id
    }
    let (next, isExhausted) = state.highestID(in: context).addingReportingOverflow(1)
    if isExhausted { throw .operationNotPermitted(.noIdentifierLeft(context)) }
    return SchemaID(rawValue: next)
  }

  /// The deleted versions of the subject that hold the same ID: the new version takes their place, unless something
  /// refers to them.
  private static func superseded(by record: SchemaRecord, in state: RegistryState) -> [VersionKey] {
    (state.subjects[record.key.subject] ?? [])
      .filter { $0.isDeleted && $0.id == record.id && $0.version < record.key.version }
      .map { VersionKey(record.key.subject, $0.version) }
      .filter { state.referrers($0).isEmpty }
  }
}

extension RegistryState {
  fileprivate func referrers(_ key: VersionKey) -> [SchemaID] { referrers(of: key, .all) }
}
