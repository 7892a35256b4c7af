import SchemaCore

/// Makes the schemas of schemas of a draft from the table of its keywords.
///
/// They say what the published ones say, in words of their own. Their URIs, anchors, vocabularies and the names of their
/// definitions are the published ones, as schemas refer to them.
struct MetaSchemaBuilder {
  private let draft: JSONSchemaDraft
  private let keywords: [MetaKeyword]

  /// All schemas of schemas of a draft, by URI without fragment.
  static func documents(of draft: JSONSchemaDraft) -> [String: SchemaDocument] {
    let builder = MetaSchemaBuilder(draft: draft, keywords: MetaKeyword.all(of: draft))
    var documents: [String: SchemaDocument] = [:]
    for (uri, schema) in draft.readsBesideReferences ? builder.modern() : [builder.early()] {
      // It names nothing twice, so that this cannot fail; a test makes sure.
      documents[uri] = try? SchemaDocument(.object(schema), uri: uri, draft: draft)
    }
    return documents
  }

  /// One schema for everything, up to draft 7.
  private func early() -> (String, JSONObject) {
    let uri = JSONValue.string(draft.metaSchema + "#")
    var schema: JSONObject = ["$schema": uri]
    schema[draft.identifierKeyword] = uri
    schema["definitions"] = .object(definitions(.applicator, .validation))
    schema["type"] = draft == .draft4 ? "object" : ["object", "boolean"]
    schema["properties"] = .object(properties { _ in true })
    if draft == .draft4 {
      schema["dependencies"] = ["exclusiveMaximum": ["maximum"], "exclusiveMinimum": ["minimum"]]
    }
    return (draft.metaSchema, schema)
  }

  /// A schema for each vocabulary, and one that combines them.
  private func modern() -> [(String, JSONObject)] {
    let base = String(draft.metaSchema.dropLast("schema".count))
    var root = head("schema", base)
    var vocabularies: JSONObject = [:]
    var parts: [JSONValue] = []
    var schemas: [(String, JSONObject)] = []
    for vocabulary in Self.vocabularies(of: draft) {
      if let isDemanded = vocabulary.isDemanded {
        vocabularies["\(base)vocab/\(vocabulary.name)"] = .bool(isDemanded)
        parts.append(["$ref": .string("meta/\(vocabulary.name)")])
      }
      var schema = head("meta/\(vocabulary.name)", base)
      schema["$vocabulary"] = ["\(base)vocab/\(vocabulary.name)": true]
      schema["properties"] = .object(properties { $0 == vocabulary.group })
      let definitions = definitions(vocabulary.group)
      if !definitions.isEmpty { schema["$defs"] = .object(definitions) }
      schemas.append(("\(base)meta/\(vocabulary.name)", schema))
    }
    root["$vocabulary"] = .object(vocabularies)
    root["allOf"] = .array(parts)
    root["properties"] = .object(properties { $0 == .former })
    return schemas + [(draft.metaSchema, root)]
  }

  private func head(_ name: String, _ base: String) -> JSONObject {
    var schema: JSONObject = [
      "$schema": .string(draft.metaSchema), "$id": .string(base + name), "type": ["object", "boolean"],
    ]
    if draft == .draft2019 { schema["$recursiveAnchor"] = true } else { schema["$dynamicAnchor"] = "meta" }
    return schema
  }

  private struct Vocabulary {
    var name: String
    var group: MetaKeyword.Group
    /// Whether a reader must know it; nil if the draft's own schema of schemas does not use it.
    var isDemanded: Bool? = true
  }

  private static func vocabularies(of draft: JSONSchemaDraft) -> [Vocabulary] {
    let all = [
      Vocabulary(name: "core", group: .core), Vocabulary(name: "applicator", group: .applicator),
      Vocabulary(name: "validation", group: .validation), Vocabulary(name: "meta-data", group: .metaData),
      Vocabulary(name: "content", group: .content),
    ]
    guard draft == .draft2020 else { return all + [Vocabulary(name: "format", group: .format, isDemanded: false)] }
    return all + [
      Vocabulary(name: "unevaluated", group: .unevaluated), Vocabulary(name: "format-annotation", group: .format),
      Vocabulary(name: "format-assertion", group: .format, isDemanded: nil),
    ]
  }
}

