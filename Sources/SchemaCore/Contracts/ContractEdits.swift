/// What is to be different in a version that is registered again: the request of POST on a version's tags (registry
/// API 1.14).
public struct ContractEdits: Hashable, Sendable {
  /// The number that the new version must get; nil for the next one.
  public var newVersion: Int32?
  /// Tags that are written into the text.
  public var tagsToAdd: [SchemaTags]
  /// Tags that are taken out of the text.
  public var tagsToRemove: [SchemaTags]
  /// The new metadata; nil keeps what there is.
  public var metadata: SchemaMetadata?
  /// The new rules; nil keeps those that there are.
  public var ruleSet: RuleSet?
  /// Rules that are added to those of the version before, or replace those of their names.
  public var rulesToMerge: RuleSet?
  /// The names of rules that the new version does not have any more.
  public var rulesToRemove: TextSet

  public init(
    newVersion: Int32? = nil, tagsToAdd: [SchemaTags] = [], tagsToRemove: [SchemaTags] = [],
    metadata: SchemaMetadata? = nil, ruleSet: RuleSet? = nil, rulesToMerge: RuleSet? = nil,
    rulesToRemove: TextSet = []
  ) {
    self.newVersion = newVersion
    self.tagsToAdd = tagsToAdd
    self.tagsToRemove = tagsToRemove
    self.metadata = metadata
    self.ruleSet = ruleSet
    self.rulesToMerge = rulesToMerge
    self.rulesToRemove = rulesToRemove
  }
}
