import Foundation
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite("JSON Schema, by the command line")
struct JSONSchemaTests {
  private static let v1 =
    #"{"type":"object","title":"Ticket","properties":{"id":{"type":"integer"}},"required":["id"],"additionalProperties":false}"#
  private static let v2 =
    #"{"type":"object","title":"Ticket","properties":{"id":{"type":"integer"},"note":{"type":"string"}},"#
    + #""required":["id"],"additionalProperties":false}"#
  private static let v3 =
    #"{"type":"object","title":"Ticket","properties":{"id":{"type":"string"}},"required":["id"],"additionalProperties":false}"#

  @Test("schemas are registered, compared and refused with the reasons, and records held against them")
  func tour() async throws {
    let folder = try TemporaryFolder()
    let files = try [Self.v1, Self.v2, Self.v3].enumerated().map { try folder.file("v\($0 + 1).json", $1.utf8) }
    #expect(try await martlet("check", files[1], "--against", files[0]).hasSucceeded)
    let server = try await ServingProcess.start()
    #expect(try await server.run("schema", "register", "tickets-value", files[0]).answer() == "1")
    let refused = try await server.run("schema", "register", "tickets-value", files[2])
    #expect(refused.code == .findings)
    #expect(refused.errors.contains("TYPE_CHANGED"), "\(refused.errors)")
    #expect(try await server.run("schema", "register", "tickets-value", files[1]).answer() == "2")
    let records = #"{"id": 1, "note": "café"}"# + "\n" + #"{"note": 5}"# + "\n"
    let encoded = try await server.run("encode", "--subject", "tickets-value", input: records)
    #expect(encoded.code == .findings)
    #expect(encoded.errors.contains("line 2"), "\(encoded.errors)")
    let decoded = try await server.run("decode", input: encoded.output)
    #expect(decoded.output == #"{"id":1,"note":"café"}"# + "\n", "\(decoded.errors)")
    try await server.stop()
  }

  @Test("the published example evolves, is refused with the place, and its bad records are told one by one")
  func examples() async throws {
    let folder = try TemporaryFolder()
    let file = { (name: String) throws in
      try folder.file(name, Fixtures.schema("examples/json/interaction/\(name)").utf8)
    }
    let (v1, v2, v3) = (try file("v1.json"), try file("v2.json"), try file("v3-incompatible.json"))
    #expect(try await martlet("check", v2, "--against", v1).hasSucceeded)
    let check = try await martlet("check", v3, "--against", v1)
    for finding in [
      "ENUM_ARRAY_NARROWED at #/properties/channel/enum (\(v3):10:26)", "MINIMUM_INCREASED",
      "REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL at #/properties/agent",
    ] { #expect(check.output.contains(finding), "\(check.output)") }
    let server = try await ServingProcess.start()
    #expect(try await server.run("schema", "register", "interactions-value", v1).answer() == "1")
    #expect(try await server.run("schema", "register", "interactions-value", v2).answer() == "2")
    let records = try Fixtures.schema("examples/json/interaction/interactions.jsonl")
    let encoded = try await server.run("encode", "--subject", "interactions-value", input: records)
    #expect(try await server.run("decode", input: encoded.output).output == records)
    let bad = try await server.run(
      "encode", "--subject", "interactions-value",
      input: try Fixtures.schema("examples/json/interaction/interactions-bad.jsonl"))
    #expect(bad.errors.contains("line 1: ") && bad.errors.contains("channel: "), "\(bad.errors)")
    #expect(bad.errors.contains("line 2: ") && bad.errors.contains("a number of at least 0"), "\(bad.errors)")
    try await server.stop()
  }
}
