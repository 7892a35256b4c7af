import Foundation
import RegistryTesting
import Testing

@testable import MartletCLI

/// The example repository, used as its users do: cloned, changed, and checked by the script that build servers run.
@Suite(.serialized) struct ExampleRepositoryTests {
  private let folder: TemporaryFolder
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  init() async throws {
    folder = try TemporaryFolder()
    let example = Self.root.appending(path: "schemas/examples/repository")
    try FileManager.default.copyItem(atPath: example.path(), toPath: folder.path + "/clone")
    for arguments in [["init", "-q"], ["add", "-A"], ["commit", "-qm", "Begin"]] {
      let identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"]
      let outcome = try await run("/usr/bin/env", ["git"] + identity + arguments)
      try #require(outcome.code == 0, "\(outcome.output)")
    }
  }

  @Test("a repository as it should be passes, and is laid out")
  func clean() async throws {
    let outcome = try await runScript()
    #expect(outcome.code == 0, "\(outcome.output)")
    let files = ["shop/order.avsc", "shop/payment.proto"]
    #expect(try await run(MartletProcess.binary, ["format", "--check"] + files).output == "")
  }

  @Test("a change that breaks readers fails the job, with an annotation at its line and a summary")
  func breaking() async throws {
    try change(
      "shop/order.avsc", #""customer", "type": "string" }"#,
      #""customer", "type": "string" },\#n    { "name": "price", "type": "double" }"#)
    let outcome = try await runScript(["GITHUB_ACTIONS": "true", "MARTLET_SUMMARY": folder.path + "/summary.md"])
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("money-as-float"))
    #expect(outcome.output.contains("file=shop/order.avsc,line=9"))
    #expect(outcome.output.contains("READER_FIELD_MISSING_DEFAULT_VALUE"))
    let summary = try String(contentsOf: URL(filePath: folder.path + "/summary.md"), encoding: .utf8)
    #expect(summary.contains("- added: `field price: double`"))
  }

  @Test("a change that breaks nobody passes")
  func compatible() async throws {
    try change("shop/payment.proto", "int64 booked_at = 3;", "int64 booked_at = 3;\n  string reference = 4;")
    let outcome = try await runScript()
    #expect(outcome.code == 0, "\(outcome.output)")
    #expect(outcome.output.contains("is compatible"))
  }

  @Test("on GitLab the findings go into its code quality report")
  func gitlab() async throws {
    try change("shop/payment.proto", "  int64 amount = 2;\n", "")
    let outcome = try await runScript(["GITLAB_CI": "true"])
    #expect(outcome.code == 1)
    let report = try String(
      contentsOf: URL(filePath: folder.path + "/clone/gl-code-quality-report.json"), encoding: .utf8)
    #expect(report.contains("deleted-not-reserved"))
  }

  @Test("a base that is not there is told")
  func missingBase() async throws {
    let outcome = try await runScript(["MARTLET_BASE": "origin/none"])
    #expect(outcome.code == 2)
    #expect(outcome.output.contains("there is no commit origin/none here"))
  }

  private func runScript(_ environment: [String: String] = [:]) async throws -> (code: Int32, output: String) {
    let script = Self.root.appending(path: "tools/ci/run").path()
    let settings = ["MARTLET": MartletProcess.binary, "MARTLET_BASE": "HEAD", "MARTLET_PATHS": "shop"]
    return try await run(script, [], settings.merging(environment) { $1 })
  }

  private func run(
    _ program: String, _ arguments: [String], _ environment: [String: String] = [:]
  ) async throws -> (code: Int32, output: String) {
    let output = try folder.file("output", [])
    let ending = try await ChildProcess.ending(
      of: [program] + arguments,
      // What a build server around the tests says is not about this repository.
      environment: ProcessInfo.processInfo.environment
        .filter { !["GITHUB", "GITLAB", "CI_", "MARTLET", "GIT_"].contains(where: $0.key.hasPrefix) }
        .merging(environment) { $1 },
      folder: folder.path + "/clone", streams: .init(output: output, errors: output))
    let text = try String(contentsOf: URL(filePath: output), encoding: .utf8)
    guard case .exited(let code) = ending else { throw ChildProcess.Failure(description: "\(ending): \(text)") }
    return (code, text)
  }

  private func change(_ file: String, _ old: String, _ new: String) throws {
    let url = URL(filePath: folder.path + "/clone/" + file)
    let text = try String(contentsOf: url, encoding: .utf8)
    try #require(text.contains(old))
    try text.replacing(old, with: new).write(to: url, atomically: true, encoding: .utf8)
  }
}
