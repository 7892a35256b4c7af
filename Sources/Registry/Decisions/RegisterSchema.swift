import HashTreeCollections
public import SchemaCore

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
    _ request: Request, in state: RegistryState, _ workshop: SchemaWorkshop
  ) throws(RegistryError) -> Decision<RegisteredSchema> {
    if request.subject.problem() != nil { throw .invalidSubject(request.subject.description) }
    let mode = state.mode(for: request.subject)
    let prepared = Result { () throws(RegistryError) in
      try self.candidate(for: request, mode: mode, in: state, workshop)
    }
    if case .success(let candidate) = prepared,
      let known = alreadyRegistered(candidate, request, mode: mode, in: state, workshop)
    {
      return Decision(known)
    }
    try checkMode(mode, request)
    let candidate = try prepared.get()
    if !mode.isImporting && !request.options.isForced {
      try checkCompatibility(of: candidate, request.subject, in: state, workshop)
    }
    return try registration(of: candidate, request, mode: mode, in: state)
  }

  private static func candidate(
    for request: Request, mode: RegistryMode, in state: RegistryState, _ workshop: SchemaWorkshop
  ) throws(RegistryError) -> SchemaWorkshop.Candidate {
    var schema = request.schema
    if schema.text.utf8.allSatisfy({ $0 <= 0x20 }), !mode.isImporting {
      guard let latest = state.find(.latest, of: request.subject, includesDeleted: false) else { throw .emptySchema }
      schema = latest.schema
    }
    let config = state.config(for: request.subject)
    let treatment = SchemaWorkshop.Treatment(
      rules: mode.isImporting || config.validatesNewSchemas == false ? .stored : .new,
      normalizes: !mode.isImporting && (request.options.normalizes || config.normalizes == true),
      references: mode.isImporting ? .all : .live)
    do {
      return try workshop.prepare(schema, for: request.subject, in: state, treatment)
    } catch .invalidSchema(let format, let error) where treatment.rules == .new {
      // What an older registry let through stays registered: asking for it again is no new schema.
      var lenient = treatment
      lenient.rules = .stored
      guard let known = try? workshop.prepare(schema, for: request.subject, in: state, lenient),
        LookUpSchema.find(known, among: state.history(of: request.subject), in: state, workshop) != nil
      else { throw .invalidSchema(format, error) }
      return known
    }
  }

  /// The live version that a request only repeats. Repeating is allowed in every mode.
  private static func alreadyRegistered(
    _ candidate: SchemaWorkshop.Candidate, _ request: Request, mode: RegistryMode, in state: RegistryState,
    _ workshop: SchemaWorkshop
  ) -> RegisteredSchema? {
    let live = state.history(of: request.subject)
    let options = request.options
    if let number = options.version, number > 0 {
      return live.last { stored in
        stored.version.rawValue == number && stored.schema == candidate.schema
          && options.id.map { $0 == stored.id } ?? false
      }
    }
    let searched = options.version == RegistrationOptions.nextVersion ? live.suffix(1) : live
    let found = LookUpSchema.find(candidate, among: searched, in: state, workshop)
    guard let found, options.id.map({ $0 == found.id }) ?? true else { return nil }
    return found
  }

  private static func checkMode(_ mode: RegistryMode, _ request: Request) throws(RegistryError) {
    if mode.isReadOnly { throw .operationNotPermitted(.readOnly(request.subject)) }
    if mode.isImporting && request.options.id == nil { throw .operationNotPermitted(.notReadWrite(request.subject)) }
    if !mode.isImporting && request.options.id != nil { throw .operationNotPermitted(.notImporting(request.subject)) }
  }

  private static func checkCompatibility(
    of candidate: SchemaWorkshop.Candidate, _ subject: SubjectName, in state: RegistryState,
    _ workshop: SchemaWorkshop
  ) throws(RegistryError) {
    let level = state.config(for: subject).level ?? state.defaultLevel
    let report = try CheckCompatibility.compare(
      candidate, with: state.history(of: subject), at: level, in: state, workshop)
    if !report.isCompatible { throw .incompatible(subject, report) }
  }

  private static func registration(
    of candidate: SchemaWorkshop.Candidate, _ request: Request, mode: RegistryMode, in state: RegistryState
  ) throws(RegistryError) -> Decision<RegisteredSchema> {
    let subject = request.subject
    let version = try self.version(for: request, mode: mode, in: state)
    let id = try self.id(for: candidate.schema, request, in: state)
    let record = SchemaRecord(key: VersionKey(subject, version), id: id, schema: candidate.schema)
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
    let next = (state.subjects[request.subject]?.last?.version.rawValue ?? 0) + 1
    guard let asked = request.options.version, asked > 0 else { return SchemaVersion(rawValue: next) }
    if asked != next && !mode.isImporting { throw .versionNotNext }
    return SchemaVersion(rawValue: asked)
  }

  /// The ID of the content: the one asked for, the one it has in the context, or the next free one.
  private static func id(
    for schema: SchemaText, _ request: Request, in state: RegistryState
  ) throws(RegistryError) -> SchemaID {
    let context = request.subject.context
    let known = state.contexts[context]
    if let asked = request.options.id {
      if let bound = known?.contents[asked], bound.schema.contentKey != schema.contentKey {
        throw .operationNotPermitted(.identifierTaken(asked, context))
      }
      return asked
    }
    if let held = known?.ids[schema.contentKey] { return held }
    return SchemaID(rawValue: state.highestID(in: context) + 1)
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

/// What a registration asks for besides the schema.
public struct RegistrationOptions: Hashable, Sendable {
  /// True if the schema is normalized first.
  public var normalizes: Bool
  /// True if compatibility is not checked.
  public var isForced: Bool
  /// The number that the new version must get, `nextVersion` for the next one compared with the latest only, or nil.
  public var version: Int32?
  /// The ID that the content has elsewhere; accepted while importing.
  public var id: SchemaID?

  /// Stands for the number after the latest version's.
  public static let nextVersion: Int32 = -1

  public init(normalizes: Bool = false, isForced: Bool = false, version: Int32? = nil, id: SchemaID? = nil) {
    self.normalizes = normalizes
    self.isForced = isForced
    self.version = version
    self.id = id
  }
}
