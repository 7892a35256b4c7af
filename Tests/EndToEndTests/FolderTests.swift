import Foundation
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

/// A folder of schemas as a team keeps it.
@Suite struct FolderTests {
  private static let yaml = """
    level: FULL
    schemas:
      - path: "{topic}/value.avsc"
        subject: "{topic}-value"
        references:
          - {name: shop.Money, file: money.avsc}
      - path: money.avsc
    """
  private static let money =
    #"{"type":"record","name":"Money","namespace":"shop","fields":[{"name":"units","type":"long"}]}"#
  private static func order(_ fields: String = "") -> String {
    #"{"type":"record","name":"Order","fields":[{"name":"price","type":"shop.Money"}\#(fields)]}"#
  }

  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path + "/orders", withIntermediateDirectories: true)
    _ = try folder.file("martlet.yaml", yaml.utf8)
    _ = try folder.file("money.avsc", money.utf8)
    _ = try folder.file("orders/value.avsc", order().utf8)
    return folder
  }

  private static func git(_ folder: TemporaryFolder, _ arguments: String...) async throws {
    try await ChildProcess.run(
      ["git", "-C", folder.path, "-c", "user.name=t", "-c", "user.email=t@example.com"] + arguments)
  }

  @Test("a change in a clone is checked against a commit, and reported in several forms at once")
  func commit() async throws {
    let folder = try Self.folder()
    try await Self.git(folder, "init", "-q")
    try await Self.git(folder, "add", "-A")
    try await Self.git(folder, "commit", "-q", "-m", "one")
    let clean = try await martlet("check", folder.path, "--against", "git:HEAD")
    #expect(try clean.answer() == "2 schemas compared with git:HEAD: 2 unchanged")
    _ = try folder.file("orders/value.avsc", Self.order(#","# + "\n" + #"{"name":"note","type":"string"}"#).utf8)
    let sarif = folder.path + "/out.sarif"
    let checked = try await martlet(
      "check", folder.path, "--against", "git:HEAD", "--report", "github", "--report", "sarif=\(sarif)")
    #expect(checked.code == .findings)
    #expect(
      checked.output.contains("file=\(folder.path)/orders/value.avsc,line=2,col=1,title=READER_FIELD"),
      "\(checked.output)")
    let written = try JSONParser.parse(String(contentsOf: URL(filePath: sarif), encoding: .utf8))
    #expect(written.object?["version"] == "2.1.0")
    let one = try await martlet("check", folder.path + "/money.avsc", "--against", "git:HEAD")
    #expect(one.hasSucceeded, "\(one.output)\(one.errors)")
    #expect(try await martlet("check", folder.path, "--against", "git:nowhere").code == .usage)
    let both = try await martlet("check", folder.path, "--against", "git:HEAD", "--level", "FORWARD")
    #expect(both.hasSucceeded, "\(both.output)")
  }

  @Test("a martlet.yaml that names no schemas is no reason to take everything for fine")
  func noSchemas() async throws {
    let folder = try Self.folder()
    try await Self.git(folder, "init", "-q")
    _ = try folder.file("martlet.yaml", "lint: {}\n".utf8)
    try await Self.git(folder, "add", "-A")
    try await Self.git(folder, "commit", "-q", "-m", "one")
    for command in ["check", "plan"] {
      let refused = try await martlet(command, folder.path + "/martlet.yaml")
      #expect(refused.code == .usage)
      #expect(refused.errors.contains("martlet.yaml names no schemas"), "\(refused.errors)")
    }
    _ = try folder.file("money.avsc", Self.money.replacing("long", with: "string").utf8)
    let file = try await martlet("check", folder.path + "/money.avsc", "--against", "git:HEAD")
    #expect(file.code == .findings)
    #expect(file.output.contains("TYPE_MISMATCH"), "\(file.output)\(file.errors)")
    // In the commit there were no schemas by that name, but files.
    _ = try folder.file("martlet.yaml", Self.yaml.utf8)
    let set = try await martlet("check", folder.path, "--against", "git:HEAD")
    #expect(set.output.hasSuffix("2 schemas compared with git:HEAD: 2 incompatible\n"), "\(set.output)\(set.errors)")
    let whole = try await martlet("diff", folder.path + "/orders/value.avsc", folder.path + "/orders/value.avsc")
    #expect(whole.hasSucceeded, "\(whole.errors)")
    let formatted = try await martlet("format", folder.path + "/orders/value.avsc")
    #expect(formatted.output.contains("shop.Money"), "\(formatted.errors)")
  }

  @Test("a file outside of the set is taken for an earlier version, which uses what the set's own uses")
  func earlierFile() async throws {
    let (folder, other) = (try Self.folder(), try TemporaryFolder())
    let old = try other.file("old.avsc", Self.order(#","# + #"{"name":"id","type":"long"}"#).utf8)
    let file = folder.path + "/orders/value.avsc"
    let checked = try await martlet("check", file, "--against", old)
    #expect(checked.output == "ok: \(file) is compatible with \(old) (BACKWARD)\n", "\(checked.errors)")
    #expect(try await martlet("check", old, "--against", file).code == .findings)
  }

  @Test("a folder is planned, applied and then as it should be; a breaking change is refused before anything is done")
  func plan() async throws {
    let folder = try Self.folder()
    let server = try await ServingProcess.start()
    let plan = try await server.run("plan", folder.path)
    #expect(plan.code == .findings)
    #expect(plan.output.contains("+ register  money version 1 from \(folder.path)/money.avsc"), "\(plan.output)")
    #expect(try await server.run("apply", folder.path).hasSucceeded)
    let nothing = try await server.run("plan", folder.path)
    #expect(nothing.hasSucceeded, "\(nothing.output)")
    #expect(nothing.output.hasPrefix("nothing to do"))
    #expect(try await server.run("check", folder.path, "--against", "registry").hasSucceeded)
    _ = try folder.file("money.avsc", Self.money.replacing("long", with: "string").utf8)
    let refused = try await server.run("apply", folder.path)
    #expect(refused.code == .findings)
    #expect(refused.output.contains("TYPE_MISMATCH"), "\(refused.output)")
    #expect(try await server.run("check", folder.path, "--against", "registry").code == .findings)
    try await server.register("other", "\"int\"")
    _ = try folder.file("money.avsc", Self.money.utf8)
    #expect(try await server.run("apply", folder.path, "--prune").code == .usage)
    #expect(try await server.run("apply", folder.path, "--prune", "--yes").hasSucceeded)
    #expect(try await server.run("subject", "list").answer() == "money\norders-value")
    try await server.stop()
  }

  @Test("a registry is exported, brought into another one with its IDs, and exported the same again")
  func export() async throws {
    let source = try await ServingProcess.start()
    let folder = try Self.folder()
    try await source.register("first", "\"int\"")
    try await source.register(":.team:first", "\"long\"")
    #expect(try await source.run("apply", folder.path).hasSucceeded)
    let (one, two) = (try TemporaryFolder(), try TemporaryFolder())
    #expect(try await source.run("export", one.path).hasSucceeded)
    #expect(try await source.run("export", one.path).hasSucceeded, "an export may be written over")
    let target = try await ServingProcess.start()
    let applied = try await target.run("apply", one.path, "--keep-ids")
    #expect(applied.hasSucceeded, "\(applied.output)\(applied.errors)")
    #expect(try await target.run("export", two.path).hasSucceeded)
    for file in ["schemas/money/1.avsc", "schemas/orders-value/1.avsc", "contexts/team/first/1.avsc", "martlet.yaml"] {
      let texts = try [one, two].map { try String(contentsOfFile: $0.path + "/" + file, encoding: .utf8) }
      #expect(texts[0] == texts[1], "\(file)")
    }
    let snapshot = folder.path + "/registry.jsonl"
    #expect(try await source.run("export", "--snapshot", snapshot).hasSucceeded)
    #expect(try await martlet("check", folder.path, "--against", snapshot).hasSucceeded)
    #expect(try await source.run("export", folder.path).code == .usage, "a folder with something else is left alone")
    try await source.stop()
    try await target.stop()
  }

  @Test("the published example is checked, applied and the same then")
  func example() async throws {
    let shop = Fixtures.folder("schemas/examples/shop")
    let checked = try await martlet("check", shop)
    #expect(checked.hasSucceeded, "\(checked.output)\(checked.errors)")
    #expect(checked.output.hasSuffix("5 schemas compared with nothing: 5 new\n"), "\(checked.output)")
    let server = try await ServingProcess.start()
    #expect(try await server.run("apply", shop).hasSucceeded)
    #expect(try await server.run("plan", shop).hasSucceeded)
    #expect(
      try await server.run("subject", "list").answer() == "address\nmoney\norders-value\nreviews-value\nshipment")
    try await server.stop()
  }

  @Test("the example of a Swift package passes what its command runs")
  func swiftPackage() async throws {
    let checked = try await martlet("check", Fixtures.folder("schemas/examples/swift-package"))
    #expect(checked.hasSucceeded, "\(checked.output)\(checked.errors)")
    #expect(checked.output.hasSuffix("1 schema compared with nothing: 1 new\n"), "\(checked.output)")
  }

  @Test("a rule is explained on a page, in any case of letters")
  func explain() async throws {
    let page = try await martlet("check", "--explain", "missing_union_branch").answer()
    #expect(page.hasPrefix("MISSING_UNION_BRANCH (Avro)\n\n"))
    #expect(page.contains("What to do: "))
    #expect(try await martlet("check", "--explain", "NO_RULE").code == .usage)
  }
}
