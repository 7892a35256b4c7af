import SchemaCore
import Testing

@testable import JSONSchema

@Suite struct ValidationErrorTests {
  private static let schema = ##"""
    {
      "$id": "http://x.test/order",
      "properties": {
        "id": {"$ref": "#/$defs/id"},
        "items": {"items": {"oneOf": [{"type": "string"}, {"type": "object", "required": ["a/b"]}]}}
      },
      "required": ["id"],
      "additionalProperties": false,
      "$defs": {"id": {"type": "string", "minLength": 3}}
    }
    """##

  @Test("an error tells the keyword, both paths, the place in the text, and what is wrong")
  func places() throws {
    let errors = try Self.report("{\n  \"id\": \"é\",\n  \"x\": 1\n}").errors
    #expect(errors.map(\.keyword) == ["minLength", ""])
    let first = try #require(errors.first)
    #expect(first.instancePath.description == "/id")
    #expect(first.evaluationPath.description == "/properties/id/$ref/minLength")
    #expect(first.schemaLocation == "http://x.test/order#/$defs/id/minLength")
    #expect(first.schemaPath.description == "/$defs/id/minLength")
    #expect(first.position == TextPosition(line: 2, column: 9))
    #expect(first.description == "2:9: the string has 1 characters, and at least 3 are expected (at /id)")
    #expect(errors[1].instancePath.description == "/x")
    #expect(errors[1].evaluationPath.description == "/additionalProperties")
  }

  @Test("the place of the keyword is found in the text of the schema, where it stands there")
  func schemaPlaces() throws {
    let text = """
      {
        "$defs": {"a": {"minLength": 3}},
        "properties": {
          "a": {"$ref": "#/$defs/a"},
          "b": {"anyOf": [{"type": "null"}]},
          "c": {"$ref": "http://json-schema.org/draft-07/schema#/properties/title"}
        }
      }
      """
    let resources = try SchemaResources(try JSONParser.parse(text), draft: .draft2020)
    let found = try JSONSchemaValidator(resources).validate(Array(#"{"a": "x", "b": 1, "c": 2}"#.utf8))
    let errors = found.located(inSchema: text).errors
    #expect(errors.map(\.schemaPosition?.description) == ["2:32", "5:20", nil])
    #expect(errors.map(\.isInOwnSchema) == [true, true, false])
    #expect(errors[1].causes.map(\.schemaPosition?.description) == ["5:30"])
    let unit = try #require(found.located(inSchema: text).output(.basic).object?["errors"]?.array?.first?.object)
    #expect(unit["keyword"] == "minLength" && unit["keywordPosition"] == ["line": 2, "column": 32])
    #expect(unit["instanceLocation"] == "/a" && unit["position"] == ["line": 1, "column": 7])
  }

  @Test("why none of several schemas matches is told with it")
  func causes() throws {
    let errors = try Self.report(#"{"id": "abc", "items": ["x", {"a": 1}]}"#).errors
    #expect(errors.map(\.keyword) == ["oneOf"])
    #expect(errors[0].instancePath.description == "/items/1")
    #expect(errors.first?.causes.map(\.keyword) == ["type", "required"])
    #expect(errors.first?.causes.last?.evaluationPath.description == "/properties/items/items/oneOf/1/required")
  }

  @Test("the three output formats tell the verdict, all errors, and the errors with their causes")
  func output() throws {
    let report = try Self.report(#"{"id": "abc", "items": [{"a": 1}]}"#)
    #expect(report.output(.flag) == ["valid": false])
    let basic = try #require(report.output(.basic).object?["errors"]?.array)
    #expect(
      basic.compactMap { $0.object?["keywordLocation"]?.string } == [
        "/properties/items/items/oneOf", "/properties/items/items/oneOf/0/type",
        "/properties/items/items/oneOf/1/required",
      ])
    let detailed = try #require(report.output(.detailed).object?["errors"]?.array)
    #expect(detailed.count == 1 && detailed[0].object?["errors"]?.array?.count == 2)
    let valid = try Self.report(#"{"id": "abc"}"#)
    for format in ValidationReport.OutputFormat.allCases { #expect(valid.output(format) == ["valid": true]) }
  }

  @Test("causes within causes are told up to a depth, those that lie deepest in any case")
  func deepCauses() throws {
    let schema = try JSONParser.parse(##"{"type": ["array", "null"], "items": {"anyOf": [{"$ref": "#"}]}}"##)
    let validator = try JSONSchemaValidator(try SchemaResources(schema, draft: .draft2020))
    let text = String(repeating: "[", count: 26) + "1" + String(repeating: "]", count: 26)
    var error = try #require(try validator.validate(Array(text.utf8)).errors.first)
    var count = 1
    while let cause = error.causes.first {
      error = cause
      count += 1
    }
    #expect(count == 24 && error.keyword == "type")
    #expect(error.instancePath.tokens.count == 26)
  }

  @Test("errors are told up to a limit")
  func limited() throws {
    var limits = JSONSchemaValidator.Limits()
    limits.errors = 3
    let validator = try JSONSchemaValidator(try SchemaResources(["items": false]), limits: limits)
    #expect(try validator.validate(Array("[1,2,3,4,5]".utf8)).errors.count == 3)
  }

  @Test(
    "messages say what is expected",
    arguments: [
      (#"{"type": ["string", "null"]}"#, "1", "null or a string is expected, and this is an integer"),
      (#"{"minimum": 1.5}"#, "1", "a number of at least 1.5 is expected"),
      (#"{"multipleOf": 0.01}"#, "0.001", "a multiple of 0.01 is expected"),
      (#"{"uniqueItems": true}"#, "[1, 2, 1.0]", "elements /0 and /2 are equal"),
      (#"{"maxProperties": 0}"#, #"{"a": 1}"#, "there are 1 members, and at most 0 are expected"),
      (#"{"dependentRequired": {"a": ["b"]}}"#, #"{"a": 1}"#, "the member b is missing, which a needs"),
      (#"{"contains": false}"#, "[1]", "0 elements match contains, and at least 1 are expected"),
      (#"{"format": "date"}"#, "\"x\"", "the string is not a date"),
      (#"{"not": {}}"#, "1", "the value is one that is not allowed"),
      (#"{"const": 1}"#, "2", "the value is not the one that is expected"),
      (#"{"pattern": "^a"}"#, "\"b\"", "the string does not match ^a"),
    ])
  func messages(schema: String, text: String, message: String) throws {
    let resources = try SchemaResources(try JSONParser.parse(schema), draft: .draft2020)
    let report = try JSONSchemaValidator(resources, formats: .always).validate(Array(text.utf8))
    #expect(report.errors.map(\.message) == [message])
  }

  private static func report(_ text: String) throws -> ValidationReport {
    let resources = try SchemaResources(try JSONParser.parse(schema), draft: .draft2020)
    return try JSONSchemaValidator(resources).validate(Array(text.utf8))
  }
}
