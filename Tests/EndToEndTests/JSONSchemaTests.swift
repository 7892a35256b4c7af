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
}
