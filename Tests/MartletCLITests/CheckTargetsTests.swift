import ArgumentParser
import FoundationEssentials
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

/// What `check` looks at when it is given files and folders, with folders as what there was before.
@Suite struct CheckTargetsTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["new/shop", "old/shop"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
    }
  }

  private static func record(_ name: String, _ fields: String = "") -> String {
    #"{"type":"record","name":"\#(name)","fields":[\#(fields)]}"#
  }

  @Test("files that no martlet.yaml names are each compared with what they were")
  func plain() async throws {
    try write("order.avsc", Self.record("Order"), Self.record("Order"))
    try write("shop/a {b}*.avsc", Self.record("A"), Self.record("A", #"{"name":"x","type":"int"}"#))
    try write("data.json", #"{"$schema":"https://example.com/settings.json","a":1}"#, nil)
    try write("new.json", #"{"$schema":"http://json-schema.org/draft-07/schema#","type":"object"}"#, nil)
    let result = try await check("new", "--against", folder.path + "/old", "--level", "FORWARD")
    #expect(
      result.outcomes == ["new.json passed", "order.avsc unchanged", "shop/a {b}*.avsc failed"])
    #expect(result.summary == "3 schemas compared with \(folder.path)/old/: 1 unchanged, 1 new, 1 incompatible")
  }

  @Test("what a Protobuf file imported then is found where it was")
  func imports() async throws {
    let old = "syntax = \"proto3\"; import \"shop/money.proto\"; message O { Money price = 1; }"
    try write("order.proto", old.replacing("shop/", with: ""), old)
    let money = "syntax = \"proto3\"; message Money { int64 units = 1; }"
    try write("shop/money.proto", nil, money)
    try write("money.proto", money.replacing("units", with: "cents"), nil)
    let result = try await check("new/order.proto", "new", "--against", folder.path + "/old")
    #expect(result.outcomes == ["money.proto passed", "order.proto passed"])
  }

  @Test("files are looked at in the set that they belong to, and sets below a folder as a whole")
  func sets() async throws {
    let yaml = "level: NONE\nschemas: [{path: '*.avsc'}]\n"
    try write("shop/martlet.yaml", yaml, yaml)
    try write("shop/a.avsc", Self.record("A"), Self.record("B"))
    try write("shop/b.avsc", Self.record("A"), Self.record("B"))
    try write("c.avsc", Self.record("C"), nil)
    #expect(
      try await check("new/shop/a.avsc", "new/shop/martlet.yaml").outcomes == [
        "shop/a.avsc passed", "shop/b.avsc passed",
      ])
    #expect(try await check("new").outcomes == ["c.avsc passed", "shop/a.avsc passed", "shop/b.avsc passed"])
  }

  @Test("a martlet.yaml that names no schemas still gives the level of files that are named")
  func level() async throws {
    try write("martlet.yaml", "level: FORWARD\nlint: {}\n", nil)
    try write("a.avsc", Self.record("A"), Self.record("A", #"{"name":"x","type":"int"}"#))
    let result = try await check("new", "--against", folder.path + "/old")
    #expect(result.outcomes == ["a.avsc failed"])
    #expect(result.text.contains("\(folder.path)/new/martlet.yaml:1"))
  }

  @Test("what martlet.yaml did not name before counts as what it names now")
  func earlier() async throws {
    try write("martlet.yaml", "schemas: [{path: '*.avsc'}]\n", "lint: {}\n")
    try write("a.avsc", Self.record("A", #"{"name":"x","type":"int"}"#), Self.record("A"))
    #expect(try await check("new", "--against", folder.path + "/old").outcomes == ["a.avsc failed"])
  }

  @Test("a martlet.yaml must say what its schemas are, if only that there are none")
  func noSchemas() async throws {
    try write("martlet.yaml", "level: FULL\n", nil)
    let failure = await #expect(throws: CommandFailure.self) { try await check("new/martlet.yaml") }
    #expect(failure?.code == .usage)
    #expect(failure?.message.contains("names no schemas") == true)
    try write("martlet.yaml", "schemas: []\n", nil)
    #expect(try await check("new").outcomes == [])
  }

  @Test("what nothing can be found in is not taken for fine")
  func nothing() async throws {
    for path in ["new/shop", "new/gone.avsc", "gone"] {
      let failure = await #expect(throws: CommandFailure.self) { try await check(path) }
      #expect(failure?.code == .usage)
    }
    try write("martlet.yaml", "schemas: [{path: 'a.avsc'}]\n", nil)
    try write("a.avsc", "\"int\"", nil)
    try write("shop/b.avsc", "\"int\"", nil)
    for path in ["new/shop", "new/shop/b.avsc"] {
      let failure = await #expect(throws: CommandFailure.self) {
        try await check(path, "--against", "git:HEAD")
      }
      #expect(failure?.code == .usage, "\(failure?.message ?? "")")
    }
  }

  private struct Result {
    var outcomes: [String]
    var summary: String
    var text: String
  }

  private func write(_ path: String, _ new: String?, _ old: String?) throws {
    if let new { _ = try folder.file("new/" + path, new.utf8) }
    if let old { _ = try folder.file("old/" + path, old.utf8) }
  }

  /// What comes of paths in the folder: names from there, sorted, and what came of each.
  private func check(_ arguments: String...) async throws -> Result {
    let paths = arguments.map { $0.hasPrefix("new") || $0 == "gone" ? "\(folder.path)/\($0)" : $0 }
    let file = folder.path + "/report.out"
    do {
      try await Check.parse(paths + ["--report", "json=\(file)"]).run()
    } catch let failure as CommandFailure where failure.code == .findings {}
    let text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
    let report = try JSONParser.parse(text).object
    let outcomes = (report?["results"]?.array ?? []).compactMap { entry -> String? in
      guard let object = entry.object, let name = object["file"]?.string else { return nil }
      let short = name.split(separator: "/new/").last.map(String.init) ?? name
      return "\(short) \(object["outcome"]?.string ?? "")"
    }
    return Result(outcomes: outcomes.sorted(), summary: report?["summary"]?.string ?? "", text: text)
  }
}
