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
    let files = ["shop/order.avsc", "shop/customer.avsc", "shop/payment.proto"]
    #expect(try await run(MartletProcess.binary, ["format", "--check"] + files).output == "")
  }

  @Test("a change that breaks readers fails the job, with an annotation at its line and a summary")
  func breaking() async throws {
    try change(
      "shop/order.avsc", #""customer", "type": "Customer" }"#,
      #""customer", "type": "Customer" },\#n    { "name": "price", "type": "double" }"#)
    let outcome = try await runScript(["GITHUB_ACTIONS": "true", "MARTLET_SUMMARY": folder.path + "/summary.md"])
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("money-as-float"))
    #expect(outcome.output.contains("file=shop/order.avsc,line=9"))
    #expect(outcome.output.contains("file=shop/order.avsc,line=9,col=5,title=READER_FIELD_MISSING_DEFAULT_VALUE::"))
    let summary = try String(contentsOf: URL(filePath: folder.path + "/summary.md"), encoding: .utf8)
    #expect(summary.contains("### ❌ martlet check\n\n3 schemas compared with git:HEAD: 2 unchanged, 1 incompatible"))
    #expect(summary.contains("- added: `field price: double`"))
  }

  @Test("a change of what other schemas use is told of them, too, at their levels")
  func used() async throws {
    try change(
      "shop/customer.avsc", #""email", "type": ["null", "string"], "default": null"#, #""email", "type": "string""#)
    let outcome = try await runScript()
    #expect(outcome.code == 1)
    #expect(
      outcome.output.contains("incompatible: shop/customer.avsc cannot follow git:HEAD:shop/customer.avsc (BACKWARD)"))
    #expect(outcome.output.contains("incompatible: shop/order.avsc cannot follow git:HEAD:shop/order.avsc (FULL)"))
    #expect(outcome.output.contains("level: FULL, set by martlet.yaml:5"))
    let diff = try await run(
      MartletProcess.binary, ["diff", "git:HEAD:shop/order.avsc", "shop/order.avsc", "--exit-code"])
    #expect(diff.code == 1)
    #expect(diff.output.contains("email"), "\(diff.output)")
  }

  @Test("where martlet.yaml names no schemas, each file is compared with what it was")
  func plain() async throws {
    try change("martlet.yaml", "schemas:", "without: []\nx-schemas:")
    let refused = try await runScript()
    #expect(refused.code == 2 && refused.output.contains("x-schemas is not known here"), "\(refused.output)")
    let yaml = "lint: {rules: {timestamp-as-number: off}}\n"
    try yaml.write(to: URL(filePath: folder.path + "/clone/martlet.yaml"), atomically: true, encoding: .utf8)
    try change("shop/customer.avsc", #""name", "type": "string""#, #""name", "type": "int""#)
    let outcome = try await runScript([
      "MARTLET_PATHS": "shop/customer.avsc shop/payment.proto", "MARTLET_LEVEL": "FULL",
    ])
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("shop/customer.avsc cannot follow git:HEAD:shop/customer.avsc (FULL)"))
    #expect(outcome.output.contains("2 schemas compared with git:HEAD: 1 unchanged, 1 incompatible"))
  }

  @Test("a change that breaks nobody passes")
  func compatible() async throws {
    try change("shop/payment.proto", "int64 booked_at = 3;", "int64 booked_at = 3;\n  string reference = 4;")
    let outcome = try await runScript()
    #expect(outcome.code == 0, "\(outcome.output)")
    #expect(outcome.output.contains("ok: shop/payment.proto can follow git:HEAD:shop/payment.proto in payments-value"))
  }

  @Test("on GitLab the findings go into its reports of code quality and of tests")
  func gitlab() async throws {
    try change("shop/payment.proto", "  int64 amount = 2;\n", "")
    let outcome = try await runScript(["GITLAB_CI": "true"])
    #expect(outcome.code == 1)
    let report = try String(
      contentsOf: URL(filePath: folder.path + "/clone/gl-code-quality-report.json"), encoding: .utf8)
    #expect(report.contains("deleted-not-reserved"))
    let tests = try String(contentsOf: URL(filePath: folder.path + "/clone/gl-martlet-junit.xml"), encoding: .utf8)
    #expect(tests.contains(#"file="shop/payment.proto""#) && tests.contains("<failure "))
  }

  @Test("the hooks that the example names are there, and their commands can be run")
  func hooks() async throws {
    let text = try String(contentsOf: Self.root.appending(path: ".pre-commit-hooks.yaml"), encoding: .utf8)
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " || $0 == "-" } }
    let hooks = lines.filter { $0.hasPrefix("id: ") }.map { $0.dropFirst("id: ".count) }
    let commands = lines.filter { $0.hasPrefix("entry: martlet ") }.map { $0.dropFirst("entry: martlet ".count) }
    let config = try String(
      contentsOf: URL(filePath: folder.path + "/clone/.pre-commit-config.yaml"), encoding: .utf8)
    #expect(hooks.allSatisfy { config.contains("- id: \($0)\n") })
    #expect(commands.count == hooks.count)
    for command in commands {
      let files = command.contains("--against") ? [] : ["shop/order.avsc"]
      let outcome = try await run(MartletProcess.binary, command.split(separator: " ").map(String.init) + files)
      #expect(outcome.code == 0, "\(outcome.output)")
    }
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
