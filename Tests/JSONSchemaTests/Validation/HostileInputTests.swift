import Foundation
import SchemaCore
import Testing

@testable import JSONSchema

@Suite struct HostileInputTests {
  @Test("an instance that is nested too deep is refused, with the place", arguments: ["[", "{\"a\":"])
  func deepInstance(open: String) throws {
    let validator = try Self.validator("{}")
    let error = #expect(throws: InstanceError.self) {
      try validator.isValid(Array(String(repeating: open, count: 10_000).utf8))
    }
    #expect(error?.kind == .limit)
    #expect(error?.position == TextPosition(line: 1, column: 256 * open.count + 1))
  }

  @Test(
    "a schema that refers to itself without end ends with an error",
    arguments: [
      ##"{"$ref": "#"}"##, ##"{"allOf": [{"$ref": "#"}]}"##, ##"{"not": {"$ref": "#"}}"##,
      ##"{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "anyOf": [{"$ref": "#/$defs/a"}]}"##,
      ##"{"if": {"$ref": "#"}}"##, ##"{"$dynamicAnchor": "a", "$dynamicRef": "#a"}"##,
    ])
  func endlessReferences(schema: String) throws {
    let validator = try Self.validator(schema)
    let error = #expect(throws: InstanceError.self) { try validator.isValid(Array("1".utf8)) }
    #expect(error?.kind == .limit)
  }

  @Test("a schema that applies itself exponentially often ends with an error")
  func exponential() throws {
    var definitions = (0..<40).map { index in
      ##""d\##(index)": {"allOf": [{"$ref": "#/$defs/d\##(index + 1)"}, {"$ref": "#/$defs/d\##(index + 1)"}]}"##
    }
    definitions.append(#""d40": {}"#)
    var limits = JSONSchemaValidator.Limits()
    limits.steps = 100_000
    let validator = try Self.validator(
      ##"{"$ref": "#/$defs/d0", "$defs": {\##(definitions.joined(separator: ","))}}"##, limits: limits)
    let error = #expect(throws: InstanceError.self) { try validator.isValid(Array("1".utf8)) }
    #expect(error?.kind == .limit)
  }

  @Test("the deepest that is accepted fits a small stack")
  func smallStack() throws {
    let validator = try Self.validator(
      ##"{"$ref": "#/$defs/a", "$defs": {"a": {"anyOf": [{"properties": {"a": {"$ref": "#"}}, "unevaluatedProperties": false}]}}}"##
    )
    let text = Array((String(repeating: #"{"a":"#, count: 250) + "1" + String(repeating: "}", count: 250)).utf8)
    let failed = Outcome()
    let thread = Thread {
      let error = #expect(throws: InstanceError.self) { try validator.validate(text) }
      failed.kind = error?.kind
      failed.done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    failed.done.wait()
    #expect(failed.kind == .limit)
  }

  @Test("a pattern that takes too long is given up with an error, not a verdict")
  func slowPattern() throws {
    var limits = JSONSchemaValidator.Limits()
    limits.patternTime = .milliseconds(50)
    let validator = try Self.validator(#"{"not": {"pattern": "^(a+)+$"}}"#, limits: limits)
    let text = Array("\"\(String(repeating: "a", count: 50))!\"".utf8)
    let error = #expect(throws: InstanceError.self) { try validator.isValid(text) }
    #expect(error?.kind == .limit && error?.message.contains("^(a+)+$") == true)
  }

  @Test("many patterns, and many values in an enum, take no more than what they are", arguments: [2_000])
  func many(count: Int) throws {
    let patterns = (0..<count).map { "\"^a\($0)$\": {\"type\": \"integer\"}" }.joined(separator: ",")
    let values = (0..<count).map { "\"\($0)\", \($0), {\"a\": \($0)}" }.joined(separator: ",")
    let validator = try Self.validator(
      "{\"patternProperties\": {\(patterns)}, \"properties\": {\"a\": {\"enum\": [\(values)]}}}")
    #expect(try validator.isValid(Array(#"{"a7": 1, "a": {"a": 1999.0}}"#.utf8)))
    #expect(try !validator.isValid(Array(#"{"a7": "x"}"#.utf8)))
    #expect(try !validator.isValid(Array(#"{"a": {"a": 2000}}"#.utf8)))
  }

  @Test("unique items are found quickly among many")
  func uniqueItems() throws {
    let validator = try Self.validator(#"{"uniqueItems": true}"#)
    let items = (0..<20_000).map { "[\($0)]" }.joined(separator: ",")
    #expect(try validator.isValid(Array("[\(items)]".utf8)))
    #expect(try !validator.isValid(Array("[\(items),[7.0]]".utf8)))
  }

  @Test(
    "numbers of any size are compared exactly",
    arguments: [
      (#"{"maximum": 9007199254740992}"#, "9007199254740993", false), (#"{"minimum": 1e400}"#, "1e400", true),
      (#"{"minimum": 1e400}"#, "9e399", false), (#"{"type": "integer"}"#, "1e400", true),
      (#"{"type": "integer"}"#, "1.5e1", true), (#"{"type": "integer"}"#, "1e-400", false),
      (#"{"const": 1}"#, "1.000", true), (#"{"const": 100}"#, "1e2", true), (#"{"const": 0.1}"#, "10e-2", true),
      (#"{"const": 0.1}"#, "0.1000000000000000000000000000001", false), (#"{"const": 0}"#, "-0.0", true),
      (#"{"multipleOf": 0.01}"#, "4.35", true), (#"{"multipleOf": 0.01}"#, "4.355", false),
      (#"{"multipleOf": 3}"#, "1e9999999", false), (#"{"multipleOf": 5}"#, "1e9999999", true),
      (#"{"multipleOf": 0.0001}"#, "123456789012345678901234567890.1234", true),
      (#"{"exclusiveMaximum": 9223372036854775807}"#, "9223372036854775807", false),
      (#"{"exclusiveMaximum": 9223372036854775807}"#, "9223372036854775806", true),
      (#"{"minimum": -9223372036854775808}"#, "-9223372036854775809", false),
    ])
  func exactNumbers(schema: String, text: String, isValid: Bool) throws {
    #expect(try Self.validator(schema).isValid(Array(text.utf8)) == isValid)
  }

  @Test("ten thousand digits are read, and compared by the last")
  func manyDigits() throws {
    let digits = String(repeating: "7", count: 10_000)
    let validator = try Self.validator("{\"maximum\": \(digits), \"multipleOf\": 7}")
    #expect(try validator.isValid(Array(digits.utf8)))
    #expect(try !validator.isValid(Array((digits.dropLast() + "8").utf8)))
  }

  @Test("of two members of one name the last counts, or both are refused")
  func duplicates() throws {
    let schema = #"{"properties": {"a": {"type": "integer"}}, "required": ["a"], "maxProperties": 1}"#
    #expect(try Self.validator(schema).isValid(Array(#"{"a": "x", "a": 1}"#.utf8)))
    #expect(try !Self.validator(schema).isValid(Array(#"{"a": 1, "\u0061": "x"}"#.utf8)))
    let resources = try SchemaResources(try JSONParser.parse(schema))
    let strict = try JSONSchemaValidator(resources, refusesDuplicates: true)
    let error = #expect(throws: InstanceError.self) { try strict.isValid(Array(#"{"a": 1, "b": {}, "a": 1}"#.utf8)) }
    #expect(error?.position == TextPosition(line: 1, column: 19))
    let names = (0..<300).map { "\"name\($0)\": 1" }.joined(separator: ",")
    #expect(try strict.isValid(Array("{\"a\": 1}".utf8)))
    #expect(throws: InstanceError.self) { try strict.isValid(Array("{\(names), \"name7\": 1}".utf8)) }
  }

  @Test(
    "schemas that cannot be compiled are refused with the place",
    arguments: [
      (#"{"type": "text"}"#, "/type"), (#"{"properties": {"a": 1}}"#, "/properties/a"),
      (#"{"required": [1]}"#, "/required"),
      (#"{"items": {"pattern": "("}}"#, "/items/pattern"), (#"{"multipleOf": 0}"#, "/multipleOf"),
      (##"{"$ref": "#/none"}"##, "/$ref"), (#"{"$ref": "http://x.test/none"}"#, "/$ref"),
      (#"{"minLength": -1}"#, "/minLength"),
      (#"{"allOf": {}}"#, "/allOf"), (#"{"enum": 1}"#, "/enum"), (#"{"minimum": "1"}"#, "/minimum"),
    ])
  func refusedSchemas(schema: String, path: String) throws {
    let error = #expect(throws: SchemaError.self) { try Self.validator(schema) }
    #expect(error?.path?.description == path)
  }

  private final class Outcome: @unchecked Sendable {
    // Written before the signal and read behind it.
    var kind: InstanceError.Kind?
    let done = DispatchSemaphore(value: 0)
  }

  private static func validator(
    _ schema: String, limits: JSONSchemaValidator.Limits = .init()
  ) throws -> JSONSchemaValidator {
    let value = try JSONParser.parse(schema)
    return try JSONSchemaValidator(try SchemaResources(value, draft: .draft2020), limits: limits)
  }
}
