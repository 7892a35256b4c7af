import Glibc

/// A folder on the disk.
public struct FolderTree: FileTree {
  /// Where it is, with a slash at its end unless it is the present folder, whose path is empty.
  public let path: String

  /// - Parameter path: the folder; empty or `.` for the present one.
  public init(_ path: String) {
    self.path = path.isEmpty || path == "." ? "" : path.hasSuffix("/") ? path : path + "/"
  }

  public var name: String { path.isEmpty ? "the folder" : path }

  public func path(of file: String) -> String { path + file }

  public func paths(in folder: String) throws(SetError) -> [String] {
    var walk = FolderWalk(root: path)
    try walk.visit(folder)
    return walk.paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  public func contents(of paths: [String]) throws(SetError) -> [String: FileContent] {
    var contents: [String: FileContent] = [:]
    for path in paths {
      guard let bytes = try Self.bytes(of: self.path + path) else { continue }
      contents[path] = try FileContent(bytes, file: self.path(of: path))
    }
    return contents
  }

  public func identities(of paths: [String]) throws(SetError) -> [String: ContentIdentity] {
    var identities: [String: ContentIdentity] = [:]
    for path in paths {
      guard let bytes = try Self.bytes(of: self.path + path) else { continue }
      identities[path] = bytes.withUnsafeBytes { ContentIdentity(of: $0) }
    }
    return identities
  }

  /// The bytes of a file; nil if it is not there.
  ///
  /// - Throws: `SetError` for one that cannot be read, is too large, or is no file.
  static func bytes(of file: String) throws(SetError) -> [UInt8]? {
    // What is not a file, such as a pipe, must not be waited for.
    let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor < 0 {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw SetError(.unreadable, "it cannot be read: \(String(cString: strerror(errno)))", file: file)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw SetError(.unreadable, "this is not a file", file: file)
    }
    let size = Int(status.st_size)
    if size > TreeLimits.fileBytes {
      throw SetError(.limit, "it has more than \(TreeLimits.fileBytes) bytes", file: file)
    }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        count += got
      }
    }
    if failure != 0 {
      throw SetError(.unreadable, "it cannot be read: \(String(cString: strerror(failure)))", file: file)
    }
    return bytes
  }
}

/// A walk through folders, links followed. A folder within itself is not entered again.
private struct FolderWalk {
  private struct Identity: Hashable {
    var device: UInt64
    var number: UInt64
  }

  let root: String
  var paths: [String] = []

  init(root: String) {
    self.root = root
  }

  /// The files of a folder below the root.
  mutating func visit(_ folder: String) throws(SetError) { try visit(folder, ancestors: []) }

  /// - Parameter folder: below the root, with a slash at its end, or empty.
  private mutating func visit(_ folder: String, ancestors: [Identity]) throws(SetError) {
    let path = root + folder
    guard let stream = opendir(path.isEmpty ? "." : path) else {
      // A pattern may name a folder that is not there yet; that nothing fits is said elsewhere.
      if errno == ENOENT || errno == ENOTDIR { return }
      throw SetError(.unreadable, "it cannot be read: \(String(cString: strerror(errno)))", file: path)
    }
    defer { closedir(stream) }
    var status = stat()
    guard fstat(dirfd(stream), &status) == 0 else { return }
    let identity = Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    if ancestors.contains(identity) { return }
    if ancestors.count > TreeLimits.depth {
      throw SetError(.limit, "more than \(TreeLimits.depth) folders are within each other", file: path)
    }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".") { continue }
      try add(folder + name, Int32(entry.pointee.d_type), ancestors + [identity])
    }
  }

  private mutating func add(_ path: String, _ type: Int32, _ ancestors: [Identity]) throws(SetError) {
    var isFolder = type == Int32(DT_DIR)
    if type == Int32(DT_LNK) || type == Int32(DT_UNKNOWN) {
      var status = stat()
      // A link that leads nowhere is no file.
      guard stat(root + path, &status) == 0 else { return }
      isFolder = status.st_mode & S_IFMT == S_IFDIR
      if !isFolder && status.st_mode & S_IFMT != S_IFREG { return }
    } else if type != Int32(DT_REG) && !isFolder {
      return
    }
    if isFolder { return try visit(path + "/", ancestors: ancestors) }
    paths.append(path)
    if paths.count > TreeLimits.files {
      throw SetError(.limit, "there are more than \(TreeLimits.files) files", file: root)
    }
  }
}
