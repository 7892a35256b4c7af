import SchemaCore

/// Tells a schema as a tree of the schemas in it.
enum JSONSchemaOutline {
  /// What a schema is within another: the word for people, and whether its keyword has several by name or by place.
  private enum Container { case one, named, listed }

  private static let containers: [(keyword: String, kind: String, container: Container)] = [
    ("properties", "property", .named), ("patternProperties", "pattern", .named),
    ("additionalProperties", "other properties", .one), ("unevaluatedProperties", "unevaluated properties", .one),
    ("propertyNames", "property names", .one), ("items", "items", .one), ("items", "item", .listed),
    ("prefixItems", "item", .listed), ("additionalItems", "other items", .one),
    ("unevaluatedItems", "unevaluated items", .one), ("contains", "contained", .one), ("allOf", "all of", .listed),
    ("anyOf", "any of", .listed), ("oneOf", "one of", .listed), ("not", "not", .one), ("if", "if", .one),
    ("then", "then", .one), ("else", "else", .one), ("dependentSchemas", "dependent", .named),
    ("$defs", "definition", .named), ("definitions", "definition", .named),
  ]

  /// What lies deeper is told as one text: the walk needs stack.
  private static let maximumDepth = 64

  static func element(of schema: JSONValue) -> SchemaElement {
    var root = element(of: schema, kind: "schema", name: schema.object?["title"]?.string ?? "", at: "#", depth: 0)
    root.paths.append("#/")
    return root
  }

  private static func element(
    of schema: JSONValue, kind: String, name: String, at path: String, depth: Int
  ) -> SchemaElement {
    var element = SchemaElement(kind: kind, name: name, summary: kind + (name.isEmpty ? "" : " \(name)"))
    element.paths = [path]
    guard let object = schema.object, depth < maximumDepth else {
      element.add("schema", JSONWriter.text(schema, style: .sorted))
      element.summary += ": \(JSONWriter.text(schema, style: .sorted).prefix(80))"
      return element
    }
    if let type = typeText(object) { element.summary += ": \(type)" }
    var told: Set<String> = []
    let required = Set((object["required"]?.array ?? []).compactMap(\.string).map { ExactText($0) })
    for (keyword, kind, container) in containers {
      guard let value = object[keyword] else { continue }
      let parts = parts(of: value, keyword, kind, container, at: path, depth: depth + 1, required: required)
      guard let parts else { continue }
      told.insert(keyword)
      element.children += parts
    }
    let named = Set((object["properties"]?.object?.keys ?? []).map { ExactText($0) })
    for member in object where !told.contains(member.key) {
      var value = member.value
      if member.key == "required", let names = value.array {
        // Those of properties are told with them.
        let others = names.filter { name in name.string.map { !named.contains(ExactText($0)) } ?? true }
        if others.isEmpty { continue }
        value = .array(others)
      }
      element.add(member.key, text(of: value))
    }
    return element
  }

  private static func parts(
    of value: JSONValue, _ keyword: String, _ kind: String, _ container: Container, at path: String, depth: Int,
    required: Set<ExactText>
  ) -> [SchemaElement]? {
    switch (container, value) {
    case (.one, .object):
      return [element(of: value, kind: kind, name: keyword, at: "\(path)/\(keyword)", depth: depth)]
    case (.listed, .array(let elements)):
      return elements.enumerated().map { index, element in
        let name = element.object?["title"]?.string ?? element.object?["$ref"]?.string ?? String(index)
        var part = self.element(
          of: element, kind: kind, name: "\(keyword)[\(index)]", at: "\(path)/\(keyword)/\(index)", depth: depth)
        // What is only put at another place of its list is the same.
        part.identity = name
        return part
      }
    case (.named, .object(let object)):
      return object.map { member in
        var part = element(
          of: member.value, kind: kind, name: member.key, at: "\(path)/\(keyword)/\(member.key)", depth: depth)
        if keyword == "properties", required.contains(ExactText(member.key)) {
          part.add("required", "true")
          part.summary += " (required)"
        }
        return part
      }
    default: return nil
    }
  }

  private static func typeText(_ object: JSONObject) -> String? {
    if let reference = object["$ref"]?.string { return reference }
    switch object["type"] {
    case .string(let name)?: return name
    case .array(let names)?: return names.compactMap(\.string).joined(separator: " | ")
    default: return object["enum"] == nil ? nil : "enum"
    }
  }

  private static func text(of value: JSONValue) -> String {
    value.string ?? JSONWriter.text(value, style: .sorted)
  }
}
