import SchemaCore

@testable import JSONSchema

/// The schemas whose instances are read, compiled once, and limits that a short input reaches.
enum FuzzSchemas {
  static let limits = {
    var limits = JSONSchemaValidator.Limits()
    limits.steps = 20_000
    limits.errors = 50
    limits.patternTime = .milliseconds(50)
    return limits
  }()

  private static let texts = [
    #"{"$schema": "https://json-schema.org/draft/2020-12/schema"}"#,
    #"""
    {"type": "object", "properties": {"id": {"type": "integer", "minimum": 1, "maximum": 99},
      "name": {"type": "string", "minLength": 1, "maxLength": 3, "pattern": "^[a-z]+$"},
      "price": {"type": "number", "exclusiveMinimum": -2, "maximum": 7, "multipleOf": 0.01},
      "tags": {"type": "array", "items": {"type": ["string", "null"]}, "uniqueItems": true, "maxItems": 4}},
      "required": ["id"], "additionalProperties": false, "dependencies": {"price": ["name"]}}
    """#,
    ##"""
    {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {"tree": {"type": "object",
      "properties": {"value": {"enum": [1, "a", null, {"b": [1.0, 2e0]}]}, "left": {"$ref": "#/$defs/tree"}},
      "patternProperties": {"^r": {"$ref": "#/$defs/tree"}}, "unevaluatedProperties": false}}, "$ref": "#/$defs/tree"}
    """##,
    ##"""
    {"$schema": "https://json-schema.org/draft/2019-09/schema", "$recursiveAnchor": true,
      "anyOf": [{"type": "array", "contains": {"const": 0.1}, "minContains": 1, "maxContains": 2, "unevaluatedItems":
      {"$recursiveRef": "#"}}, {"oneOf": [{"type": "integer"}, {"type": "number", "not": {"maximum": 3}}]}, {"type": "string",
      "format": "date-time"}], "if": {"type": "string"}, "then": {"format": "uri"}, "else": {"propertyNames": {"maxLength": 2}}}
    """##,
    ##"{"$schema": "http://json-schema.org/draft-07/schema#", "$ref": "http://json-schema.org/draft-07/schema#"}"##,
  ]

  static let validators: [JSONSchemaValidator] = texts.map { text in
    do {
      let schema = try JSONSchemaFormat().parse(text)
      return try JSONSchemaValidator(try schema.resources(), formats: .always, limits: limits)
    } catch {
      fatalError("a schema of the fuzzer is wrong: \(error)")
    }
  }
}
