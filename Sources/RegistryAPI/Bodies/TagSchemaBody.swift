public import SchemaCore

/// What is to be different in a version that is registered again: the request of POST on a version's tags.
public struct TagSchemaBody: JSONBody, Hashable {
  /// The number of the new version; nil for the next one.
  public var newVersion: Int32?
  public var tagsToAdd: [SchemaTags]
  public var tagsToRemove: [SchemaTags]
  /// The new metadata; nil keeps what there is.
  public var metadata: SchemaMetadata?
  /// The new rules; nil keeps those that there are.
  public var ruleSet: RuleSet?
  /// Rules to add or replace.
  public var rulesToMerge: RuleSet?
  /// The names of rules to remove.
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

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    self.init(
      newVersion: try reader.int32("newVersion"), tagsToAdd: try reader.schemaTags("tagsToAdd"),
      tagsToRemove: try reader.schemaTags("tagsToRemove"),
      metadata: try reader.read { (reader) throws(JSONShapeError) in try reader.metadata("metadata") },
      ruleSet: try reader.read { (reader) throws(JSONShapeError) in try reader.ruleSet("ruleSet") },
      rulesToMerge: try reader.read { (reader) throws(JSONShapeError) in try reader.ruleSet("rulesToMerge") },
      rulesToRemove: TextSet(
        try reader.read { (reader) throws(JSONShapeError) in try reader.strings("rulesToRemove") }))
  }

  public var json: JSONValue {
    var members = JSONObject()
    members.set("newVersion", newVersion)
    members.set("tagsToAdd", tagsToAdd)
    members.set("tagsToRemove", tagsToRemove)
    members["metadata"] = metadata?.json
    members["ruleSet"] = ruleSet?.json
    members["rulesToMerge"] = rulesToMerge?.json
    if !rulesToRemove.isEmpty { members["rulesToRemove"] = rulesToRemove.json }
    return .object(members)
  }
}
