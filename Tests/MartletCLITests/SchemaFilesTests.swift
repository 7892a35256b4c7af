import RegistryTesting
import Testing

@testable import MartletCLI

@Suite struct SchemaFilesTests {
  @Test("a folder stands for its schema files, with the numbers in their names as numbers")
  func order() throws {
    let folder = try TemporaryFolder()
    for name in ["v10.avsc", "v2.avsc", "v1.avsc", "README.md", "v1-draft.avsc", "a.avsc"] {
      _ = try folder.file(name, "\"int\"".utf8)
    }
    let names = try SchemaFiles.paths(at: folder.path).map { $0.dropFirst(folder.path.count + 1) }
    #expect(names == ["a.avsc", "v1-draft.avsc", "v1.avsc", "v2.avsc", "v10.avsc"])
    #expect(try SchemaFiles.paths(at: folder.path + "/v2.avsc") == [folder.path + "/v2.avsc"])
  }

  @Test("a path without schemas is refused")
  func nothing() throws {
    let folder = try TemporaryFolder()
    for path in [folder.path, folder.path + "/missing"] {
      let failure = #expect(throws: CommandFailure.self) { try SchemaFiles.paths(at: path) }
      #expect(failure?.code == .usage)
      #expect(failure?.message.hasPrefix(path) == true)
    }
  }
}
