import Foundation
import RegistryTesting
import SchemaSets
import Testing

@Suite struct FileTreeTests {
  private static func make(_ folder: TemporaryFolder, _ files: [String: String]) throws {
    for (name, text) in files {
      let url = URL(filePath: folder.path + "/" + name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  private static func git(_ folder: TemporaryFolder, _ arguments: String...) async throws {
    try await ChildProcess.run(
      ["git", "-C", folder.path, "-c", "user.name=t", "-c", "user.email=t@example.com"] + arguments)
  }

  @Test("a folder is walked deeply, in the order of bytes, links followed and circles left")
  func folder() throws {
    let folder = try TemporaryFolder()
    let deep = (0..<30).map { "d\($0)" }.joined(separator: "/")
    try Self.make(folder, ["b c.avsc": "1", "\(deep)/ü.avsc": "2", ".hidden/x.avsc": "3", "a/z.avsc": "4"])
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: folder.path + "/a/loop", withDestinationPath: "..")
    try manager.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "a")
    try manager.createSymbolicLink(atPath: folder.path + "/gone.avsc", withDestinationPath: "nowhere")
    let paths = try FolderTree(folder.path).paths(in: "")
    #expect(paths == ["a/z.avsc", "b c.avsc", "\(deep)/ü.avsc", "link/z.avsc"])
    #expect(try FolderTree(folder.path).paths(in: "none/").isEmpty)
  }

  @Test("a mark in front of a text is no part of it, and what is no text is refused")
  func contents() throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("marked.avsc", [0xEF, 0xBB, 0xBF] + Array("\"int\"\r\n".utf8))
    _ = try folder.file("bad.avsc", [0xFF])
    let tree = FolderTree(folder.path)
    #expect(try tree.contents(of: ["marked.avsc", "gone.avsc"]).mapValues(\.text) == ["marked.avsc": "\"int\"\r\n"])
    #expect(throws: SetError.self) { try tree.contents(of: ["bad.avsc"]) }
    #expect(throws: SetError.self) { try FolderTree("/dev").contents(of: ["null"]) }
  }

  @Test("a commit has the files that it had, and the same identities as those on the disk that are the same")
  func commit() async throws {
    let folder = try TemporaryFolder()
    try await Self.git(folder, "init", "-q")
    try Self.make(folder, ["a/same.avsc": "1", "a/ü x.avsc": "old", "gone.avsc": "3", "links/real/r.avsc": "4"])
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: folder.path + "/links/file.avsc", withDestinationPath: "real/r.avsc")
    try manager.createSymbolicLink(atPath: folder.path + "/links/folder", withDestinationPath: "real")
    try manager.createSymbolicLink(
      atPath: folder.path + "/links/real/out.avsc", withDestinationPath: "../../a/same.avsc")
    try manager.createSymbolicLink(atPath: folder.path + "/links/out.avsc", withDestinationPath: "/etc/hostname")
    try await Self.git(folder, "add", "-A")
    try await Self.git(folder, "commit", "-q", "-m", "one")
    try Self.make(folder, ["a/ü x.avsc": "new", "a/added.avsc": "5"])
    try manager.removeItem(atPath: folder.path + "/gone.avsc")

    let tree = try GitTree("HEAD", in: folder.path)
    #expect(try tree.paths(in: "a/") == ["a/same.avsc", "a/ü x.avsc"])
    #expect(
      try tree.paths(in: "links/") == [
        "links/file.avsc", "links/folder/out.avsc", "links/folder/r.avsc", "links/real/out.avsc", "links/real/r.avsc",
      ])
    #expect(try tree.contents(of: ["a/ü x.avsc", "a/added.avsc"]).mapValues(\.text) == ["a/ü x.avsc": "old"])
    #expect(try tree.contents(of: ["links/file.avsc"]).values.map(\.text) == ["4"])
    let disk = FolderTree(folder.path)
    let paths = ["a/same.avsc", "a/ü x.avsc"]
    let (then, now) = (try tree.identities(of: paths), try disk.identities(of: paths))
    #expect(then["a/same.avsc"] == now["a/same.avsc"])
    #expect(then["a/ü x.avsc"] != now["a/ü x.avsc"])
    #expect(try GitTree("HEAD", in: folder.path + "/links/real").paths(in: "") == ["out.avsc", "r.avsc"])
    // From a folder within, paths are relative to it.
    #expect(try GitTree("HEAD", in: folder.path + "/a").paths(in: "") == ["same.avsc", "ü x.avsc"])
  }

  @Test("what git does not know is said in its words", arguments: ["nowhere", "--help", ""])
  func unknown(reference: String) async throws {
    let folder = try TemporaryFolder()
    try await Self.git(folder, "init", "-q")
    #expect(throws: SetError.self) { try GitTree(reference, in: folder.path) }
  }
}
