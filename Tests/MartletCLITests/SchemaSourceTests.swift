import ArgumentParser
import FoundationEssentials
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct SchemaSourceTests {
  @Test(
    "a source is a file, a version or a file in a commit",
    arguments: [
      ("a.avsc", "file a.avsc"), ("orders-value@2", "version 2 of orders-value"),
      (":.ctx:orders@latest", "version latest of :.ctx:orders"), ("a@b.avsc", "file a@b.avsc"),
      ("git:main:a/b.avsc", "a/b.avsc in main"), ("git:main", "none"), ("git::a", "none"), ("", "none"),
    ])
  func forms(_ argument: String, _ expected: String) {
    let described =
      switch SchemaSource(argument: argument) {
      case .file(let path): "file \(path)"
      case .version(let version, let subject): "version \(version) of \(subject)"
      case .commit(let commit, let path): "\(path) in \(commit)"
      case nil: "none"
      }
    #expect(described == expected)
  }

  @Test("files are compared, and the exit code can say that they differ")
  func files() async throws {
    let folder = try TemporaryFolder()
    let old = try folder.file("1.avsc", #"{"type":"fixed","name":"n.H","size":1}"#.utf8)
    let new = try folder.file("2.avsc", #"{"type":"fixed","name":"n.H","size":2}"#.utf8)
    try await Diff.parse([old, new]).run()
    try await Diff.parse([old, old, "--exit-code"]).run()
    let failure = await #expect(throws: CommandFailure.self) { try await Diff.parse([old, new, "--exit-code"]).run() }
    #expect(failure?.code == .findings)
  }

  @Test("schemas of two formats are not compared")
  func formats() async throws {
    let folder = try TemporaryFolder()
    let avro = try folder.file("1.avsc", "\"int\"".utf8)
    let json = try folder.file("2.json", "{}".utf8)
    let failure = await #expect(throws: CommandFailure.self) { try await Diff.parse([avro, json]).run() }
    #expect(failure?.code == .usage)
    #expect(failure?.message.contains("AVRO") == true)
  }
}
