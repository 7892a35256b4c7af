import FoundationEssentials
import SchemaCore

/// Compares a schema with files, without a registry.
struct FileCheck {
  var options: SchemaFileOptions
  var imports: ImportOptions
  /// Files and folders, oldest first.
  var earlier: [String]
  var level: CompatibilityLevel
  var policy: CompatibilityPolicy

  func comparison(of text: SchemaText, called name: String) async throws(CommandFailure) -> SchemaComparison {
    let candidate = try await imports.parsed(text, rules: .strict, at: name)
    var files: [String] = []
    let own = Self.identity(of: name)
    for path in earlier {
      files += try SchemaFiles.paths(at: path, of: candidate.format).filter { Self.identity(of: $0) != own }
    }
    if files.isEmpty { throw CommandFailure(.usage, "\(name): there is no other file to compare with") }
    var comparison = SchemaComparison(
      candidate: candidate, text: text.text, name: name, target: earlier.joined(separator: ", "), level: level,
      policy: policy, history: [])
    for (index, file) in files.enumerated() {
      let schema = try await imports.parsed(options.schema(from: file), rules: .stored, at: file)
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
}
