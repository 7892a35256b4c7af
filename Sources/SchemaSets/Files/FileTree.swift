/// A folder with everything below it: on the disk, or as it was in a commit.
///
/// Paths are relative to the folder, with `/` between names.
public protocol FileTree: Sendable {
  /// What the tree is called in messages, such as `git:origin/main`.
  var name: String { get }

  /// A file as errors call it.
  func path(of file: String) -> String

  /// The files below a folder, sorted by the bytes of their paths. Names that begin with a dot are left out.
  ///
  /// - Parameter folder: with a slash at its end; empty for all.
  /// - Throws: `SetError` of kind `unreadable` or `limit`.
  func paths(in folder: String) throws(SetError) -> [String]

  /// What is in files that are there. Those that are not are left out.
  ///
  /// - Throws: `SetError` of kind `unreadable` or `limit`.
  func contents(of paths: [String]) throws(SetError) -> [String: FileContent]

  /// The identity of each of the files that are there, without reading more than needed.
  ///
  /// - Throws: `SetError` of kind `unreadable` or `limit`.
  func identities(of paths: [String]) throws(SetError) -> [String: ContentIdentity]
}

/// What is in a file, as text.
public struct FileContent: Hashable, Sendable {
  /// The text, without the mark that some editors put in front of it.
  public var text: String
  /// The identity of the bytes.
  public var identity: ContentIdentity
}

/// Limits of trees.
enum TreeLimits {
  /// How many files a tree may have.
  static let files = 200_000
  /// How many folders may be within each other.
  static let depth = 64
  /// The largest file that is read, in bytes.
  static let fileBytes = 32 << 20
}
