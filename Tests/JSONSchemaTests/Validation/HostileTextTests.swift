import SchemaCore
import Testing

@testable import JSONSchema

@Suite struct HostileTextTests {
  @Test(
    "bytes that are not UTF-8 are refused at their place",
    arguments: [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80],
    ] as [[UInt8]])
  func encoding(wrong: [UInt8]) throws {
    let validator = try Self.validator("true")
    let error = #expect(throws: InstanceError.self) {
      try validator.isValid(Array("[\"é".utf8) + wrong + Array("\"]".utf8))
    }
    #expect(error?.kind == .syntax)
    #expect(error?.position == TextPosition(line: 1, column: 4))
  }

  @Test(
    "half of a surrogate pair is refused, in instances and schemas",
    arguments: [#""\ud800""#, #""\udc00x""#, #""\ud800\u0041""#, #""\ud800\ud800""#, #""\udfff\ud800""#])
  func surrogates(text: String) throws {
    let validator = try Self.validator("true")
    let error = #expect(throws: InstanceError.self) { try validator.isValid(Array(text.utf8)) }
    #expect(error?.kind == .syntax && error?.position != nil)
    let refusal = #expect(throws: SchemaError.self) { try JSONSchemaFormat().parse("{\"const\":\n\(text)}") }
    #expect(refusal?.kind == .syntax && refusal?.position?.line == 2)
  }

  @Test(
    "a schema that is nested too deep is refused, with the place",
    arguments: [#"{"not":"#, #"{"items":["#, #"{"properties":{"a":"#, "["])
  func deepSchema(open: String) {
    let text = String(repeating: open, count: 10_000)
    let error = #expect(throws: SchemaError.self) { try JSONSchemaFormat().parse(text) }
    #expect(error?.kind == .limit && error?.position?.line == 1)
  }

  @Test("many slow patterns and many names end with an error after the time that all have together")
  func slowPatterns() throws {
    var limits = JSONSchemaValidator.Limits()
    limits.patternTime = .milliseconds(50)
    let patterns = (0..<200).map { "\"^(a+)+\($0)$\": {}" }.joined(separator: ",")
    let validator = try Self.validator("{\"patternProperties\": {\(patterns)}}", limits: limits)
    let names = (0..<50).map { "\"\(String(repeating: "a", count: 40 + $0))!0123456789\": 1" }.joined(separator: ",")
    let error = #expect(throws: InstanceError.self) { try validator.isValid(Array("{\(names)}".utf8)) }
    #expect(error?.kind == .limit)
  }

  @Test("an enum of a hundred thousand bytes is searched once for each value")
  func enormousEnum() throws {
    let values = (0..<5_000).map { "\($0), \"v\($0)\", [\($0)]" }.joined(separator: ",")
    let validator = try Self.validator("{\"items\": {\"enum\": [\(values)]}}")
    let items = (0..<2_000).map { "\($0).0, \"v\($0)\", [\($0)]" }.joined(separator: ",")
    #expect(try validator.isValid(Array("[\(items)]".utf8)))
    #expect(try !validator.isValid(Array("[\(items), 5000]".utf8)))
  }

  @Test("many choices for many values end with an error after so many steps")
  func manyChoices() throws {
    var limits = JSONSchemaValidator.Limits()
    limits.steps = 100_000
    let choices = (0..<1_000).map { "{\"const\": \($0)}" }.joined(separator: ",")
    let validator = try Self.validator("{\"items\": {\"anyOf\": [\(choices)]}}", limits: limits)
    let items = Array(repeating: "999", count: 1_000).joined(separator: ",")
    let error = #expect(throws: InstanceError.self) { try validator.isValid(Array("[\(items)]".utf8)) }
    #expect(error?.kind == .limit)
  }

  @Test(
    "exponents of any size are read, in instances and schemas",
    arguments: [
      (#"{"maximum": 1e999999999999999999999}"#, "1e400", true), (#"{"minimum": 1}"#, "1e999999999999999999999", true),
      (#"{"minimum": 1}"#, "1e-999999999999999999999", false), (#"{"multipleOf": 1e-300}"#, "1", true),
      (#"{"enum": [1e400]}"#, "10e399", true), (#"{"maximum": 5, "minimum": -5}"#, "4.99999999999999999999999", true),
      (#"{"maximum": 5}"#, "5.0000000000000000000000000001", false),
      (#"{"minimum": -5}"#, "-5.00000000000000000001", false),
      (#"{"exclusiveMaximum": 5}"#, "4.9e0", true), (#"{"exclusiveMaximum": 5}"#, "4.9e1", false),
      (#"{"minimum": 0}"#, "-0.5", false), (#"{"minimum": 0}"#, "0.5", true),
      (#"{"exclusiveMinimum": 0}"#, "0.5", true),
      (#"{"maximum": -1}"#, "-0.5", false), (#"{"exclusiveMaximum": 0}"#, "-0.5", true),
      (#"{"maximum": 9223372036854775807}"#, "9223372036854775806.5", true),
      (#"{"minimum": -9223372036854775808}"#, "-99999999999999999.5", true),
    ])
  func numbers(schema: String, text: String, isValid: Bool) throws {
    #expect(try Self.validator(schema).isValid(Array(text.utf8)) == isValid)
  }

  private static func validator(
    _ schema: String, limits: JSONSchemaValidator.Limits = .init()
  ) throws -> JSONSchemaValidator {
    try JSONSchemaValidator(try SchemaResources(try JSONParser.parse(schema), draft: .draft2020), limits: limits)
  }
}
