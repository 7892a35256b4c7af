public import SchemaCore

/// Why a text could not be validated. That it is not as the schema wants it is no such error, but a `ValidationReport`.
public struct InstanceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong, for programs.
  public enum Kind: String, Hashable, Sendable {
    /// The text is not JSON.
    case syntax
    /// A size, a depth or the work is over what is accepted.
    case limit
  }

  public var kind: Kind
  /// A sentence for people, without the place.
  public var message: String
  /// Where in the text, if one place can be named.
  public var position: TextPosition?
  /// Which value of the text, if one can be named.
  public var path: JSONPointer?

  init(_ kind: Kind, _ message: String, at position: TextPosition? = nil, path: JSONPointer? = nil) {
    self.kind = kind
    self.message = message
    self.position = position
    self.path = path
  }

  /// `line:column: message (at /path)`, as far as known.
  public var description: String {
    let place = position.map { "\($0): " } ?? ""
    let within = path.map { $0.isRoot ? "" : " (at \($0))" } ?? ""
    return place + message + within
  }
}
