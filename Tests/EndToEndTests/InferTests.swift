import Foundation
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct InferTests {
  private static let records = #"""
    {"id":1,"day":"2026-01-31","note":null,"first name":"Ann"}
    {"id":2,"day":"2026-02-01","first name":"Bob"}

    """#

  @Test("a schema that was made of JSON lines takes them, and gives them back in plain JSON")
  func jsonLines() async throws {
    let folder = try TemporaryFolder()
    let input = try folder.file("payments.jsonl", Self.records.utf8)
    let inferred = try await martlet("infer", input)
    #expect(inferred.errors.contains("2 records, 4 fields"))
    let schema = try folder.file("payment.avsc", inferred.answer().utf8)
    #expect(try JSONParser.parse(inferred.output).object?["name"] == "Payment")

    let server = try await ServingProcess.start()
    let encoded = try await server.run(
      "encode", "--subject", "s", "--schema", schema, "--json", "plain", input: Self.records)
    #expect(encoded.hasSucceeded, "\(encoded.errors)")
    #expect(
      try await server.run(["decode", "--json", "plain"], input: encoded.data).answer() == #"""
        {"id":1,"day":"2026-01-31","note":null,"first name":"Ann"}
        {"id":2,"day":"2026-02-01","note":null,"first name":"Bob"}
        """#)
    try await server.stop()
  }

  @Test("a schema that was made of CSV takes its rows; those that are wrong are told")
  func table() async throws {
    let folder = try TemporaryFolder()
    let input = try folder.file("prices.csv", "id;price;note\n1;0.75;x\n2\n3;12.50;\n".utf8)
    let inferred = try await martlet("infer", input, "-o", "json")
    #expect(inferred.code == .findings)
    #expect(inferred.errors.contains("line 3: the row has 1 cells, the header has 3"))
    let schema = try #require(JSONParser.parse(inferred.output).object?["schema"])
    let file = try folder.file("price.avsc", JSONWriter.bytes(schema))

    let server = try await ServingProcess.start()
    let encoded = try await server.run(["encode", "--subject", "s", "--schema", file, input], input: Data())
    #expect(encoded.errors.contains("2 encoded, 1 record could not be"))
    #expect(
      try await server.run(["decode", "--json", "plain"], input: encoded.data).answer() == #"""
        {"id":1,"price":"0.75","note":"x"}
        {"id":3,"price":"12.50","note":null}
        """#)
    try await server.stop()
  }

  @Test("values that would fit as plain JSON are told with the option for it, once")
  func hint() async throws {
    let server = try await ServingProcess.start()
    try await server.register("s", #"["null","string"]"#)
    let encoded = try await server.run("encode", "--subject", "s", input: "\"a\"\n\"b\"\n")
    #expect(encoded.code == .findings)
    #expect(encoded.errors.components(separatedBy: "--json plain").count == 2)
    try await server.stop()
  }

  @Test("an input without records has no schema")
  func nothing() async throws {
    let folder = try TemporaryFolder()
    #expect(try await martlet("infer", folder.file("a.jsonl", "\n".utf8)).code == .findings)
    #expect(try await martlet("infer", folder.file("a.csv", "a,b\n".utf8)).code == .findings)
    #expect(try await martlet("infer", folder.file("b.csv", [])).code == .usage)
  }
}
