import JSONSchema
import SchemaCore

/// What a schema says, as far as types are concerned.
struct SchemaReader {
  let place: SchemaPlace
  let object: JSONObject

  /// Nil for the schemas `true` and `false`.
  init?(_ place: SchemaPlace) {
    guard let object = place.value.object else { return nil }
    self.place = place
    self.object = object
  }

  subscript(_ keyword: String) -> JSONValue? { object[keyword] }

  var title: String? { object["title"]?.string }
  var description: String? { object["description"]?.string }
  var reference: String? { object["$ref"]?.string }
  var format: String? { object["format"]?.string }
  var isDeprecated: Bool { object["deprecated"]?.bool ?? false }

  /// The kinds of values that `type` allows, without null; empty if it does not say.
  var types: [String] { allTypes.filter { $0 != "null" } }

  /// True if `type` allows null, among others.
  var typeAllowsNull: Bool { allTypes.contains("null") && allTypes.count > 1 }

  private var allTypes: [String] {
    switch object["type"] {
    case .string(let type): [type]
    case .array(let types): types.compactMap(\.string)
    default: []
    }
  }

  /// The values of `enum`, or that of `const`.
  var values: [JSONValue]? { object["enum"]?.array ?? object["const"].map { [$0] } }

  /// The string that is the only value.
  var constant: String? { values.flatMap { $0.count == 1 ? $0[0].string : nil } }

  var required: Set<String> { Set(object["required"]?.array?.compactMap(\.string) ?? []) }

  /// The members of `properties` and their schemas, in their order.
  var properties: [(name: String, place: SchemaPlace)] {
    (object["properties"]?.object?.keys ?? []).compactMap { name in
      place[["properties", name]].map { (name, $0) }
    }
  }

  /// The schemas in a list such as `allOf`.
  func list(_ keyword: String) -> [SchemaPlace] {
    (object[keyword]?.array ?? []).indices.compactMap { place[[keyword, String($0)]] }
  }

  /// True if this says only what null is.
  var isNull: Bool { allTypes == ["null"] || object["const"].map { $0 == .null } == true }

  /// True if values are objects with members that have names.
  var hasProperties: Bool { object["properties"]?.object?.members.isEmpty == false }

  /// The keywords that types do not express and a validator checks.
  var constraints: [String] {
    object.keys.filter { Self.constraintKeywords.contains($0) }
  }

  private static let constraintKeywords: Set<String> = [
    "minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
    "minItems", "maxItems", "uniqueItems", "contains", "minContains", "maxContains", "minProperties", "maxProperties",
    "patternProperties", "propertyNames", "dependentRequired", "dependentSchemas", "dependencies", "not", "if",
    "unevaluatedProperties", "unevaluatedItems", "$dynamicRef", "$recursiveRef",
  ]
}
