public import Registry
public import SchemaCore
public import SchemaReports

/// What has to be done so that a registry holds what a folder says, and what keeps it from being done.
public struct SetPlan: Sendable {
  /// What a plan may do.
  public struct Options: Hashable, Sendable {
    /// True if versions and IDs are those of the set: for a registry that is empty there.
    public var keepsIDs: Bool
    /// True if what only the registry has is deleted.
    public var prunes: Bool

    public init(keepsIDs: Bool = false, prunes: Bool = false) {
      self.keepsIDs = keepsIDs
      self.prunes = prunes
    }
  }

  /// What is done, in order.
  public private(set) var steps: [PlanStep] = []
  /// What keeps schemas from being registered. Nothing should be done while there is some.
  public private(set) var findings: [Finding] = []
  /// The subjects that only the registry has, in the contexts of the set, and that stay.
  public private(set) var registryOnly: [SubjectName] = []

  /// True if the registry is as the set says.
  public var isEmpty: Bool { steps.isEmpty && findings.isEmpty }

  private let set: SchemaSet
  private let options: Options
  private let registry: SchemaRegistry

  /// Tries everything out on a copy of the registry.
  ///
  /// - Parameters:
  ///   - records: what the registry holds now.
  ///   - defaults: how the registry is run.
  /// - Throws: `SetError` for what keeps the set from being looked at.
  public init(
    _ set: SchemaSet, records: [RegistryRecord], options: Options = Options(),
    defaults: RegistryOptions = RegistryOptions()
  ) async throws(SetError) {
    self.set = set
    self.options = options
    registry = try await SchemaRegistry.holding(records, defaults, set.formats.formats)
    if options.keepsIDs { try await beginImport() }
    let members = try set.ordered()
    let texts = try set.texts(of: members)
    await changeSettings()
    for (member, text) in zip(members, texts) { await register(member, text) }
    for member in members where member.entry.isDeleted { await markDeleted(member) }
    if options.prunes { await prune() }
    await changeModes()
    registryOnly = registry.state.subjects().filter { set.subjects[$0] == nil && contexts.contains($0.context) }
  }

  private var contexts: Set<ContextName> { Set(set.subjects.keys.map(\.context)) }

  /// Importing needs its mode in each context; one that is there is from a run before.
  private mutating func beginImport() async throws(SetError) {
    for member in set.subjects.values.joined() where member.entry.id == nil || member.version == nil {
      throw SetError(
        .configuration, "\(member.path) has no id or no version, which --keep-ids needs", file: set.configuration.file,
        at: member.entry.position)
    }
    for context in contexts.sorted() {
      let scope = SubjectName(context: context, name: "")
      let mode = registry.state.mode(for: scope)
      if mode.isImporting { continue }
      // What is there already needs no import.
      let isComplete = set.subjects.keys.filter { $0.context == context }.allSatisfy { subject in
        let held = registry.state.history(of: subject, .all).map(\.version)
        return (set.subjects[subject] ?? []).allSatisfy { $0.version.map(held.contains) ?? false }
      }
      if isComplete { continue }
      await perform(.changeMode(scope, from: mode, to: .import), about: set.configuration.file)
    }
  }

  private mutating func changeSettings() async {
    for scope in set.configuration.scopes { await changeConfig(of: scope.scope, to: scope.config) }
    for subject in set.names { await changeConfig(of: subject, to: set.config(of: subject)) }
  }

  private mutating func changeConfig(of scope: SubjectName, to given: SubjectConfig) async {
    if given == SubjectConfig() { return }
    let old = registry.state.ownConfig(of: scope)
    let new = ConfigChange(given).applied(to: old ?? SubjectConfig())
    if new != old { await perform(.changeConfig(scope, from: old, to: new), about: set.configuration.file) }
  }

