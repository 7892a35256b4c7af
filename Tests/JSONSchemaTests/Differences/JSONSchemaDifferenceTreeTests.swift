import JSONSchema
import RegistryTesting
import SchemaCore
import Testing

@Suite struct JSONSchemaDifferenceTreeTests {
  private static func lines(of part: SchemaDifference) -> [String] {
    var line: [String] = []
    if part.change != .none {
      let details = part.details.map { "\($0.aspect) \($0.old ?? "-")→\($0.new ?? "-")" }
      line = [(["\(part.change.rawValue) \(part.path)"] + details).joined(separator: ", ")]
    }
    return line + part.children.flatMap(lines)
  }

  @Test(
    "changes of schemas are told",
    arguments: [
      (#"{"type":"string"}"#, #"{"type":"integer"}"#, "changed , type string→integer"),
      (#"{"maxLength":5}"#, #"{"maxLength":6,"minLength":1}"#, "changed , maxLength 5→6, minLength -→1"),
      (
        #"{"properties":{"a":{"type":"string"}}}"#, #"{"properties":{"a":{"type":"string"}},"required":["a"]}"#,
        "changed a, required -→true"
      ),
      (#"{"properties":{"a":{}}}"#, #"{"properties":{"b":{}}}"#, "removed a; added b"),
      (
        #"{"$defs":{"A":{"items":{"type":"string"}}}}"#, #"{"$defs":{"A":{"items":{"type":"number"}}}}"#,
        "changed A.items, type string→number"
      ),
      (
        #"{"additionalProperties":true}"#, #"{"additionalProperties":false}"#,
        "changed , additionalProperties true→false"
      ),
      (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#, ""),
      (#"{"required":["x"]}"#, #"{"required":["x","y"]}"#, #"changed , required ["x"]→["x","y"]"#),
      (
        #"{"anyOf":[{"title":"A"},{"title":"B"}]}"#, #"{"anyOf":[{"title":"A"},{"title":"B"},{"title":"C"}]}"#,
        "added anyOf[2]"
      ),
    ])
  func keywords(_ old: String, _ new: String, _ expected: String) throws {
    let difference = try JSONSchemaFormat().parse(new, rules: .stored)
      .difference(from: try JSONSchemaFormat().parse(old, rules: .stored) as any ParsedSchema)
    #expect(Self.lines(of: difference).joined(separator: "; ") == expected)
  }

  @Test("a change says whom it breaks, at its place")
  func effects() throws {
    let old: any ParsedSchema = try JSONSchemaFormat().parse(#"{"type":"object","properties":{"a":{"type":"string"}}}"#)
    let new = try JSONSchemaFormat().parse(#"{"type":"object","properties":{"a":{"type":"integer"}}}"#)
    let difference: SchemaDifference = try new.difference(from: old)
    let property = try #require(difference.children.first)
    #expect(property.effects.map { "\($0.breaks) \($0.rule)" } == ["backward TYPE_CHANGED", "forward TYPE_CHANGED"])
  }

  @Test("schemas that are nested deeply are compared without much stack")
  func deep() throws {
    let open = String(repeating: #"{"items":"#, count: 200)
    let close = String(repeating: "}", count: 200)
    let old: any ParsedSchema = try JSONSchemaFormat().parse(open + #"{"type":"string"}"# + close)
    let new = try JSONSchemaFormat().parse(open + #"{"type":"number"}"# + close)
    #expect(try new.difference(from: old).count == 1)
  }

  private static let cases = Fixtures.sharedCases("compat/json-schema.json")

  /// Skipped where the conformance data is not beside the checkout.
  @Test("what is incompatible differs, and nothing differs from itself", .enabled(if: cases != nil))
  func sharedCases() throws {
    for row in try JSONParser.parse(try #require(Self.cases)).array ?? [] {
      guard let object = row.object, let original = object["original"], let update = object["update"],
        let old = try? JSONSchemaFormat().parse(JSONWriter.text(original), rules: .stored) as any ParsedSchema,
        let new = try? JSONSchemaFormat().parse(JSONWriter.text(update), rules: .stored)
      else { continue }
      let difference: SchemaDifference = try new.difference(from: old)
      #expect(object["backwardCompatible"]?.bool != false || !difference.isEmpty, "\(object["name"] ?? nil)")
    }
  }
}
