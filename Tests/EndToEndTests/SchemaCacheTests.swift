import Foundation
import RegistryTesting
import Testing

@testable import MartletCLI

@Suite struct SchemaCacheTests {
  @Test("what was met before is encoded and decoded while no registry answers", arguments: [true, false])
  func offline(byVariable: Bool) async throws {
    let folder = try TemporaryFolder()
    let cache = folder.path + "/schemas"
    func run(_ arguments: [String], input: Data, url: String) async throws -> MartletProcess.Outcome {
      try await MartletProcess(
        arguments + (byVariable ? [] : ["--schema-cache", cache]), input: input,
        environment: ["MARTLET_REGISTRY": url].merging(byVariable ? ["MARTLET_SCHEMA_CACHE": cache] : [:]) { $1 }
      ).outcome()
    }
    let server = try await ServingProcess.start()
    try await server.register("payments-value", PaymentExamples.v1())
    let records = Data(try PaymentExamples.records().utf8)
    let encoding = ["encode", "--subject", "payments-value"]
    let encoded = try await run(encoding, input: records, url: server.url)
    #expect(encoded.hasSucceeded, "\(encoded.errors)")
    try await server.stop()

    #expect(try await run(encoding, input: records, url: server.url).data == encoded.data)
    let decoded = try await run(["decode"], input: encoded.data, url: server.url)
    #expect(decoded.hasSucceeded, "\(decoded.errors)")
    #expect(decoded.data == records)
    // Another registry may have another schema of the same ID.
    let other = try await run(["decode"], input: encoded.data, url: "http://127.0.0.1:1")
    #expect(other.code == .unreachable)
  }

  @Test("a folder that cannot be one is named")
  func noFolder() async throws {
    let ended = try await martlet("decode", "--schema-cache", "/dev/null/schemas", input: "AAAAAAEC")
    #expect(ended.code == .usage)
    #expect(ended.errors.contains("/dev/null/schemas is not a folder that schemas can be kept in"), "\(ended.errors)")
  }
}