  private mutating func register(_ member: SchemaSet.Member, _ text: SchemaText) async {
    let file = set.tree.path(of: member.path)
    let isImport = options.keepsIDs && registry.state.mode(for: member.subject).isImporting
    do throws(RegistryError) {
      let rehearsal = try registry.rehearse(
        text, under: member.subject, options: isImport ? member.importOptions : RegistrationOptions())
      if !rehearsal.isNew { return }
      var registration = PlanStep.Registration(
        subject: member.subject, schema: text, file: file, expectedVersion: rehearsal.outcome.version,
        expectedID: rehearsal.outcome.id, isImport: isImport)
      // Numbers instead of "the latest": not every registry looks that up.
      registration.schema.references = rehearsal.outcome.schema.references
      await perform(.register(registration), about: file)
    } catch {
      var verdict = SetVerdict(member: member, outcome: .refused(error))
      verdict.text = text.text
      if case .incompatible(_, let report) = error {
        verdict.outcome = .incompatible(report)
        verdict.parsed = report.candidate
      }
      findings += verdict.findings(in: file)
    }
  }

  private mutating func markDeleted(_ member: SchemaSet.Member) async {
    guard let version = member.version,
      registry.state.history(of: member.subject).contains(where: { $0.version == version })
    else { return }
    await perform(.deleteVersion(VersionKey(member.subject, version)), about: set.configuration.file)
  }

  /// Takes away what only the registry has: referring subjects before those that they refer to, and none that something
  /// which stays refers to.
  private mutating func prune() async {
    var left = registry.state.subjects().filter { set.subjects[$0] == nil && contexts.contains($0.context) }
    var isGoingOn = true
    while isGoingOn && !left.isEmpty {
      isGoingOn = false
      var needed: [SubjectName] = []
      for subject in left {
        let state = registry.state
        let versions = state.history(of: subject)
        if versions.contains(where: { !state.referrers(of: $0.key).isEmpty }) {
          needed.append(subject)
        } else {
          await perform(.deleteSubject(subject, versions: versions.count), about: subject.description)
          isGoingOn = true
        }
      }
      left = needed
    }
    for subject in left {
      findings.append(
        Finding(
          .refused, "\(subject) is only in the registry, and cannot be deleted: something that stays refers to it",
          fix: "keep a file for \(subject), or take out what refers to it"))
    }
  }

  /// Modes come last: a read-only subject takes no schemas.
  private mutating func changeModes() async {
    var wanted: [SubjectName: RegistryMode] = [:]
    if options.keepsIDs {
      for context in contexts {
        let scope = SubjectName(context: context, name: "")
        if registry.state.ownMode(of: scope)?.isImporting == true { wanted[scope] = .readWrite }
      }
    }
    for scope in set.configuration.scopes { if let mode = scope.mode { wanted[scope.scope] = mode } }
    for subject in set.names {
      if let mode = set.subjects[subject]?.last?.entry.mode { wanted[subject] = mode }
    }
    // A context before its subjects; the order of names does that.
    for (scope, mode) in wanted.sorted(by: { $0.key < $1.key }) {
      let own = registry.state.ownMode(of: scope)
      if own == mode || (own == nil && registry.state.mode(for: scope) == mode && scope.isContext) { continue }
      await perform(
        .changeMode(scope, from: own ?? registry.state.mode(for: scope), to: mode), about: set.configuration.file)
    }
  }

  /// Does a step on the copy. What the copy refuses, the registry would refuse, too.
  private mutating func perform(_ step: PlanStep, about file: String) async {
    do {
      try await registry.perform(step)
      steps.append(step)
    } catch {
      findings.append(Finding(.refused, "the registry refuses \"\(step.text)\": \(error)", file: file))
    }
  }
}

extension SchemaSet.Member {
  fileprivate var importOptions: RegistrationOptions {
    RegistrationOptions(version: version?.rawValue, id: entry.id.map(SchemaID.init(rawValue:)))
  }
}

extension SchemaRegistry {
  /// Does one step of a plan.
  ///
  /// - Throws: `RegistryError`; nothing is changed then.
  public func perform(_ step: PlanStep) async throws(RegistryError) {
    switch step {
    case .changeConfig(let scope, _, let config): _ = try await changeConfig(ConfigChange(config), of: scope)
    case .changeMode(let scope, _, let mode): _ = try await changeMode(mode, of: scope)
    case .register(let registration):
      let options =
        registration.isImport
        ? RegistrationOptions(version: registration.expectedVersion.rawValue, id: registration.expectedID)
        : RegistrationOptions()
      _ = try await register(registration.schema, under: registration.subject, options: options)
    case .deleteVersion(let key): _ = try await deleteVersion(.number(key.version), of: key.subject)
    case .deleteSubject(let subject, _): _ = try await deleteSubject(subject)
    }
  }
}
