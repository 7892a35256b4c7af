import HashTreeCollections
public import SchemaCore

/// A registered version that a schema is not the same as, though its author may think so, and what tells them apart.
public struct NearMatch: Hashable, Sendable {
  /// What tells two schemas apart.
  public enum Difference: Hashable, Sendable {
    /// They are the same, but the version is marked as deleted.
    case deletion
    /// Only what normalization takes away: order, spelling, options.
    case spelling
    /// Only which schemas they refer to, or in which versions.
    case references
    /// Only their metadata or rules.
    case contract
    /// Nothing: the same text stands in the subject `key` names, which is another one.
    case subject
  }

  /// The version.
  public var key: VersionKey
  /// Its ID in its context.
  public var id: SchemaID
  /// What tells them apart.
  public var difference: Difference

  /// What it is and what to do, in a sentence.
  public var explanation: String {
    switch difference {
    case .deletion:
      "version \(key.version) holds this schema, but is marked as deleted: look it up with deleted=true, or register it again"
    case .spelling:
      "version \(key.version) differs in order or spelling only: with normalize=true the two are one schema"
    case .references:
      "version \(key.version) has the same text, but refers to other schemas or other versions of them: compare the references"
    case .contract:
      "version \(key.version) has the same text, but other metadata or rules: compare the contracts"
    case .subject:
      "the schema is version \(key.version) of the subject \(key.subject): is that the one you mean?"
    }
  }
}

extension SchemaPreparation {
  /// The versions that are nearly a candidate: of its own subject, the newest first, then of others. At most `limit`.
  func nearMatches(
    of candidate: Candidate, for subject: SubjectName, in state: RegistryState, limit: Int = 10
  ) -> [NearMatch] {
    var matches: [NearMatch] = []
    // What has no normal form differs from nothing in spelling only.
    let normalized = try? candidate.parsed.rendered(as: .normalized)
    // Parsing is not free: of a long history, the newest versions are those that somebody may mean.
    for stored in state.history(of: subject, .all).suffix(Self.comparedVersions).reversed() {
      guard let difference = difference(of: candidate, normalized: normalized, from: stored, in: state) else {
        continue
      }
      matches.append(NearMatch(key: stored.key, id: stored.id, difference: difference))
      if matches.count == limit { return matches }
    }
    for key in state.holders(of: candidate.schema, in: subject.context) where key.subject != subject {
      guard let found = state.find(.number(key.version), of: key.subject, includesDeleted: false) else { continue }
      matches.append(NearMatch(key: key, id: found.id, difference: .subject))
      if matches.count == limit { break }
    }
    return matches
  }

  private static let comparedVersions = 100

  private func difference(
    of candidate: Candidate, normalized: String?, from stored: RegisteredSchema, in state: RegistryState
  ) -> NearMatch.Difference? {
    guard candidate.schema.format == stored.schema.format else { return nil }
    if candidate.schema == stored.schema { return stored.isDeleted ? .deletion : nil }
    if candidate.schema.bare == stored.schema.bare { return .contract }
    if ExactText(candidate.schema.text) == ExactText(stored.schema.text) { return .references }
    // A stored version that cannot be parsed here is near to nothing but its own text.
    guard let normalized, let parsed = try? parse(stored, in: state),
      let other = try? parsed.rendered(as: .normalized), ExactText(other) == ExactText(normalized)
    else { return nil }
    return .spelling
  }
}

extension RegistryState {
  /// Every version in a context that holds a content.
  fileprivate func holders(of schema: SchemaText, in context: ContextName) -> [VersionKey] {
    guard let known = contexts[context], let id = known.id(of: schema.contentKey) else { return [] }
    return known.contents[id]?.holders.keys.sorted { ($0.subject, $0.version) < ($1.subject, $1.version) } ?? []
  }
}
