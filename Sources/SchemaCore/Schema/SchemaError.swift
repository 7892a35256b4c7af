/// Why a schema's text was refused.
public struct SchemaError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong, for programs.
  public enum Kind: String, Hashable, Sendable {
    /// The text is not of its format's grammar (for Avro: not JSON).
    case syntax
    /// The text is well formed, but breaks a rule of its format.
    case invalid
    /// The text uses something that neither it nor its references define.
    case unknownName
    /// A size, depth or count is over what is accepted.
    case limit
    /// The format, or what was asked of it, is not one that is installed.
    case unsupported
  }

  /// What went wrong, for programs.
  public var kind: Kind
  /// A sentence for people, without the place.
  public var message: String
  /// Where in the text, if one place can be named.
  public var position: TextPosition?
  /// Where in the schema, as a JSON pointer, for formats that are JSON.
  public var path: JSONPointer?

  public init(_ kind: Kind, _ message: String, at position: TextPosition? = nil, path: JSONPointer? = nil) {
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
