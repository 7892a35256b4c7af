import ArgumentParser
import FoundationEssentials
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct FormatTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("a file is written in its layout, and is left alone from then on")
  func write() async throws {
    let file = try folder.file("a.avsc", #"{"name":"R","fields":[],"type":"record"}"#.utf8)
    let failure = await #expect(throws: CommandFailure.self) { try await format("--check", file) }
    #expect(failure?.code == .findings)
    try await format("--write", file)
    #expect(try text("a.avsc") == #"{ "type": "record", "name": "R", "fields": [] }"# + "\n")
    try await format("--check", file)
    try await format("--write", "--style", "compact", file)
    #expect(try text("a.avsc") == #"{"type":"record","name":"R","fields":[]}"# + "\n")
  }

  @Test("comments are not thrown away")
  func comments() async throws {
    let commented = "{\"type\": \"int\" // seconds\n}"
    let file = try folder.file("a.avsc", commented.utf8)
    let failure = await #expect(throws: CommandFailure.self) { try await format("--write", file) }
    #expect(failure?.code == .usage)
    #expect(failure?.message.hasPrefix("\(file):1:16: here is a comment") == true)
    #expect(try text("a.avsc") == commented)
  }

  @Test("a Protobuf file is laid out with its comments, or written as a registry stores it")
  func protobuf() async throws {
    _ = try folder.file("money.proto", "syntax = \"proto3\"; package p; message Money { int64 cents = 1; }".utf8)
    let file = try folder.file(
      "order.proto",
      "syntax='proto3';package p;import 'money.proto';message Order{Money price=1;/* why */int32 id=2;}".utf8)
    let failure = await #expect(throws: CommandFailure.self) { try await format("--check", file) }
    #expect(failure?.code == .findings)
    try await format("--write", file)
    #expect(
      try text("order.proto").contains("\nmessage Order {\n  Money price = 1;\n  /* why */\n  int32 id = 2;\n}\n"))
    try await format("--check", file)
    let refusal = await #expect(throws: CommandFailure.self) { try await format("--write", "--style", "compact", file) }
    #expect(refusal?.message.contains("here is a comment") == true)
    _ = try folder.file("order.proto", try text("order.proto").replacing("  /* why */\n", with: "").utf8)
    try await format("--write", "--style", "canonical", file)
    #expect(try text("order.proto").contains("\n  .p.Money price = 1;\n"))
  }

  @Test("a JSON schema is laid out as it is")
  func jsonSchema() async throws {
    let file = try folder.file("a.json", #"{"type":"object","maxProperties":1.0}"#.utf8)
    try await format("--write", file)
    #expect(try text("a.json") == "{\n  \"type\": \"object\",\n  \"maxProperties\": 1.0\n}\n")
    try await format("--check", file)
  }

  @Test("a schema that is wrong is a finding with its place")
  func wrong() async throws {
    let file = try folder.file("a.avsc", "{\n  \"type\": \"record\", \"name\": \"R\"}".utf8)
    let failure = await #expect(throws: CommandFailure.self) { try await format("--check", file) }
    #expect(failure?.code == .findings)
    #expect(failure?.message.hasPrefix("\(file):1:1: Record R has no attribute") == true)
  }

  @Test("what a schema uses is taken from other files, of either language")
  func uses() async throws {
    let used = try folder.file("c.avsc", #"{"type":"record","name":"n.C","fields":[]}"#.utf8)
    let idl = try folder.file("e.avdl", "namespace n; enum E { A }".utf8)
    let file = try folder.file("o.avsc", "[\"n.C\", \"n.E\"]\n".utf8)
    await #expect(throws: CommandFailure.self) { try await format("--check", file) }
    try await format("--check", "--uses", used, "--uses", idl, file)
    try await format("--write", "--style", "resolved", "--uses", used, "--uses", idl, file)
    #expect(try text("o.avsc").contains("\"symbols\": [\"A\"]"))
  }

  @Test("an IDL file gives a file for each of its types, those of its imports included")
  func types() async throws {
    let shared = folder.path + "/shared"
    try FileManager.default.createDirectory(atPath: shared, withIntermediateDirectories: true)
    _ = try folder.file("shared/money.avdl", "namespace n; import idl \"./../main.avdl\"; fixed Money(8);".utf8)
    let main = try folder.file("main.avdl", "namespace n; import idl \"shared/money.avdl\"; record R { Money m; }".utf8)
    let output = folder.path + "/out"
    try await format("--to", "avsc", main, "--output", output)
    #expect(try FileManager.default.contentsOfDirectory(atPath: output).sorted() == ["n.Money.avsc", "n.R.avsc"])
    try await format("--check", output + "/n.Money.avsc", output + "/n.R.avsc")
    #expect(try text("out/n.R.avsc").contains(#""type": { "type": "fixed", "name": "Money", "size": 8 }"#))
  }

  @Test("an IDL file is read wherever a schema file is")
  func schemaFile() async throws {
    let file = try folder.file("r.avdl", "record R {}".utf8)
    let schema = try await SchemaFileOptions.parse([]).schema(from: file)
    #expect(schema.text == #"{"type":"record","name":"R","fields":[]}"#)
    let broken = try folder.file("b.avdl", "record R {".utf8)
    let failure = await #expect(throws: CommandFailure.self) {
      try await SchemaFileOptions.parse([]).schema(from: broken)
    }
    #expect(failure?.code == .findings)
    #expect(failure?.message.hasPrefix("\(broken):1:11: ") == true)
  }

  @Test(
    "an import that cannot be read is told with its place",
    arguments: [
      ("missing.avdl", "cannot be read: No such file"), (".", "is not a file"), ("latin.avdl", "is not UTF-8"),
    ])
  func imports(_ path: String, _ message: String) throws {
    _ = try folder.file("latin.avdl", [0xE9])
    let failure = #expect(throws: CommandFailure.self) {
      try IDLFiles.read("\nimport idl \"\(path)\";", at: folder.path + "/main.avdl")
    }
    #expect(failure?.message.hasPrefix("\(folder.path)/main.avdl:2:1: ") == true)
    #expect(failure?.message.contains(message) == true, "\(failure?.message ?? "")")
  }

  @Test(
    "options that contradict one another are refused",
    arguments: [
      ["--check", "--write"], ["--check", "--to", "avsc"], ["--write", "--to", "avsc"], ["--output", "x"],
    ])
  func contradictions(_ options: [String]) {
    #expect(throws: (any Error).self) { try Format.parse(options + ["a.avsc"]) }
  }

  @Test("an IDL file is laid out with its comments")
  func idl() async throws {
    let file = try folder.file("r.avdl", "record R{/** Why. */string a;// end\n}".utf8)
    try await format("--write", file)
    #expect(try text("r.avdl") == "record R {\n  /** Why. */\n  string a; // end\n}\n")
    try await format("--check", file)
  }

  private func format(_ arguments: String...) async throws {
    try await Format.parse(arguments).run()
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: folder.path + "/" + name), encoding: .utf8)
  }
}
