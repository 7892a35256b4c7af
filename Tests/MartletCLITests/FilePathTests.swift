import FoundationEssentials
import RegistryTesting
import Testing

@testable import MartletCLI

@Suite struct FilePathTests {
  @Test(
    "the folder of a file is written as shortly as its user could have",
    arguments: [
      ("a.avsc", ""), ("./a.avsc", ""), ("shop/a.avsc", "shop/"), ("shop/./../a.avsc", ""), ("../a.avsc", "../"),
      ("/a.avsc", "/"), ("/shop//a.avsc", "/shop/"), ("shop/", "shop/"), ("", ""),
    ])
  func folder(_ path: String, _ expected: String) {
    #expect(FilePath.folder(of: path) == expected)
  }

  @Test(
    "the folder above is named without detours",
    arguments: [
      ("shop/", ""), ("shop/orders/", "shop/"), ("", "../"), ("../", "../../"), ("../shop/", "../"), ("/shop/", "/"),
      ("/", nil),
    ] as [(String, String?)])
  func parent(_ folder: String, _ expected: String?) {
    #expect(FilePath.parent(of: folder) == expected)
  }

  @Test("going up ends at the root")
  func root() {
    var (folder, count): (String?, Int) = ("", 0)
    while let above = folder, count < 300 { (folder, count) = (FilePath.parent(of: above), count + 1) }
    #expect(folder == nil)
  }

  @Test("behind a link, the folder above is that of the link's target")
  func links() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path + "/deep/inner", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: folder.path + "/deep/inner")
    #expect(FilePath.folder(of: folder.path + "/deep/inner/../a.avsc") == folder.path + "/deep/")
    #expect(FilePath.folder(of: folder.path + "/link/../a.avsc") == folder.path + "/link/../")
  }

  @Test(
    "a path is told from a folder, if it is below it",
    arguments: [
      ("shop/a.avsc", "shop/", "a.avsc"), ("./shop/a.avsc", "", "shop/a.avsc"), ("a.avsc", "shop/", nil),
      ("shopping/a.avsc", "shop/", nil), ("/shop/a.avsc", "/", "shop/a.avsc"), ("../x/a.avsc", "../", "x/a.avsc"),
      ("../../x.avsc", "../", nil),
    ] as [(String, String, String?)])
  func relative(_ path: String, _ folder: String, _ expected: String?) {
    #expect(FilePath.relative(path, to: folder) == expected)
  }

  @Test("a path from the root is told from the present folder, and the other way round")
  func absolute() {
    let present = FileManager.default.currentDirectoryPath
    #expect(FilePath.relative(present + "/shop/a.avsc", to: "shop/") == "a.avsc")
    #expect(FilePath.relative("shop/a.avsc", to: present + "/") == "shop/a.avsc")
    #expect(FilePath.relative("a.avsc", to: "../")?.hasSuffix("/a.avsc") == true)
  }
}