extension MetaSchemaBuilder {
  private func properties(in isWanted: (MetaKeyword.Group) -> Bool) -> JSONObject {
    JSONObject(keywords.filter { isWanted($0.group) }.map { .init(key: $0.name, value: schema(of: $0.value)) })
  }

  /// The definitions that schemas elsewhere refer to.
  private func definitions(_ groups: MetaKeyword.Group...) -> JSONObject {
    var definitions: JSONObject = [:]
    if groups.contains(.core), draft == .draft2020 {
      definitions["anchorString"] = schema(of: .anchor)
      definitions["uriString"] = schema(of: .uri)
      definitions["uriReferenceString"] = schema(of: .uriReference)
    }
    if groups.contains(.applicator) { definitions["schemaArray"] = schema(of: .schemas) }
    if groups.contains(.validation) {
      let count = draft == .draft4 ? "positiveInteger" : "nonNegativeInteger"
      definitions[count] = schema(of: .count)
      definitions[count + "Default0"] = schema(of: .count)
      definitions["simpleTypes"] = Self.typeName
      definitions["stringArray"] = schema(of: .names)
    }
    return definitions
  }

  /// What a value must be, as a schema.
  private func schema(of value: MetaKeyword.Value) -> JSONValue {
    switch value {
    case .anything: [:]
    case .text: ["type": "string"]
    case .boolean: ["type": "boolean"]
    case .number: ["type": "number"]
    case .aboveZero:
      draft == .draft4
        ? ["type": "number", "minimum": 0, "exclusiveMinimum": true] : ["type": "number", "exclusiveMinimum": 0]
    case .count: ["type": "integer", "minimum": 0]
    case .regularExpression: text(format: "regex")
    case .uri: text(format: "uri")
    case .uriReference: text(format: "uri-reference")
    case .identifier: ["type": "string", "format": "uri-reference", "pattern": "^[^#]*#?$"]
    case .anchor:
      [
        "type": "string",
        "pattern": draft == .draft2019 ? "^[A-Za-z][-A-Za-z0-9.:_]*$" : "^[A-Za-z_][-A-Za-z0-9._]*$",
      ]
    case .vocabularies:
      ["type": "object", "propertyNames": text(format: "uri"), "additionalProperties": schema(of: .boolean)]
    case .list: ["type": "array"]
    case .distinctList: ["type": "array", "minItems": 1, "uniqueItems": true]
    case .names:
      draft == .draft4
        ? ["type": "array", "items": schema(of: .text), "minItems": 1, "uniqueItems": true]
        : ["type": "array", "items": schema(of: .text), "uniqueItems": true]
    case .namesByName: Self.members(schema(of: .names))
    case .types:
      ["anyOf": [Self.typeName, ["type": "array", "items": Self.typeName, "minItems": 1, "uniqueItems": true]]]
    case .schema: itself
    case .schemaOrBoolean: ["anyOf": [schema(of: .boolean), itself]]
    case .schemas: ["type": "array", "minItems": 1, "items": itself]
    case .schemaOrSchemas: ["anyOf": [itself, schema(of: .schemas)]]
    case .members: Self.members(itself)
    case .patternMembers:
      ["type": "object", "additionalProperties": itself, "propertyNames": ["format": "regex"]]
    case .membersOrNames: Self.members(["anyOf": [itself, schema(of: .names)]])
    }
  }

  /// The whole, also where it is part of another schema of schemas.
  private var itself: JSONValue {
    switch draft {
    case .draft4, .draft6, .draft7: ["$ref": "#"]
    case .draft2019: ["$recursiveRef": "#"]
    case .draft2020: ["$dynamicRef": "#meta"]
    }
  }

  private func text(format: JSONValue) -> JSONValue { ["type": "string", "format": format] }

  private static func members(_ schema: JSONValue) -> JSONValue {
    ["type": "object", "additionalProperties": schema]
  }

  private static let typeName: JSONValue = [
    "enum": ["array", "boolean", "integer", "null", "number", "object", "string"]
  ]
}
