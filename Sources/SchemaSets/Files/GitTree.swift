/// A folder as it was in a commit, read by the program `git`: which files there are in one question, and of those that
/// matter all texts in another.
public final class GitTree: FileTree {
  public let name: String
  private let command: GitCommand
  private let objects: [String: GitObject]
  private let paths: [String]

  private static let maximumListingBytes = 256 << 20
  private static let maximumContentBytes = 512 << 20

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
    var objects = try Self.objects(["-r", "-z", reference, "--"], name, command)
    if objects.values.contains(where: \.isLink) {
      // Links may lead out of the folder to what the commit has elsewhere.
      let prefix = try Self.prefix(command)
      let all = try Self.objects(["-r", "-z", "--full-tree", reference, "--"], name, command)
      objects = Self.below(prefix, try GitLinks.followed(all, command))
    }
    self.objects = objects
    paths = objects.keys
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

  private static func objects(
    _ arguments: [String], _ name: String, _ command: GitCommand
  ) throws(SetError) -> [String: GitObject] {
    let output = try command.run(["ls-tree"] + arguments, maximumBytes: maximumListingBytes)
    var objects: [String: GitObject] = [:]
    for line in output.split(separator: 0) {
      guard let object = object(line) else { continue }
      objects[object.path] = object
      if objects.count > TreeLimits.files {
        throw SetError(.limit, "\(name) has more than \(TreeLimits.files) files")
      }
    }
    return objects
  }

  /// One line of `ls-tree`: mode, type and name of the object, a tab, the path.
  private static func object(_ line: ArraySlice<UInt8>) -> GitObject? {
    guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
    let parts = line[..<tab].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    guard parts.count == 3, parts[1] == "blob" else { return nil }
    let path = String(decoding: line[(tab + 1)...], as: UTF8.self)
    return GitObject(path: path, name: parts[2], isLink: parts[0] == "120000")
  }

  /// The folder in the repository, with a slash at its end; empty for its root.
  private static func prefix(_ command: GitCommand) throws(SetError) -> String {
    let output = try command.run(["rev-parse", "--show-prefix"], maximumBytes: maximumListingBytes)
    return String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  private static func below(_ prefix: String, _ objects: [String: GitObject]) -> [String: GitObject] {
    if prefix.isEmpty { return objects }
    var below: [String: GitObject] = [:]
    for object in objects.values where object.path.utf8.starts(with: prefix.utf8) {
      let path = String(object.path.utf8.dropFirst(prefix.utf8.count)) ?? object.path
      below[path] = GitObject(path: path, name: object.name, isLink: false)
    }
    return below
  }

  /// The bytes of objects, in order.
  static func blobs(_ names: [String], _ command: GitCommand) throws(SetError) -> [[UInt8]] {
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
