import FoundationEssentials

/// Where schema files are found, and how they are written.
enum SchemaFiles {
  /// The file, or the schemas of the folder, oldest first.
  static func paths(at path: String) throws(CommandFailure) -> [String] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw CommandFailure(.usage, "\(path) does not exist")
    }
    if !isFolder { return [path] }
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".avsc") }
      if names.isEmpty { throw CommandFailure(.usage, "\(path) holds no .avsc files") }
      return names.sorted(by: precedes).map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(.usage, "\(path) cannot be read: \(error)")
    }
  }

  /// Writes a text in place of the file, whose folder is made if it is not there.
  static func save(_ text: String, at path: String) throws(CommandFailure) {
    do {
      let url = URL(filePath: path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url, options: .atomic)
    } catch {
      throw CommandFailure(.usage, "\(path) cannot be written: is it a folder, or may its folder not be changed?")
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
