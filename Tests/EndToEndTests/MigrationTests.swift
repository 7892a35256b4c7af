import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

/// `martlet migrate` and `martlet store compare` as their users run them.
@Suite struct MigrationTests {
  @Test("a registry moves to another one, in two runs with a failure between, and a third finds nothing to do")
  func move() async throws {
    let folder = try TemporaryFolder()
    let source = try await ServingProcess.start()
    let store = "sqlite:\(folder.path)/target.db"
    var target = try await ServingProcess.start(store: store)
    for number in 1...30 {
      try await source.register("s\(number)", #"{"type":"fixed","name":"F","size":\#(number)}"#)
    }
    _ = try await source.run("subject", "delete", "s3").answer()
    let planned = try await martlet("migrate", source.url, target.url, "--dry-run")
    #expect(planned.code == .findings)
    #expect(planned.output.contains("30 to register, 1 to mark as deleted"), "\(planned.output)")
    let migration = try MartletProcess(["migrate", source.url, target.url])
    try await Task.sleep(for: .milliseconds(150))
    try await target.crash()
    _ = try await migration.outcome()
    target = try await ServingProcess.start(store: store)
    let second = try await martlet("migrate", source.url, target.url)
    #expect(second.hasSucceeded, "\(second.output)\(second.errors)")
    #expect(second.output.contains("30 IDs read back"), "\(second.output)")
    let third = try await martlet("migrate", source.url, target.url, "-o", "json")
    let report = try JSONParser.parse(third.output).object
    #expect(report?["complete"] == .bool(true))
    #expect(report?["registrations"] == .number(JSONNumber(0)))
    let compared = try await martlet("store", "compare", source.url, target.url)
    #expect(compared.hasSucceeded, "\(compared.output)\(compared.errors)")
    #expect(try await target.register("new", "\"int\"") == "31")
    let differing = try await martlet("store", "compare", source.url, store)
    #expect(differing.code == .findings)
    #expect(differing.output.contains("only in \(store): version 1 of subject new"), "\(differing.output)")
    try await source.stop()
    try await target.stop()
  }

  @Test("a target that holds other schemas is left as it is")
  func conflict() async throws {
    let (source, target) = (try await ServingProcess.start(), try await ServingProcess.start())
    try await source.register("s", "\"int\"")
    try await target.register("t", "\"long\"")
    let migrated = try await martlet("migrate", source.url, target.url)
    #expect(migrated.code == .findings)
    #expect(migrated.output.contains("ID 1 of version 1 of subject s stands for another content there"))
    #expect(try await target.run("subject", "list").answer() == "t")
    let misused = try await martlet("migrate", source.url, "sqlite:x.db")
    #expect(misused.code == .usage)
    try await source.stop()
    try await target.stop()
  }

  @Test(
    "each registry has its own variables",
    arguments: [
      ("MARTLET_FROM_USER", "nobody", "$MARTLET_FROM_USER does not hold <name>:<password>"),
      ("MARTLET_TO_USER", "nobody", "$MARTLET_TO_USER does not hold <name>:<password>"),
      ("MARTLET_FROM_PROXY", "nowhere", "\"nowhere\" is not the address of a proxy"),
      ("MARTLET_TO_PROXY", "nowhere", "\"nowhere\" is not the address of a proxy"),
      ("MARTLET_REGISTRY_USER", "nobody", "127.0.0.1:1"), ("MARTLET_LEFT_USER", "nobody", "127.0.0.1:1"),
    ])
  func variables(_ name: String, _ value: String, _ words: String) async throws {
    let address = "http://127.0.0.1:1"
    let outcome = try await MartletProcess(["migrate", address, address], environment: [name: value]).outcome()
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
  }
}
