import ArgumentParser
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct FileCheckTests {
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
    let check = FileCheck(
      options: try SchemaFileOptions.parse([]), imports: try ImportOptions.parse([]), earlier: [folder.path],
      level: level, policy: .strict)
    // A long reads an int, but no int reads a long, and none of them a string.
    let verdict = try await check.comparison(of: SchemaText(text: "\"long\""), called: "new.avsc").verdict
    #expect((verdict.findings == nil) == (culprit == nil))
    if let culprit { #expect(verdict.target == "\(folder.path)/\(culprit)") }
  }
}
