import Foundation
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct TourTests {
  @Test("a schema is registered once, a compatible change follows it, another one is refused with the reasons")
  func evolution() async throws {
    let server = try await ServingProcess.start()
    #expect(try await server.register("payments-value", PaymentExamples.v1()) == "1")
    #expect(try await server.register("payments-value", PaymentExamples.v1()) == "1")
    #expect(try await server.register("other", PaymentExamples.v1()) == "1")
    #expect(try await server.register("payments-value", PaymentExamples.v2()) == "2")

    for command in [["schema", "register", "payments-value", "-"], ["check", "-", "--subject", "payments-value"]] {
      let refused = try await server.run(command, input: .init(PaymentExamples.incompatible().utf8))
      #expect(refused.code == .findings)
      let text = command[0] == "check" ? refused.output : refused.errors
      for part in [
        "version 2 of payments-value (BACKWARD)", "READER_FIELD_MISSING_DEFAULT_VALUE at /fields/7", "\"country\"",
        "breaks: consumers that move to the new schema", "fix:    ",
      ] { #expect(text.contains(part), "\(text)") }
    }
    let listed = try await server.run("schema", "list").answer().split(separator: "\n").map { line in
      line.split(separator: " ").joined(separator: " ")
    }
    #expect(
      listed == ["SUBJECT VERSION ID TYPE", "other 1 1 AVRO", "payments-value 1 1 AVRO", "payments-value 2 2 AVRO"])
    try await server.stop()
  }

  @Test("what was registered is found by subject, by version, by ID and by its text")
  func finding() async throws {
    let server = try await ServingProcess.start()
    try await server.register("s", PaymentExamples.v1())
    try await server.register("s", PaymentExamples.v2())
    let first = try await server.run("schema", "get", "s", "--version", "1").answer()
    #expect(try await server.run("schema", "get", "--id", "1").answer() == first)
    #expect(try await server.run("schema", "get", "s").answer() != first)
    #expect(
      try await server.run("schema", "lookup", "s", "-", input: PaymentExamples.v2()).answer() == "version 2, ID 2")
    #expect(try await server.run("schema", "lookup", "s", "-", input: "\"int\"").code == .findings)
    #expect(try await server.run("schema", "get", "--id", "3").code == .findings)
    #expect(try await server.run("schema", "get", "t").code == .findings)
    #expect(try await server.run("subject", "show", "s").answer().contains("compatibility: BACKWARD"))
    try await server.stop()
  }

  @Test("versions of another compatibility group are not compared with")
  func groups() async throws {
    let server = try await ServingProcess.start()
    let folder = try TemporaryFolder()
    _ = try await server.run("config", "set", "s", "--level", "BACKWARD", "--group", "major").answer()
    let one = try folder.file("one.json", #"{"properties":{"major":"1"}}"#.utf8)
    let two = try folder.file("two.json", #"{"properties":{"major":"2"}}"#.utf8)
    _ = try await server.run("schema", "register", "s", "-", "--metadata", one, input: "\"int\"").answer()
    _ = try await server.run("schema", "register", "s", "-", "--metadata", two, input: "\"string\"").answer()
    // Without metadata of its own it would be registered with the latest version's, in its group.
    #expect(try await server.run("check", "-", "--subject", "s", input: "\"bytes\"").hasSucceeded)
    #expect(try await server.run("check", "-", "--subject", "s", input: "\"long\"").code == .findings)
    try await server.stop()
  }

  @Test("deleting is marking first, and for good only then")
  func deleting() async throws {
    let server = try await ServingProcess.start()
    try await server.register("s", PaymentExamples.v1())
    try await server.register("s", PaymentExamples.v2())
    #expect(try await server.run("schema", "delete", "s", "1", "--permanent").code != nil)
    #expect(try await server.run("schema", "delete", "s", "1").answer() == "1")
    #expect(try await server.run("schema", "delete", "s", "1").code == .findings)
    #expect(try await server.run("schema", "list", "--deleted").answer().contains("1 (deleted)"))
    #expect(try await server.run("schema", "delete", "s", "1", "--permanent").answer() == "1")
    #expect(try await server.run("subject", "delete", "s").answer() == "2")
    #expect(try await server.run("subject", "list").answer() == "")
    #expect(try await server.run("subject", "list", "--deleted").answer() == "s")
    // Records written with a marked version stay readable.
    #expect(try await server.run("schema", "get", "--id", "2").hasSucceeded)
    try await server.stop()
  }

  @Test("a level is set for a subject, kept, and removed again")
  func levels() async throws {
    let server = try await ServingProcess.start()
    #expect(try await server.run("config", "get").answer() == "compatibilityLevel: BACKWARD")
    #expect(try await server.run("config", "get", "s", "--own").code == .findings)
    #expect(try await server.run("config", "set", "s", "--level", "NONE").answer() == "compatibility: NONE")
    #expect(try await server.run("config", "get", "s").answer() == "compatibilityLevel: NONE")
    try await server.register("s", PaymentExamples.v1())
    try await server.register("s", PaymentExamples.incompatible())
    #expect(try await server.run("config", "unset", "s").hasSucceeded)
    #expect(try await server.run("config", "get", "s").answer() == "compatibilityLevel: BACKWARD")
    try await server.stop()
  }

  @Test("in a read-only registry nothing is registered, and the exit code says that it was refused")
  func modes() async throws {
    let server = try await ServingProcess.start()
    #expect(try await server.run("mode", "set", "READONLY").answer() == "READONLY")
    let refused = try await server.run("schema", "register", "s", "-", input: PaymentExamples.v1())
    #expect(refused.code == .refused)
    #expect(refused.errors.contains("read-only"))
    #expect(refused.output == "")
    #expect(try await server.run("mode", "unset").hasSucceeded)
    #expect(try await server.run("mode", "get").answer() == "READWRITE")
    try await server.register("s", PaymentExamples.v1())
    #expect(try await server.run("mode", "set", "SIDEWAYS").code == .refused)
    try await server.stop()
  }

  @Test("every answer for people is there as JSON for programs")
  func json() async throws {
    let server = try await ServingProcess.start()
    let register = ["schema", "register", "s", "-", "-o", "json"]
    let registered = try await server.run(register, input: .init(PaymentExamples.v1().utf8)).answer()
    #expect(try JSONParser.parse(registered).object?["id"] == 1)
    for command in [
      ["schema", "list"], ["schema", "get", "s"], ["schema", "get", "--id", "1"], ["subject", "list"],
      ["subject", "show", "s"], ["config", "get"], ["config", "set", "s", "--level", "FULL"], ["config", "unset", "s"],
      ["mode", "get"], ["mode", "set", "READWRITE", "s"], ["mode", "unset", "s"], ["schema", "delete", "s", "1"],
      ["schema", "delete", "s", "1", "--permanent"],
    ] {
      let answer = try await server.run(command + ["--output", "json"], input: .init()).answer()
      #expect(throws: Never.self, "\(command): \(answer)") { try JSONParser.parse(answer) }
    }
    try await server.stop()
  }
}
