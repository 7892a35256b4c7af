import JSONSchema
import RegistryTesting
import SchemaCore
import Testing

@Suite struct JSONSchemaFormattingTests {
  @Test("the order of members and the digits of numbers stay")
  func layout() throws {
    let text =
      #"{"type":"object","minProperties":1.0,"properties":{"b":{"maximum":1e2,"enum":["x", "y"]},"a":true},"x":[]}"#
    let expected = """
      {
        "type": "object",
        "minProperties": 1.0,
        "properties": {
          "b": {
            "maximum": 1e2,
            "enum": ["x", "y"]
          },
          "a": true
        },
        "x": []
      }

      """
    #expect(try JSONSchemaFormat.formatted(text) == expected)
    #expect(try JSONSchemaFormat.formatted(expected) == expected)
  }

  @Test("a text that is no schema is refused with its place")
  func broken() {
    let error = #expect(throws: SchemaError.self) { try JSONSchemaFormat.formatted("{\n\"a\": }") }
    #expect(error?.position?.line == 2)
  }

  private static let cases = Fixtures.sharedCases("compat/json-schema.json")

  /// Skipped where the conformance data is not beside the checkout.
  @Test("formatting changes no schema of the conformance data, and once is enough", .enabled(if: cases != nil))
  func sharedSchemas() throws {
    for row in try JSONParser.parse(try #require(Self.cases)).array ?? [] {
      guard let schema = row.object?["update"] else { continue }
      let text = JSONWriter.text(schema)
      let formatted = try JSONSchemaFormat.formatted(text)
      #expect(JSONWriter.text(try JSONParser.parse(formatted)) == text)
      #expect(try JSONSchemaFormat.formatted(formatted) == formatted)
    }
  }
}
