public import SchemaCore

extension ContractEdits: JSONBody {
  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    // Zero and less stand for no number, as in a registration.
    self.init(
      newVersion: try reader.int32("newVersion").flatMap { $0 > 0 ? $0 : nil },
      tagsToAdd: try reader.schemaTags("tagsToAdd"), tagsToRemove: try reader.schemaTags("tagsToRemove"),
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
