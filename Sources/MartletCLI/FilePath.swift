import FoundationEssentials
import Glibc
import SchemaSets

/// Paths as users write them.
enum FilePath {
  /// What makes two paths the same file or folder.
  struct Identity: Hashable {
    var device: UInt64
    var number: UInt64
  }

  /// Nil for what is not there.
  static func identity(of path: String) -> Identity? {
    var status = stat()
    guard stat(path.isEmpty ? "." : path, &status) == 0 else { return nil }
    return Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }

  /// The path without steps that lead nowhere, so that a file has one name.
  static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  /// The same from the root of the file system.
  static func absolute(_ path: String) -> String {
    plain(path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path)
  }

  /// The folder that a file is in, with a slash at its end; empty for the present one. A path with a slash at its end is
  /// its own.
  static func folder(of path: String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let short = FolderTree(plain(folder)).path
    // Behind a link, `..` leads elsewhere than it looks.
    guard short != folder, let identity = identity(of: folder) else { return short }
    return identity == self.identity(of: short) ? short : folder
  }

  /// The folder above, as near as can be to how the path is written; nil for the root.
  ///
  /// - Parameter folder: with a slash at its end; empty for the present one.
  static func parent(of folder: String) -> String? {
    let names = folder.split(separator: "/")
    if let last = names.last, last != ".." {
      return (folder.hasPrefix("/") ? "/" : "") + names.dropLast().map { $0 + "/" }.joined()
    }
    let above = folder + "../"
    return folder.hasPrefix("/") || identity(of: above) == identity(of: folder) ? nil : above
  }

  /// A path from a folder, if it is below it.
  ///
  /// - Parameter folder: with a slash at its end; empty for the present one.
  static func relative(_ path: String, to folder: String) -> String? {
    let (file, plainFolder) = (plain(path), FolderTree(plain(folder)).path)
    if file.hasPrefix("/") == plainFolder.hasPrefix("/"), !plainFolder.hasPrefix(".."), !file.hasPrefix("../"),
      file.hasPrefix(plainFolder)
    {
      return String(file.dropFirst(plainFolder.count))
    }
    let (whole, root) = (absolute(path), FolderTree(absolute(folder.isEmpty ? "." : folder)).path)
    return whole.hasPrefix(root) ? String(whole.dropFirst(root.count)) : nil
  }
}
