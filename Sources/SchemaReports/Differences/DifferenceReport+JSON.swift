public import SchemaCore

extension DifferenceReport {
  /// The tree for programs.
  public var json: JSONValue {
    [
      "old": .string(old), "new": .string(new), "equal": .bool(difference.isEmpty),
      "changes": .number(JSONNumber(difference.count)), "breaks": .array(brokenSides.map(JSONValue.string)),
      "difference": .object(Self.json(difference)),
    ]
  }

  private static func json(_ part: SchemaDifference) -> JSONObject {
    var object: JSONObject = [
      "change": .string(part.change.rawValue), "kind": .string(part.kind), "name": .string(part.name),
      "path": .string(part.path),
    ]
    object["old"] = part.oldSummary.map(JSONValue.string)
    object["new"] = part.newSummary.map(JSONValue.string)
    if !part.details.isEmpty {
      object["details"] = .array(
        part.details.map { detail in
          [
            "aspect": .string(detail.aspect), "old": detail.old.map(JSONValue.string) ?? .null,
            "new": detail.new.map(JSONValue.string) ?? .null,
          ]
        })
    }
    if !part.effects.isEmpty {
      object["effects"] = .array(
        part.effects.map { effect in
          [
            "breaks": .string(effect.breaks), "rule": .string(effect.rule), "explanation": .string(effect.explanation),
            "path": .string(effect.path),
          ]
        })
    }
    if !part.children.isEmpty { object["children"] = .array(part.children.map { .object(json($0)) }) }
    return object
  }
}
