import Foundation
import RegistryTesting
import Testing

@testable import MartletCLI

@Suite struct BadSchemaTests {
  /// A text that is no schema, where it goes wrong, and what is said.
  struct BadSchema: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var bytes: [UInt8]
    /// `line:column`.
    var place: String
    var words: String

    init(_ description: String, _ text: String, at place: String, _ words: String) {
      testDescription = description
      bytes = Array(text.utf8)
      self.place = place
      self.words = words
    }
  }

  private static let field = #"{"type":"record","name":"A",\#n "fields":[{"name":"a","type":"#

  private static let schemas = [
    BadSchema("malformed JSON", "{\"type\":\"record\",\n \"name\": \"A\",,}", at: "2:14", "found ','"),
    BadSchema("cut off", "{\"type\":\"array\",\n", at: "2:1", "the end of the text"),
    BadSchema("an unknown type", field + "\"strin\"}]}", at: "2:31", "Type strin is not defined"),
    BadSchema(
      "two fields of one name", field + "\"int\"},\n  {\"name\":\"a\",\"type\":\"int\"}]}", at: "3:11", "two fields"),
    BadSchema(
      "one name for two types",
      "[\"null\",\n {\"type\":\"fixed\",\"name\":\"F\",\"size\":2},\n {\"type\":\"fixed\",\"name\":\"F\",\"size\":3}]",
      at: "3:25", "F is defined twice"),
    BadSchema("a default of another type", field + "\"int\",\n  \"default\":\"x\"}]}", at: "3:13", "default"),
    BadSchema("a name that is none", "{\"type\":\"fixed\",\n\"name\":\"1a\",\"size\":1}", at: "2:8", "1a"),
    BadSchema("a control character", "\"int\u{0}\"", at: "1:5", "control character"),
    BadSchema(
      "nesting 10,000 deep",
      String(repeating: "{\"type\":\"array\",\"items\":", count: 10_000) + "\"int\""
        + String(repeating: "}", count: 10_000),
      at: "1:6145", "nested more than 256 deep"),
    BadSchema("nesting that never ends", String(repeating: "[", count: 100_000), at: "1:257", "nested more than"),
    BadSchema("empty input", "", at: "1:1", "the text ends"),
  ]

  @Test("what is no schema is refused with its place by a registry, and nothing is stored", arguments: schemas)
  func registered(schema: BadSchema) async throws {
    let server = try await ServingProcess.start()
    let folder = try TemporaryFolder()
    let file = try folder.file("bad.avsc", schema.bytes)
    let refused = try await server.run("schema", "register", "s", file)
    #expect(refused.code == .findings)
    #expect(refused.output == "")
    #expect(refused.errors.hasPrefix("martlet: \(file):\(schema.place): "), "\(refused.errors)")
    #expect(refused.errors.contains(schema.words), "\(refused.errors)")
    #expect(try await server.run("subject", "list").answer() == "")
    #expect(try await server.register("s", "\"int\"") == "1")
    try await server.stop()
  }

  @Test("what is no schema is refused with its place without a registry", arguments: schemas)
  func checked(schema: BadSchema) async throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("bad.avsc", schema.bytes)
    let refused = try await martlet("check", file, "--against", try folder.file("good.avsc", "\"int\"".utf8))
    #expect(refused.code == .findings)
    #expect(refused.errors.hasPrefix("martlet: \(file):\(schema.place): "), "\(refused.errors)")
  }

  @Test("a schema that is too large is refused, and the registry goes on", arguments: [2, 5, 10, 12])
  func tooLarge(megabytes: Int) async throws {
    let server = try await ServingProcess.start()
    let folder = try TemporaryFolder()
    let file = try folder.file("large.avsc", Self.array(documented: megabytes << 20).utf8)
    let refused = try await server.run("schema", "register", "s", file)
    #expect(refused.code == .findings)
    #expect(refused.errors.hasPrefix("martlet: \(file): "), "\(refused.errors)")
    #expect(refused.errors.contains("at most"), "\(refused.errors)")
    #expect(try await server.register("s", "\"int\"") == "1")
    try await server.stop()
  }

  @Test("a schema of nearly 1 MB is registered and found again")
  func large() async throws {
    let server = try await ServingProcess.start()
    let text = Self.array(documented: 1_000_000)
    #expect(try await server.register("s", text) == "1")
    #expect(try await server.run("schema", "lookup", "s", "-", input: text).answer() == "version 1, ID 1")
    try await server.stop()
  }

  private static func array(documented count: Int) -> String {
    "{\"type\":\"array\",\"items\":\"int\",\"doc\":\"\(String(repeating: "x", count: count))\"}"
  }

  @Test(
    "a file that is not text is no schema",
    arguments: [[0xFF, 0xFE, 0x22], Array("{\"type\":\"fixed\",\"name\":\"".utf8) + [0xE9]] as [[UInt8]])
  func binary(bytes: [UInt8]) async throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("bad.avsc", bytes)
    for command in [
      ["schema", "register", "s", file], ["check", file, "--subject", "s"],
      ["encode", "--subject", "s", "--schema", file],
    ] {
      let refused = try await MartletProcess(command).outcome()
      #expect(refused.code == .usage)
      #expect(refused.errors == "martlet: \(file) is not UTF-8 text\n")
    }
  }

  @Test("a reference to what is not there is named, with the subject and the version")
  func missingReference() async throws {
    let server = try await ServingProcess.start()
    let refused = try await server.run(
      "schema", "register", "s", "-", "--reference", "B=nowhere:7", input: "\"B\"")
    #expect(refused.code == .findings)
    #expect(refused.errors.contains("nowhere"))
    #expect(refused.errors.contains("7"))
    try await server.stop()
  }
}
