import SchemaCore

extension JSONSchemaLinter {
  /// Looks for keywords that check nothing.
  mutating func checkKeywords(_ object: JSONObject, at place: Place) {
    let types = object.typeNames
    for keyword in object.keys {
      if let meant = Self.meant(by: keyword) {
        add(
          JSONSchemaLintRules.misspelledKeyword, "\"\(keyword)\" is no keyword: \"\(meant)\" is one", at: place, keyword
        )
      }
      guard let of = Self.typesOfKeywords[keyword], !types.isEmpty, !types.contains(where: of.contains) else {
        continue
      }
      add(
        JSONSchemaLintRules.keywordWithoutEffect,
        "\"\(keyword)\" is about values of type \(of.sorted().joined(separator: " or ")), and this is \(types.joined(separator: " or "))",
        at: place, keyword)
    }
    if ignoresSiblings, object["$ref"] != nil,
      let sibling = object.keys.first(where: { !Self.annotations.contains($0) })
    {
      add(
        JSONSchemaLintRules.referenceWithSiblings,
        "\"\(sibling)\" beside $ref is ignored in this draft: put both into an allOf", at: place, sibling)
    }
    if types == ["array"] {
      if object["items"] == nil, object["prefixItems"] == nil, object["contains"] == nil {
        add(
          JSONSchemaLintRules.arrayWithoutItems, "the items of the array have no schema: add \"items\"", at: place,
          "type")
      }
      if object["maxItems"] == nil {
        add(JSONSchemaLintRules.unboundedArray, "the array may have any length: add \"maxItems\"", at: place, "type")
      }
    }
    if let values = object["enum"]?.array, Set(values.filter { $0 != .null }.map(\.kindName)).count > 1 {
      add(JSONSchemaLintRules.mixedEnum, "the values of the enum are of several types", at: place, "enum")
    }
  }

  /// Looks for keywords that say what holds anyway.
  mutating func checkRedundancy(_ object: JSONObject, at place: Place) {
    for (keyword, value) in Self.idleValues where object[keyword] == value {
      // For the rules of compatibility a limit that is gone is a change, even one that permits everything.
      let fix = value == 0 ? [] : removal(of: keyword, at: place)
      add(
        JSONSchemaLintRules.redundantKeyword, "\"\(keyword)\": \(JSONWriter.text(value)) demands nothing", at: place,
        keyword, fix: fix)
    }
    if let names = object["type"]?.array, names.count == 1, let name = names.first?.string {
      add(
        JSONSchemaLintRules.redundantKeyword, "a list of one type is that type: write \"\(name)\"", at: place, "type",
        fix: replacement(of: "type", at: place, by: "\"\(name)\""))
    }
  }

  /// The keyword that somebody has most likely meant; nil for keywords, and for what is like none of them.
  private static func meant(by name: String) -> String? {
    if typesOfKeywords[name] != nil || otherKeywords.contains(name) { return nil }
    let plain = name.lowercased().filter { $0 != "_" && $0 != "-" }
    return byPlainName[plain] ?? misspellings[plain]
  }

  private static let byPlainName: [String: String] = Dictionary(
    (Array(typesOfKeywords.keys) + otherKeywords).map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first }
  )

  private static let misspellings: [String: String] = [
    "proprties": "properties", "propeties": "properties", "property": "properties", "require": "required",
    "requires": "required", "additionalproperty": "additionalProperties", "additionalpropertys": "additionalProperties",
    "enums": "enum", "types": "type", "item": "items", "maxlen": "maxLength", "minlen": "minLength",
    "desc": "description",
    "max": "maximum", "min": "minimum", "regex": "pattern", "ref": "$ref", "schema": "$schema", "defs": "$defs",
  ]

  /// Keywords that stand beside a reference without checking anything.
  private static let annotations: Set<String> = [
    "$ref", "title", "description", "$comment", "examples", "default", "definitions", "$schema", "$id", "id",
  ]

  private static let idleValues: [(String, JSONValue)] = [
    ("minLength", 0), ("minItems", 0), ("minProperties", 0), ("uniqueItems", false), ("required", []),
  ]

  /// For values of which types a keyword is.
  private static let typesOfKeywords: [String: Set<String>] = [
    "maxLength": ["string"], "minLength": ["string"], "pattern": ["string"], "contentEncoding": ["string"],
    "maximum": ["number", "integer"], "minimum": ["number", "integer"], "exclusiveMaximum": ["number", "integer"],
    "exclusiveMinimum": ["number", "integer"], "multipleOf": ["number", "integer"], "items": ["array"],
    "prefixItems": ["array"], "additionalItems": ["array"], "contains": ["array"], "maxItems": ["array"],
    "minItems": ["array"], "uniqueItems": ["array"], "properties": ["object"], "required": ["object"],
    "additionalProperties": ["object"], "patternProperties": ["object"], "propertyNames": ["object"],
    "maxProperties": ["object"], "minProperties": ["object"], "dependencies": ["object"],
    "dependentRequired": ["object"], "dependentSchemas": ["object"],
  ]

  private static let otherKeywords = [
    "type", "enum", "const", "title", "description", "default", "examples", "format", "allOf", "anyOf", "oneOf", "not",
    "if", "then", "else", "$ref", "$id", "id", "$schema", "$defs", "definitions", "$anchor", "$comment", "readOnly",
    "writeOnly", "deprecated", "unevaluatedItems", "unevaluatedProperties", "contentMediaType", "maxContains",
    "minContains",
  ]
}
