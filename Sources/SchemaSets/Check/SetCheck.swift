public import Registry
public import SchemaCore

/// Registers a set of schemas where nobody sees it: in a registry in memory that holds what the set is compared with. Its
/// verdicts are the registry's own.
public struct SetCheck: Sendable {
  /// What takes the place of all settings.
  public struct Overrides: Hashable, Sendable {
    public var level: CompatibilityLevel?
    public var policy: CompatibilityPolicy?

    public init(level: CompatibilityLevel? = nil, policy: CompatibilityPolicy? = nil) {
      self.level = level
      self.policy = policy
    }
  }

  private let set: SchemaSet
  private let baseline: any Baseline
  private let overrides: Overrides
  private let options: RegistryOptions

  /// - Parameter options: how the registry is run that schemas would be registered in.
  public init(
    _ set: SchemaSet, against baseline: any Baseline, overrides: Overrides = Overrides(),
    options: RegistryOptions = RegistryOptions()
  ) {
    self.set = set
    self.baseline = baseline
    self.overrides = overrides
    self.options = options
  }

  /// A verdict for each member of the set, in the order of subjects and versions.
  ///
  /// - Parameter selected: the subjects that matter; nil for all.
  /// - Throws: `SetError` for what keeps the set from being looked at as a whole.
  public func verdicts(selected: Set<SubjectName>? = nil) async throws(SetError) -> [SetVerdict] {
    let order = try set.ordered()
    let wanted = selected ?? Set(set.subjects.keys)
    let unchanged = try baseline.unchangedSubjects(of: set)
    let changed = wanted.subtracting(unchanged)
    // What a changed schema uses has to be there, changed or not.
    let needed = set.closure(of: changed)
    let (registry, settled) = try await registry(of: needed)
    let members = order.filter { needed.contains($0.subject) }
    let texts = try set.texts(of: members)
    var verdicts: [SetVerdict] = []
    for (member, text) in zip(members, texts) {
      let verdict = await verdict(on: member, text, in: registry, settled)
      if changed.contains(member.subject) { verdicts.append(verdict) }
    }
    for subject in wanted.intersection(unchanged) {
      verdicts += (set.subjects[subject] ?? []).map { SetVerdict(member: $0, outcome: .unchanged) }
    }
    return verdicts.sorted { left, right in
      (left.member.subject, left.member.version?.rawValue ?? 0)
        < (right.member.subject, right.member.version?.rawValue ?? 0)
    }
  }

  /// A registry that holds what is compared with, at the levels that count, and the state before anything is overridden,
  /// which tells where levels come from.
  private func registry(
    of subjects: Set<SubjectName>
  ) async throws(SetError) -> (registry: SchemaRegistry, settled: RegistryState) {
    // Whether something may be registered today says nothing about whether it fits.
    let records = try baseline.records(of: subjects).filter { !$0.isMode }
    var state = RegistryState(defaultLevel: options.defaultLevel, inheritsLevels: options.inheritsLevels)
    state.apply(records)
    let checked = set.names.filter(subjects.contains)
    let settings = checked.compactMap { subject -> RegistryRecord? in
      let given = set.config(of: subject)
      if given == SubjectConfig() { return nil }
      return .config(subject, ConfigChange(given).applied(to: state.ownConfig(of: subject) ?? SubjectConfig()))
    }
    state.apply(settings)
    var overriding: [RegistryRecord] = []
    if overrides != Overrides() {
      // Settings of its own take a subject out of its context's: what was in force there has to stay.
      overriding = checked.map { .config($0, overrides.applied(to: state.config(for: $0))) }
    }
    let registry = try await SchemaRegistry.holding(records + settings + overriding, options, set.formats.formats)
    return (registry, state)
  }

  private func verdict(
    on member: SchemaSet.Member, _ text: SchemaText, in registry: SchemaRegistry, _ settled: RegistryState
  ) async -> SetVerdict {
    let state = registry.state
    let history = state.history(of: member.subject)
    let level = state.config(for: member.subject).level ?? state.defaultLevel
    var verdict = SetVerdict(member: member, outcome: .unchanged)
    verdict.text = text.text
    verdict.grounds = SetVerdict.Grounds(
      baseline: baseline.name, latest: history.last?.version, level: level,
      levelOrigin: set.levelOrigin(of: member.subject, overrides, settled, baseline: baseline.name))
    for version in history {
      verdict.grounds?.names[version.version] = baseline.name(of: version.key)
    }
    do throws(RegistryError) {
      let rehearsal = try registry.rehearse(text, under: member.subject)
      let isThere = !rehearsal.isNew
      let place = rehearsal.outcome.version
      if isThere && (place == history.last?.version || place == member.version) { return verdict }
      // An earlier version that comes back is registered already, and is compared all the same: readers do not care.
      if isThere {
        let report = try registry.checkCompatibility(of: text, with: member.subject)
        if !report.isCompatible { throw .incompatible(member.subject, report) }
      }
      verdict.outcome = history.isEmpty ? .new : .compatible
      verdict.parsed = try registry.parsed(rehearsal.outcome)
      _ = try await registry.register(text, under: member.subject)
    } catch .incompatible(_, let report) {
      verdict.outcome = .incompatible(report)
      verdict.parsed = report.candidate
      // What uses it is compared with what it was meant to be.
      _ = try? await registry.register(text, under: member.subject, options: .init(isForced: true))
    } catch {
      verdict.outcome = .refused(error)
      return verdict
    }
    for version in level.isTransitive ? history[...] : history.suffix(1) where level != .none {
      // What cannot be parsed here was said by the registry, if it had to look at it.
      if let schema = try? registry.parsed(version) { verdict.earlier.append((version.version, schema)) }
    }
    return verdict
  }
}

extension SetCheck.Overrides {
  fileprivate func applied(to config: SubjectConfig) -> SubjectConfig {
    var config = config
    config.level = level ?? config.level
    config.policy = policy ?? config.policy
    return config
  }
}

extension RegistryState {
  fileprivate mutating func apply(_ records: [RegistryRecord]) {
    for record in records {
      apply(LogEntry(position: nextPosition, timestamp: 0, token: 0, record: record))
    }
  }
}
