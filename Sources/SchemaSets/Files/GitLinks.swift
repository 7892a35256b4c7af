/// What stands for a file in a commit.
struct GitObject {
  var path: String
  /// The name that git gives to its bytes.
  var name: String
  var isLink: Bool
}

/// The symbolic links of a commit, followed within it.
enum GitLinks {
  /// How many links may lead from one to the next.
  private static let maximumLinks = 16

  /// The objects with the files and folders that links lead to. What leads out of the commit is left out.
  ///
  /// - Parameter objects: all of a commit, by their paths.
  static func followed(
    _ objects: [String: GitObject], _ command: GitCommand
  ) throws(SetError) -> [String: GitObject] {
    let links = objects.values.filter(\.isLink).sorted { $0.path < $1.path }
    let targets = try GitTree.blobs(links.map(\.name), command).map { String(decoding: $0, as: UTF8.self) }
    var resolved = objects.filter { !$0.value.isLink }
    // A link may lead to another one: each round follows one more.
    var waiting = Array(zip(links, targets))
    for _ in 0..<maximumLinks where !waiting.isEmpty {
      let count = waiting.count
      waiting.removeAll { link, target in
        guard let path = plain(target, from: link.path) else { return true }
        guard let file = resolved[path] else { return false }
        resolved[link.path] = GitObject(path: link.path, name: file.name, isLink: false)
        return true
      }
      // Folders come when they have all their files, or what links to them would miss some.
      if waiting.count < count { continue }
      let sorted = SortedPaths(resolved.keys)
      var left: [(GitObject, String)] = []
      for (link, target) in waiting {
        guard let path = plain(target, from: link.path) else { continue }
        let inside = sorted.paths(in: path.isEmpty ? "" : path + "/")
        if inside.isEmpty { left.append((link, target)) }
        // A folder within itself would have no end.
        if path.isEmpty || link.path.hasPrefix(path + "/") { continue }
        for file in inside where resolved.count <= TreeLimits.files {
          guard let object = resolved[file] else { continue }
          let through = link.path + file.dropFirst(path.count)
          resolved[through] = GitObject(path: through, name: object.name, isLink: false)
        }
      }
      waiting = left
    }
    return resolved
  }

  /// Where a link leads within the commit; nil if it leads out of it.
  private static func plain(_ target: String, from link: String) -> String? {
    if target.hasPrefix("/") { return nil }
    var parts = link.split(separator: "/").dropLast().map(String.init)
    for part in target.split(separator: "/") where part != "." {
      if part == ".." {
        if parts.popLast() == nil { return nil }
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}

/// Paths in the order of their bytes, so that those of a folder follow each other.
private struct SortedPaths {
  private let paths: [String]

  init(_ paths: some Sequence<String>) {
    self.paths = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// - Parameter folder: with a slash at its end; empty for all.
  func paths(in folder: String) -> ArraySlice<String> {
    var (low, high) = (0, paths.count)
    while low < high {
      let middle = (low + high) / 2
      if paths[middle].utf8.lexicographicallyPrecedes(folder.utf8) { low = middle + 1 } else { high = middle }
    }
    return paths[low...].prefix { $0.utf8.starts(with: folder.utf8) }
  }
}
