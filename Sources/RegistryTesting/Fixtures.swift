import FoundationEssentials

/// The files that tests read, found from where this file was compiled.
public enum Fixtures {
  private static let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The text of a file of the conformance data beside the package, or nil where that is not at hand: it is not part
  /// of the project, and tests that need it are skipped then.
  public static func sharedCases(_ path: String) -> String? { shared("cases/\(path)") }

  /// The text of a file in the folder `shared` beside the package, or nil where that is not at hand.
  public static func shared(_ path: String) -> String? {
    try? text(packageRoot.deletingLastPathComponent().appending(path: "shared/\(path)"))
  }

  /// The bytes of a file in the folder `shared` beside the package, or nil where that is not at hand.
  public static func sharedBytes(_ path: String) -> [UInt8]? {
    try? bytes(packageRoot.deletingLastPathComponent().appending(path: "shared/\(path)"))
  }

  /// The bytes of a file in `fixtures`.
  public static func fixtureBytes(_ path: String) throws -> [UInt8] {
    try bytes(packageRoot.appending(path: "fixtures/\(path)"))
  }

  /// The text of a file in `fixtures`.
  public static func fixture(_ path: String) throws -> String {
    try text(packageRoot.appending(path: "fixtures/\(path)"))
  }

  /// The text of a file in `schemas`.
  public static func schema(_ path: String) throws -> String {
    try text(packageRoot.appending(path: "schemas/\(path)"))
  }

  /// The path of a folder of the package, for programs that read it themselves.
  public static func folder(_ path: String) -> String { packageRoot.appending(path: path).path() }

  /// The names of the files in a folder of `fixtures`, sorted.
  public static func fixtureNames(in folder: String) throws -> [String] {
    let url = packageRoot.appending(path: "fixtures/\(folder)")
    return try FileManager.default.contentsOfDirectory(atPath: url.path()).sorted()
  }

  /// The texts of the files in a folder of the package whose names end like this, by their names without that end.
  public static func texts(in folder: String, suffix: String) throws -> [String: String] {
    let url = packageRoot.appending(path: folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: url.path()).filter { $0.hasSuffix(suffix) }
    let texts = try names.map { (String($0.dropLast(suffix.count)), try text(url.appending(path: $0))) }
    return Dictionary(uniqueKeysWithValues: texts)
  }

  private static func bytes(_ url: URL) throws -> [UInt8] { Array(try Data(contentsOf: url)) }

  private static func text(_ url: URL) throws -> String {
    try String(contentsOf: url, encoding: .utf8)
  }
}
