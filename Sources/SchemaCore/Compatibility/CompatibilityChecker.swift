/// The one place where a level meets a history.
public enum CompatibilityChecker {
  /// An earlier version to compare with.
  public struct EarlierVersion: Sendable {
    /// Its number, if it has one: files compared offline have none.
    public var version: SchemaVersion?
    /// Its schema.
    public var schema: any ParsedSchema

    public init(version: SchemaVersion? = nil, schema: any ParsedSchema) {
      self.version = version
      self.schema = schema
    }
  }

  /// Compares a candidate with its history.
  ///
  /// The history is walked from the newest version back; a level that is not transitive looks at the newest only, and
  /// the walk ends at the first version that the candidate is not compatible with.
  ///
  /// - Parameters:
  ///   - history: the versions that count, oldest first.
  ///   - policy: how much is overlooked.
  /// - Returns: what is wrong with the first version that does not fit, or nil if the candidate is compatible.
  public static func findings(
    of candidate: any ParsedSchema, with history: [EarlierVersion], at level: CompatibilityLevel,
    under policy: CompatibilityPolicy = .strict
  ) -> CompatibilityFindings? {
    findings(of: candidate, with: history, at: level, under: policy) { $0 }
  }

  /// Compares a candidate with a history whose versions are opened, as by parsing, only when their turn comes.
  ///
  /// - Parameter open: makes a version ready for comparison.
  /// - Throws: what `open` throws.
  public static func findings<Stored, Failure>(
    of candidate: any ParsedSchema, with history: [Stored], at level: CompatibilityLevel,
    under policy: CompatibilityPolicy = .strict, open: (Stored) throws(Failure) -> EarlierVersion
  ) throws(Failure) -> CompatibilityFindings? {
    if level == .none { return nil }
    let examined = level.isTransitive ? history[...] : history.suffix(1)
    for stored in examined.reversed() {
      let found = findings(of: candidate, with: try open(stored), at: level, under: policy)
      if !found.isCompatible { return found }
    }
    return nil
  }

  private static func findings(
    of candidate: any ParsedSchema, with earlier: EarlierVersion, at level: CompatibilityLevel,
    under policy: CompatibilityPolicy
  ) -> CompatibilityFindings {
    var found: [CompatibilityFindings.Finding] = []
    if candidate.format != earlier.schema.format, let direction = level.directions.first {
      // Nothing more can be said in either direction, so it is said once.
      let changed = candidate.incompatibilities(reading: earlier.schema)
      found = changed.map { .init(direction: direction, incompatibility: $0) }
    } else {
      for direction in level.directions {
        let problems =
          direction == .backward
          ? candidate.incompatibilities(reading: earlier.schema, under: policy)
          : earlier.schema.incompatibilities(reading: candidate, under: policy)
        found += problems.map { .init(direction: direction, incompatibility: $0) }
      }
    }
    return CompatibilityFindings(earlier: earlier, findings: found)
  }
}

/// What stands between a candidate and one earlier version.
public struct CompatibilityFindings: Sendable {
  /// One incompatibility and the direction in which it breaks reading.
  public struct Finding: Hashable, Sendable {
    public var direction: CompatibilityDirection
    public var incompatibility: Incompatibility

    /// What the author of the new schema can do.
    public var remedy: String? {
      direction == .backward ? incompatibility.remedy.inReader : incompatibility.remedy.inWriter
    }
  }

  /// The version that the candidate was compared with.
  public var earlier: CompatibilityChecker.EarlierVersion
  /// Everything found, direction by direction in the order of the check.
  public var findings: [Finding]

  /// True if nothing was found.
  public var isCompatible: Bool { findings.isEmpty }
}
