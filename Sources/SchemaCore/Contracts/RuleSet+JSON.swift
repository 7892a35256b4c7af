extension RuleSet {
  /// Reads the form of the API and of stored records. What rules must be like is checked by `validate`.
  ///
  /// - Throws: `JSONShapeError` naming the member that is wrong.
  public init(_ reader: JSONObjectReader) throws(JSONShapeError) {
    self.init(
      migrationRules: try Rule.rules(reader.objects("migrationRules")),
      domainRules: try Rule.rules(reader.objects("domainRules")),
      encodingRules: try Rule.rules(reader.objects("encodingRules")), enableAt: try reader.choice("enableAt"))
  }

  /// The form of the API and of stored records, without what is empty.
  public var json: JSONValue {
    var members = JSONObject()
    for (name, rules) in [
      ("migrationRules", migrationRules), ("domainRules", domainRules), ("encodingRules", encodingRules),
    ] where !rules.isEmpty {
      members[name] = .array(rules.map(\.json))
    }
    members["enableAt"] = enableAt.map { .string($0.rawValue) }
    return .object(members)
  }
}

extension Rule {
  fileprivate static func rules(_ readers: [JSONObjectReader]) throws(JSONShapeError) -> [Rule] {
    var rules: [Rule] = []
    for reader in readers { rules.append(try Rule(reader)) }
    return rules
  }

  fileprivate init(_ reader: JSONObjectReader) throws(JSONShapeError) {
    self.init(
      name: try reader.string("name"), doc: try reader.string("doc"), kind: try reader.choice("kind") ?? .transform,
      mode: try reader.choice("mode") ?? .writeRead, type: try reader.string("type"),
      tags: TextSet(try reader.strings("tags")), parameters: TextMap(texts: try reader.texts("params")),
      expression: try reader.string("expr"), onSuccess: try reader.string("onSuccess"),
      onFailure: try reader.string("onFailure"), isDisabled: try reader.bool("disabled") ?? false)
  }

  fileprivate var json: JSONValue {
    var members = JSONObject()
    func set(_ name: String, _ text: String?) {
      if let text, !text.isEmpty { members[name] = .string(text) }
    }
    set("name", name)
    set("doc", doc)
    set("kind", kind.rawValue)
    set("mode", mode.rawValue)
    set("type", type)
    if !tags.isEmpty { members["tags"] = tags.json }
    if !parameters.isEmpty { members["params"] = parameters.json }
    set("expr", expression)
    set("onSuccess", onSuccess)
    set("onFailure", onFailure)
    members["disabled"] = .bool(isDisabled)
    return .object(members)
  }
}
