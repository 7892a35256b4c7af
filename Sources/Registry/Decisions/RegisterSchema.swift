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
    var request = request
    request.schema.ruleSet = request.schema.ruleSet?.namingKeys
    try checkSubject(request.subject, in: state, preparation.options)
    try RegistryError.check(request.schema.ruleSet)
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
    var candidate = try prepared.get()
    if !mode.isImporting {
      candidate.schema = contracted(candidate.schema, request, in: state)
      try preparation.checkSize(of: candidate.schema)
    }
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

  /// The live version that a request only repeats. Repeating is allowed in every mode.
  static func alreadyRegistered(
    _ candidate: SchemaPreparation.Candidate, _ request: Request, mode: RegistryMode, in state: RegistryState,
    _ preparation: SchemaPreparation
  ) -> RegisteredSchema? {
    let options = request.options
    // With tags a request asks for a version of their own.
    if options.editsTags { return nil }
    var searched = state.history(of: request.subject)
    if let number = options.version, number > 0 {
      // A number alone asks for a new version, a number with an ID may name one that is there.
      if options.id == nil { return nil }
      searched = searched.filter { $0.version.rawValue == number }
    } else if options.version == RegistrationOptions.nextVersion {
      searched = searched.suffix(1)
    }
    if let id = options.id { searched = searched.filter { $0.id == id } }
    let config = state.config(for: request.subject)
    var complete = candidate
    if !mode.isImporting { complete.schema = inherited(candidate.schema, request.subject, config, in: state) }
    // Where the settings have a part in contracts, what a request says is never the whole of one.
    if config.hasContract { return LookUpSchema.find(complete, among: searched, in: state, preparation) }
    if let found = LookUpSchema.find(candidate, among: searched, in: state, preparation) { return found }
    // Who asks for the next version and names no contract wants the latest one's under a new number.
    if options.version != nil || complete.schema == candidate.schema { return nil }
    return LookUpSchema.find(complete, among: searched, in: state, preparation)
  }

  private static func inherited(
    _ schema: SchemaText, _ subject: SubjectName, _ config: SubjectConfig, in state: RegistryState
  ) -> SchemaText {
    let latest = state.find(.latest, of: subject, includesDeleted: false)
    return schema.inheritingContract(from: latest?.schema, in: config)
  }

  /// The schema with the contract that it is registered with. The version's number is noted if the request asks for a
  /// certain one, or if one is noted already.
  private static func contracted(_ schema: SchemaText, _ request: Request, in state: RegistryState) -> SchemaText {
    let complete = inherited(schema, request.subject, state.config(for: request.subject), in: state)
    let asksForVersion = request.options.version != nil || request.options.editsTags
    guard asksForVersion || complete.metadata?.version != nil, let next = nextVersion(of: request.subject, in: state)
    else { return complete }
    return complete.noting(next)
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
    let report = try CheckCompatibility.compare(
      candidate, with: state.history(of: subject), under: state.config(for: subject), in: state, preparation)
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
      key: record.key, id: id, guid: record.guid, schema: candidate.schema, timestamp: 0,
      isDeleted: false)
    return Decision(outcome, records: records)
  }

  private static func version(
    for request: Request, mode: RegistryMode, in state: RegistryState
  ) throws(RegistryError) -> SchemaVersion {
    let next = nextVersion(of: request.subject, in: state)
    if let asked = request.options.version, asked > 0 {
      if asked != next?.rawValue && !mode.isImporting { throw .versionNotNext }
      return SchemaVersion(rawValue: asked)
    }
    guard let next else { throw .operationNotPermitted(.noVersionLeft(request.subject)) }
    return next
  }

  /// The number after the highest one; nil if an import has used the highest number that there is.
  static func nextVersion(of subject: SubjectName, in state: RegistryState) -> SchemaVersion? {
    let known = state.subjects[subject]?.last?.version.rawValue ?? 0
    let last = state.damage.highestVersion(of: subject, known: known)
    let (next, isExhausted) = last.addingReportingOverflow(1)
    return isExhausted ? nil : SchemaVersion(rawValue: next)
  }

  /// The ID of the content: the one asked for, the one it has in the context, or the next free one.
  private static func id(
    for schema: SchemaText, _ request: Request, in state: RegistryState
  ) throws(RegistryError) -> SchemaID {
    let context = request.subject.context
    let known = state.contexts[context]
    if let asked = request.options.id, asked.rawValue < 1 { throw .operationNotPermitted(.identifierInvalid(asked)) }
    if let id = request.options.id ?? known?.id(of: schema.contentKey) {
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
