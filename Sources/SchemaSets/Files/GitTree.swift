/// A folder as it was in a commit, read by the program `git`: which files there are in one question, and of those that
/// matter all texts in another.
public final class GitTree: FileTree {
  /// What stands for a file.
  private struct Object {
    var path: String
    var name: String
    var isLink: Bool
  }

  public let name: String
  private let command: GitCommand
  private let objects: [String: Object]
  private let paths: [String]

  private static let maximumListingBytes = 256 << 20
  private static let maximumContentBytes = 512 << 20
  /// How many links may lead from one to the next.
  private static let maximumLinks = 16

  /// Reads which files there are.
  ///
  /// - Parameters:
  ///   - reference: a commit, branch or tag, such as `origin/main`.
  ///   - folder: the folder on the disk; empty for the present one.
  /// - Throws: `SetError` of kind `unreadable` if there is no such commit, or no repository.
  public init(_ reference: String, in folder: String) throws(SetError) {
    name = "git:\(reference)"
    command = GitCommand(folder: folder)
    if reference.isEmpty || reference.hasPrefix("-") || reference.contains("\u{0}") {
      throw SetError(.configuration, "git:\(reference) names no commit: git:origin/main is one")
    }
    let output = try command.run(
      ["ls-tree", "-r", "-z", reference, "--"], maximumBytes: Self.maximumListingBytes)
    var objects: [String: Object] = [:]
    for line in output.split(separator: 0) {
      guard let object = Self.object(line) else { continue }
      objects[object.path] = object
      if objects.count > TreeLimits.files {
        throw SetError(.limit, "\(name) has more than \(TreeLimits.files) files")
      }
    }
    self.objects = try Self.followingLinks(objects, command)
    paths = self.objects.keys
      .filter { path in !path.utf8.split(separator: UInt8(ascii: "/")).contains { $0.first == UInt8(ascii: ".") } }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  public func path(of file: String) -> String { "\(name):\(file)" }

  public func paths(in folder: String) throws(SetError) -> [String] {
    paths.filter { $0.utf8.starts(with: folder.utf8) }
  }

  public func identities(of paths: [String]) throws(SetError) -> [String: ContentIdentity] {
    var identities: [String: ContentIdentity] = [:]
    for path in paths {
      if let object = objects[path] { identities[path] = ContentIdentity(name: object.name) }
    }
    return identities
  }

  public func contents(of paths: [String]) throws(SetError) -> [String: FileContent] {
    let wanted = paths.compactMap { path in objects[path].map { (path, $0.name) } }
    if wanted.isEmpty { return [:] }
    let texts = try Self.blobs(wanted.map(\.1), command)
    var contents: [String: FileContent] = [:]
    for ((path, _), bytes) in zip(wanted, texts) {
      contents[path] = try FileContent(bytes, file: self.path(of: path))
    }
    return contents
  }

  /// One line of `ls-tree`: mode, type and name of the object, a tab, the path.
  private static func object(_ line: ArraySlice<UInt8>) -> Object? {
    guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
    let parts = line[..<tab].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    guard parts.count == 3, parts[1] == "blob" else { return nil }
    let path = String(decoding: line[(tab + 1)...], as: UTF8.self)
    return Object(path: path, name: parts[2], isLink: parts[0] == "120000")
  }

  /// The objects with links to files and folders of the tree followed. What leads elsewhere is left out.
  private static func followingLinks(
    _ objects: [String: Object], _ command: GitCommand
  ) throws(SetError) -> [String: Object] {
    let links = objects.values.filter(\.isLink).sorted { $0.path < $1.path }
    if links.isEmpty { return objects }
    let targets = try blobs(links.map(\.name), command).map { String(decoding: $0, as: UTF8.self) }
    var resolved = objects.filter { !$0.value.isLink }
    // A link may lead to another one: each round follows one more.
    var waiting = Array(zip(links, targets))
    for _ in 0..<maximumLinks where !waiting.isEmpty {
      var left: [(Object, String)] = []
      for (link, target) in waiting {
        guard let path = plain(target, from: link.path) else { continue }
        if let file = resolved[path] {
          resolved[link.path] = Object(path: link.path, name: file.name, isLink: false)
        } else {
          let inside = resolved.values.filter { $0.path.hasPrefix(path + "/") }
          if inside.isEmpty { left.append((link, target)) }
          // A folder within itself would have no end.
          if link.path.hasPrefix(path + "/") { continue }
          for file in inside where resolved.count <= TreeLimits.files {
            let through = link.path + file.path.dropFirst(path.count)
            resolved[through] = Object(path: through, name: file.name, isLink: false)
          }
        }
      }
      waiting = left
    }
    return resolved
  }

  /// Where a link leads within the tree; nil if it leads out of it.
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

  /// The bytes of objects, in order.
  private static func blobs(_ names: [String], _ command: GitCommand) throws(SetError) -> [[UInt8]] {
    let input = Array((names.joined(separator: "\n") + "\n").utf8)
    let output = try command.run(["cat-file", "--batch"], input: input, maximumBytes: maximumContentBytes)
    var blobs: [[UInt8]] = []
    var place = 0
    for name in names {
      // A line with name, type and size, then the bytes and a line break.
      guard let end = output[place...].firstIndex(of: UInt8(ascii: "\n")) else { break }
      let header = output[place..<end].split(separator: UInt8(ascii: " "))
      guard header.count == 3, let size = Int(String(decoding: header[2], as: UTF8.self)), size >= 0,
        end + 1 + size < output.count
      else { throw SetError(.unreadable, "git does not have the object \(name): is the clone complete?") }
      blobs.append(Array(output[(end + 1)..<(end + 1 + size)]))
      place = end + 2 + size
    }
    if blobs.count < names.count { throw SetError(.unreadable, "git has not answered as expected") }
    return blobs
  }
}
