import Registry
import SchemaCore

/// What has to be done so that one registry holds what another one holds, with the same IDs and versions. What the
/// target has besides is left alone.
struct MigrationPlan {
  /// What the target holds otherwise than the source, and what cannot be changed: an ID stands for one content for ever.
  private(set) var conflicts: [String] = []
  /// The versions to register, in rounds: what a version refers to is in an earlier round, or there already.
  private(set) var registrations: [[SchemaRecord]] = []
  /// The versions to mark as deleted, those that refer to others first.
  private(set) var deletions: [VersionKey] = []
  /// The settings to make, with whether the target has others there.
  private(set) var settings: [(scope: SubjectName, config: SubjectConfig, isHeld: Bool)] = []
  /// The keys to store.
  private(set) var keys: [EncryptionKeyRecord] = []
  /// Where the target has to take IDs and versions meanwhile, and where its own modes stand in the way.
  private(set) var importing: [SubjectName] = []
  private(set) var cleared: [SubjectName] = []
  /// The modes that hold in the end; nil for none.
  private(set) var modes: [(scope: SubjectName, mode: RegistryMode?)] = []

  /// How many versions are registered.
  var registrationCount: Int { registrations.reduce(0) { $0 + $1.count } }

  /// True if the target holds all of it already.
  var isEmpty: Bool {
    registrations.isEmpty && deletions.isEmpty && settings.isEmpty && keys.isEmpty && modes.isEmpty
      && conflicts.isEmpty
  }

  /// - Parameter keepsModes: true to leave the target's modes as they are, but for importing.
  init(from source: RegistryContents, to target: RegistryContents, keepsModes: Bool) {
    let versions = source.versions
    let rounds = Self.rounds(of: versions)
    var missing: [(round: Int, record: SchemaRecord)] = []
    var marked: [(round: Int, key: VersionKey)] = []
    let bound = Self.contents(of: target)
    for version in versions {
      let round = rounds[version.key] ?? 0
      var toDelete = version.isDeleted
      switch target.records[.version(version.key)] {
      case .schema(let held)?:
        if held.id != version.id || held.schema != version.schema {
          conflicts.append(
            "\(RecordKey.version(version.key)) is another one there: ID \(version.id) here, \(held.id) there")
          continue
        }
        toDelete = version.isDeleted && !held.isDeleted
        if held.isDeleted && !version.isDeleted { missing.append((round, version)) }
      default:
        let place = IDPlace(context: version.key.subject.context, id: version.id)
        if let content = bound[place], content != version.schema {
          conflicts.append("ID \(version.id) of \(RecordKey.version(version.key)) stands for another content there")
          continue
        }
        missing.append((round, version))
      }
      if toDelete { marked.append((round, version.key)) }
    }
    let grouped = Dictionary(grouping: missing, by: \.round).sorted { $0.key < $1.key }
    registrations = grouped.map { $0.value.map(\.record) }
    deletions = marked.sorted { ($1.round, $0.key) < ($0.round, $1.key) }.map(\.key)
    planSettings(from: source, to: target)
    planModes(from: source, to: target, keepsModes: keepsModes)
  }

  private mutating func planSettings(from source: RegistryContents, to target: RegistryContents) {
    for (key, record) in source.records.sorted(by: { $0.key.precedes($1.key) }) where target.records[key] != record {
      switch record {
      case .config(let scope, let config?): settings.append((scope, config, target.records[key] != nil))
      case .encryptionKey(let record): keys.append(record)
      default: break
      }
    }
  }

  private mutating func planModes(from source: RegistryContents, to target: RegistryContents, keepsModes: Bool) {
    let written = registrations.joined().map(\.key.subject) + deletions.map(\.subject)
    importing = Set(written.map(\.contextSubject)).sorted()
    cleared = Set(written).sorted().filter { target.mode(of: $0) != nil }
    // Those that an attempt left behind that was cut off.
    let contexts = Set(source.versions.map(\.key.subject.contextSubject))
    let left = contexts.filter { target.mode(of: $0) == .import }
    var scopes = Set(importing).union(cleared).union(left)
    if !keepsModes { scopes.formUnion(source.scopesWithMode.filter { target.mode(of: $0) != source.mode(of: $0) }) }
    modes = scopes.sorted().compactMap { scope in
      let isChanged = importing.contains(scope) || cleared.contains(scope)
      let mode = keepsModes ? target.mode(of: scope).flatMap { $0 == .import ? nil : $0 } : source.mode(of: scope)
      return isChanged || mode != target.mode(of: scope) ? (scope, mode) : nil
    }
  }

  /// In which round each version can be registered: after all that it refers to.
  private static func rounds(of versions: [SchemaRecord]) -> [VersionKey: Int] {
    let known = Set(versions.map(\.key))
    var waiting: [VersionKey: Int] = [:]
    var referrers: [VersionKey: [VersionKey]] = [:]
    for version in versions {
      let targets = Set(version.schema.references.map { $0.version(from: version.key.subject.context) })
        .intersection(known)
      waiting[version.key] = targets.count
      for target in targets { referrers[target, default: []].append(version.key) }
    }
    var rounds: [VersionKey: Int] = [:]
    var ready = versions.map(\.key).filter { waiting[$0] == 0 }
    var round = 0
    while !ready.isEmpty {
      var next: [VersionKey] = []
      for key in ready {
        rounds[key] = round
        for referrer in referrers[key] ?? [] {
          waiting[referrer, default: 0] -= 1
          if waiting[referrer] == 0 { next.append(referrer) }
        }
      }
      ready = next
      round += 1
    }
    // What refers to itself in a circle comes last, and is for the target to refuse.
    for version in versions where rounds[version.key] == nil { rounds[version.key] = round }
    return rounds
  }

  private static func contents(of target: RegistryContents) -> [IDPlace: SchemaText] {
    var contents: [IDPlace: SchemaText] = [:]
    for version in target.versions {
      contents[IDPlace(context: version.key.subject.context, id: version.id)] = version.schema
    }
    return contents
  }
}

/// An ID where it counts.
struct IDPlace: Hashable {
  var context: ContextName
  var id: SchemaID
}

extension SchemaReference {
  /// The version that is meant by a schema in a context.
  fileprivate func version(from context: ContextName) -> VersionKey {
    VersionKey(SubjectName(qualified: subject).resolved(in: context), SchemaVersion(rawValue: version))
  }
}

extension RegistryContents {
  /// The mode that is set for a scope itself.
  func mode(of scope: SubjectName) -> RegistryMode? {
    if case .mode(_, let mode)? = records[.mode(scope)] { mode } else { nil }
  }

  /// The scopes that have a mode of their own.
  var scopesWithMode: [SubjectName] {
    records.values.compactMap { if case .mode(let scope, _) = $0 { scope } else { nil } }
  }
}
