import FoundationEssentials
import SchemaCore

/// Compares a schema with files, without a registry.
struct FileCheck {
  var options: SchemaFileOptions
  /// Files and folders, oldest first.
  var earlier: [String]
  var level: CompatibilityLevel

  func comparison(of text: SchemaText, called name: String) async throws(CommandFailure) -> SchemaComparison {
    let candidate = try text.parsed(rules: .new, called: name)
    var files: [String] = []
    let own = Self.identity(of: name)
    for path in earlier { files += try Self.files(at: path).filter { Self.identity(of: $0) != own } }
    if files.isEmpty { throw CommandFailure(.usage, "\(name): there is no other file to compare with") }
    var comparison = SchemaComparison(
      candidate: candidate, name: name, target: earlier.joined(separator: ", "), level: level, history: [])
    for (index, file) in files.enumerated() {
      let schema = try await options.schema(from: file).parsed(rules: .stored, called: file)
      // Their places stand in for the numbers that a registry would give them.
      let version = files.count == 1 ? nil : SchemaVersion(rawValue: Int32(clamping: index + 1))
      comparison.history.append(.init(version: version, schema: schema))
      if let version { comparison.names[version] = file }
    }
    return comparison
  }

  /// The file by its path without links, so that a schema is not compared with itself under another name.
  private static func identity(of path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().standardized.path()
  }

  /// The file, or the files of the folder, oldest first.
  static func files(at path: String) throws(CommandFailure) -> [String] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw CommandFailure(.usage, "\(path) does not exist")
    }
    if !isFolder { return [path] }
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".avsc") }
      if names.isEmpty { throw CommandFailure(.usage, "\(path) holds no .avsc files to compare with") }
      return names.sorted(by: precedes).map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(.usage, "\(path) cannot be read: \(error)")
    }
  }

  /// By name, but with the numbers in names as numbers: v2 before v10.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    let (left, right) = (parts(of: left), parts(of: right))
    for (a, b) in zip(left, right) where a != b {
      if let first = Int(a), let second = Int(b), first != second { return first < second }
      return a < b
    }
    return left.count < right.count
  }

  private static func parts(of name: String) -> [String] {
    var parts: [String] = []
    var wasDigit: Bool?
    for character in name {
      let isDigit = character.isASCII && character.isNumber
      if isDigit == wasDigit { parts[parts.count - 1].append(character) } else { parts.append(String(character)) }
      wasDigit = isDigit
    }
    return parts
  }
}
