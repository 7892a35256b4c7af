import ArgumentParser
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct FileCheckTests {
  @Test("a folder stands for its schema files, with the numbers in their names as numbers")
  func order() throws {
    let folder = try TemporaryFolder()
    for name in ["v10.avsc", "v2.avsc", "v1.avsc", "README.md", "v1-draft.avsc", "a.avsc"] {
      _ = try folder.file(name, "\"int\"".utf8)
    }
    let names = try FileCheck.files(at: folder.path).map { $0.dropFirst(folder.path.count + 1) }
    #expect(names == ["a.avsc", "v1-draft.avsc", "v1.avsc", "v2.avsc", "v10.avsc"])
    #expect(try FileCheck.files(at: folder.path + "/v2.avsc") == [folder.path + "/v2.avsc"])
  }

  @Test("what holds no schemas cannot be compared with")
  func nothing() throws {
    let folder = try TemporaryFolder()
    for path in [folder.path, folder.path + "/missing"] {
      let failure = #expect(throws: CommandFailure.self) { try FileCheck.files(at: path) }
      #expect(failure?.code == .usage)
      #expect(failure?.message.hasPrefix(path) == true)
    }
  }

  @Test(
    "the level says which of the files count, the newest being the last",
    arguments: [
      (CompatibilityLevel.none, nil), (.backward, nil), (.backwardTransitive, "v2.avsc"), (.forward, "v10.avsc"),
      (.fullTransitive, "v10.avsc"),
    ])
  func level(level: CompatibilityLevel, culprit: String?) async throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("v2.avsc", "\"string\"".utf8)
    _ = try folder.file("v10.avsc", "\"int\"".utf8)
    let check = FileCheck(options: try SchemaFileOptions.parse([]), earlier: [folder.path], level: level)
    // A long reads an int, but no int reads a long, and none of them a string.
    let verdict = try await check.comparison(of: SchemaText(text: "\"long\""), called: "new.avsc").verdict
    #expect((verdict.findings == nil) == (culprit == nil))
    if let culprit { #expect(verdict.target == "\(folder.path)/\(culprit)") }
  }
}
