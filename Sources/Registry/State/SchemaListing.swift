public import SchemaCore

/// Which versions of all subjects are listed.
public struct SchemaListing: Hashable, Sendable {
  /// What the subjects' names begin with.
  public var prefix: SubjectPrefix
  /// True if versions marked as deleted are listed too.
  public var includesDeleted: Bool
  /// True if of each subject only the last version is listed.
  public var isLatestOnly: Bool
  /// True if the prefix is held against aliases too; what they stand for is listed then.
  public var followsAliases: Bool
  /// The type that at least one rule of a listed version has; nil if that does not matter.
  public var ruleType: String?

  public init(
    prefix: SubjectPrefix, includesDeleted: Bool = false, isLatestOnly: Bool = false, followsAliases: Bool = false,
    ruleType: String? = nil
  ) {
    self.prefix = prefix
    self.includesDeleted = includesDeleted
    self.isLatestOnly = isLatestOnly
    self.followsAliases = followsAliases
    self.ruleType = ruleType
  }
}

/// A version in a list.
public struct ListedSchema: Hashable, Sendable {
  /// The version.
  public var schema: RegisteredSchema
  /// The aliases of its subject by which it was found too, sorted.
  public var aliases: [SubjectName]
}

extension RegistryState {
  /// The versions of a list, by subject and number.
  ///
  /// - Parameter page: the places in the list that are wanted.
  public func schemas(_ listing: SchemaListing, page: Range<Int>) -> ArraySlice<ListedSchema> {
    let aliases = listing.followsAliases ? aliases(prefix: listing.prefix) : [:]
    let filter: DeletionFilter = listing.includesDeleted ? .all : .live
    let named = subjects(prefix: listing.prefix, filter)
    let listed = aliases.isEmpty ? named : Set(named).union(aliases.keys).sorted()
    var schemas: [ListedSchema] = []
    for subject in listed {
      let history = history(of: subject, filter)
      for version in listing.isLatestOnly ? history.suffix(1) : history[...] where listing.includes(version.schema) {
        schemas.append(ListedSchema(schema: version, aliases: aliases[subject] ?? []))
      }
      if schemas.count >= page.upperBound { break }
    }
    return schemas[page.clamped(to: schemas.indices)]
  }
}

extension SchemaListing {
  fileprivate func includes(_ schema: SchemaText) -> Bool {
    guard let ruleType else { return true }
    return schema.ruleSet?.rules.contains { $0.type.map(ExactText.init(_:)) == ExactText(ruleType) } ?? false
  }
}
