import SchemaCore

/// Makes schemas of a few keywords, changes of them, and values that may fit.
struct RandomSchemas {
  private var state: UInt64

  init(seed: Int) {
    state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int((state >> 16) % UInt64(bound))
  }

  private mutating func pick<Element>(_ choices: [Element]) -> Element { choices[next(choices.count)] }

  mutating func schema(depth: Int = 3) -> JSONValue {
    switch next(depth > 0 ? 12 : 7) {
    case 0: return true
    case 1: return ["type": "string", "maxLength": JSONValue(integerLiteral: next(4))]
    case 2: return ["type": .string(pick(["integer", "number"])), "minimum": JSONValue(integerLiteral: next(4))]
    case 3: return ["type": .string(pick(["string", "integer", "number", "boolean", "null"]))]
    case 4: return ["enum": .array((0...next(3)).map { _ in scalar() })]
    case 5: return ["const": scalar()]
    case 6: return ["type": [.string(pick(["string", "null"])), .string(pick(["integer", "boolean"]))]]
    case 7, 8, 9: return object(depth: depth)
    case 10: return ["type": "array", "items": schema(depth: depth - 1)]
    default:
      return .object([pick(["anyOf", "oneOf", "allOf"]): .array((0...next(2)).map { _ in schema(depth: depth - 1) })])
    }
  }

  private mutating func object(depth: Int) -> JSONValue {
    var properties: JSONObject = [:]
    for name in ["a", "b", "c"] where next(2) == 0 { properties[name] = schema(depth: depth - 1) }
    var object: JSONObject = ["type": "object", "properties": .object(properties)]
    if next(2) == 0 { object["additionalProperties"] = pick([false, ["type": "integer"]]) }
    if next(3) == 0 { object["required"] = .array([.string(pick(["a", "b", "c"]))]) }
    if next(4) == 0 { object["maxProperties"] = JSONValue(integerLiteral: next(4)) }
    return .object(object)
  }

  private mutating func scalar() -> JSONValue {
    pick(["", "x", "yyy", 0, 1, 5, true, nil, "a"])
  }

  /// The schema with some of its parts replaced.
  mutating func changed(_ schema: JSONValue) -> JSONValue {
    if next(8) == 0 { return self.schema(depth: 2) }
    switch schema {
    case .object(var object):
      for member in object {
        switch next(6) {
        case 0 where member.key != "properties": object[member.key] = Optional.none
        case 1:
          if case .number = member.value { object[member.key] = JSONValue(integerLiteral: next(5)) }
        default: object[member.key] = changedParts(of: member.value, member.key)
        }
      }
      if object["type"] == "object", next(3) == 0 {
        var properties = object["properties"]?.object ?? [:]
        let added: JSONValue? = next(3) == 0 ? Optional.none : self.schema(depth: 1)
        properties[pick(["a", "b", "c"])] = added
        object["properties"] = .object(properties)
      }
      return .object(object)
    default: return schema
    }
  }

  private mutating func changedParts(of value: JSONValue, _ keyword: String) -> JSONValue {
    switch (keyword, value) {
    case ("properties", .object(var properties)):
      for member in properties where next(2) == 0 { properties[member.key] = changed(member.value) }
      return .object(properties)
    case ("items", _), ("additionalProperties", .object): return changed(value)
    case ("anyOf", .array(var schemas)), ("oneOf", .array(var schemas)), ("allOf", .array(var schemas)):
      if next(2) == 0 { schemas.append(schema(depth: 1)) }
      let index = next(schemas.count)
      schemas[index] = changed(schemas[index])
      return .array(schemas)
    case ("enum", .array(let values)): return next(2) == 0 ? .array(values + [scalar()]) : value
    default: return value
    }
  }

  mutating func value(depth: Int = 3) -> JSONValue {
    switch next(depth > 0 ? 8 : 5) {
    case 0...4: return scalar()
    case 5: return .array((0..<next(3)).map { _ in value(depth: depth - 1) })
    default:
      var object: JSONObject = [:]
      for name in ["a", "b", "c", "d"] where next(2) == 0 { object[name] = value(depth: depth - 1) }
      return .object(object)
    }
  }
}
