import ArgumentParser
import FoundationEssentials
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct LintTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static let bad =
    #"{"type":"record","name":"Order","namespace":"shop","doc":"d","fields":[{"name":"price","type":"double"}]}"#

  @Test("findings of the gravest kind fail the command, and can be switched off or ignored with a reason")
  func severities() async throws {
    let file = try folder.file("order.avsc", Self.bad.utf8)
    let failure = await #expect(throws: CommandFailure.self) { try await lint(file) }
    #expect(failure?.code == .findings)
    try await lint(file, "--rule", "money-as-float=off")
    try await lint(file, "--rule", "money-as-float=warning")
    await #expect(throws: CommandFailure.self) {
      try await lint(file, "--rule", "money-as-float=warning", "--fail-from", "warning")
    }
    let settings = try folder.file(
      "lint.yaml", "lint:\n  ignore:\n    - {rule: money-as-float, path: '*order.avsc', reason: frozen}\n".utf8)
    try await lint(file, "--config", settings)
  }

  @Test("exceptions that have ended or hide nothing are findings, at their lines")
  func ignores() async throws {
    _ = try folder.file("order.avsc", Self.bad.utf8)
    let settings = try folder.file(
      "martlet.yaml",
      """
      lint:
        rules: {missing-namespace: error}
        ignore:
          - rule: money-as-float
            reason: until the new API
            until: 2020-01-01
          - rule: reserved-word
            reason: old
      """.utf8)
    for arguments in [[folder.path], [folder.path, "--config", settings]] {
      let found = try await report(arguments)
      #expect(found.map { "\($0.rule) \($0.line)" } == ["money-as-float 1", "ignore-expired 4", "ignore-unused 7"])
    }
  }

  @Test(
    "settings that cannot be read are refused with their place",
    arguments: [
      ("lint:\n  rules: {a: fatal}", ":2:"), ("lint:\n  ignore: [{reason: x}]", ":2:"),
      ("lint:\n  ignore:\n    - {rule: a, reason: b, until: 2027-02-30}", ":3:"), ("lint:\n  rule: {}", ":2:"),
    ])
  func settings(_ text: String, _ place: String) async throws {
    let file = try folder.file("order.avsc", Self.bad.utf8)
    let settings = try folder.file("lint.yaml", text.utf8)
    let failure = await #expect(throws: CommandFailure.self) { try await lint(file, "--config", settings) }
    #expect(failure?.code == .usage)
    #expect(failure?.message.hasPrefix(settings + place) == true, "\(failure?.message ?? "")")
  }

  @Test("a folder stands for the schemas in it, and not for other JSON")
  func folders() async throws {
    _ = try folder.file("order.avsc", Self.bad.utf8)
    _ = try folder.file("package.json", #"{"name":"x"}"#.utf8)
    _ = try folder.file("a.json", #"{"$schema":"http://json-schema.org/draft-07/schema#","type":"strin"}"#.utf8)
    let found = try await report(folder.path)
    #expect(Set(found.map(\.file)) == [folder.path + "/a.json", folder.path + "/order.avsc"])
  }

  @Test("a text that is no schema is a finding with its place")
  func invalid() async throws {
    let file = try folder.file("a.avsc", "{\n  \"type\": }".utf8)
    #expect(try await report(file).map { "\($0.rule) \($0.line)" } == ["invalid-schema 2"])
  }

  @Test("what schemas use is found by the references in martlet.yaml")
  func references() async throws {
    _ = try folder.file(
      "martlet.yaml",
      "schemas:\n  - {path: o.avsc, references: [{name: Money, file: m.avsc}]}\n  - {path: m.avsc}\n".utf8)
    let file = try folder.file(
      "o.avsc", #"{"type":"record","name":"O","doc":"d","fields":[{"name":"m","type":"Money"}]}"#.utf8)
    _ = try folder.file("m.avsc", #"{"type":"fixed","name":"Money","size":1}"#.utf8)
    #expect(try await report(file).map(\.rule) == ["missing-namespace"])
  }

  @Test("the nearest martlet.yaml with a section lint counts, and its exceptions name files from its folder")
  func nearest() async throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/a/b", withIntermediateDirectories: true)
    _ = try folder.file("a/b/order.avsc", Self.bad.utf8)
    _ = try folder.file("order.avsc", Self.bad.utf8)
    _ = try folder.file("a/b/martlet.yaml", "schemas: []\n".utf8)
    let ignore = "lint: {ignore: [{rule: money-as-float, path: b/*, reason: r}, {rule: x*, reason: r}]}\n"
    _ = try folder.file("a/martlet.yaml", ignore.utf8)
    #expect(
      try await report(folder.path).map { "\($0.rule) \($0.file.dropFirst(folder.path.count + 1))" } == [
        "ignore-unused a/martlet.yaml", "money-as-float order.avsc",
      ])
    #expect(try await report(folder.path + "/a/b/order.avsc").isEmpty, "other files may need the exception")
  }

  @Test("a rule that is misspelt on the command line is told at once")
  func misspelt() {
    #expect {
      try Lint.parse(["--rule", "mony-as-float=off"])
    } throws: {
      Lint.message(for: $0).contains("did you mean money-as-float?")
    }
  }

  @Test("an earlier text that was no schema is nobody's fault any more")
  func earlier() {
    let schema = LintedSchema(file: "a.avsc", text: Self.bad, earlier: "{", references: [])
    let alone = LintedSchema(file: "a.avsc", text: Self.bad, earlier: nil, references: [])
    #expect(schema.findings().map(\.rule.name) == alone.findings().map(\.rule.name))
    #expect(alone.findings().contains { $0.rule.name == "money-as-float" })
  }

  @Test("what can be fixed is changed in the files, and nothing else")
  func fix() async throws {
    let text = "{\"type\": \"fixed\", // why\n \"name\": \"H\", \"aliases\": [], \"namespace\": \"n\", \"size\": 1}\n"
    let file = try folder.file("h.avsc", text.utf8)
    try await lint(file, "--fix")
    let fixed = try String(contentsOf: URL(filePath: file), encoding: .utf8)
    #expect(fixed == text.replacing("\"aliases\": [], ", with: ""))
    #expect(try await report(file).isEmpty)
  }

  private struct Found {
    var rule: String
    var file: String
    var line: Int64
  }

  /// What a report for programs says, whatever the exit code.
  private func report(_ arguments: String...) async throws -> [Found] { try await report(arguments) }

  private func report(_ arguments: [String]) async throws -> [Found] {
    let file = folder.path + "/report.out"
    do {
      try await Lint.parse(arguments + ["--report", "json=\(file)"]).run()
    } catch let failure as CommandFailure where failure.code == .findings {}
    let json = try JSONParser.parse(try String(contentsOf: URL(filePath: file), encoding: .utf8))
    return (json.object?["results"]?.array ?? []).flatMap { $0.object?["findings"]?.array ?? [] }.compactMap {
      finding in
      guard let object = finding.object, let rule = object["rule"]?.string else { return nil }
      return Found(
        rule: rule, file: object["file"]?.string ?? "", line: object["line"]?.number?.int64 ?? 0)
    }
  }

  private func lint(_ arguments: String...) async throws {
    try await Lint.parse(arguments + ["--report", "json=\(folder.path)/lint.out"]).run()
  }
}
