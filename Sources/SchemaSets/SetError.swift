public import SchemaCore

/// Why a set of schemas cannot be worked with.
public struct SetError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, for programs.
  public enum Kind: Hashable, Sendable {
    /// The description of the set is wrong.
    case configuration
    /// A file, a folder, a commit or a snapshot cannot be read.
    case unreadable
    /// Schemas refer to each other in a circle.
    case circle
    /// More than is accepted.
    case limit
  }

  /// What is wrong, for programs.
  public var kind: Kind
  /// What is wrong and what to do, in one sentence for people, without the place.
  public var message: String
  /// The file that it is about.
  public var file: String?
  /// Where in the file.
  public var position: TextPosition?

  public init(_ kind: Kind, _ message: String, file: String? = nil, at position: TextPosition? = nil) {
    self.kind = kind
    self.message = message
    self.file = file
    self.position = position
  }

  /// `file:line:column: message`, as far as known.
  public var description: String {
    guard let file else { return message }
    return "\(file):" + (position.map { "\($0): " } ?? " ") + message
  }
}
