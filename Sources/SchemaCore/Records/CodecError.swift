/// Why a record could not be coded.
public struct CodecError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong, for programs.
  public enum Kind: String, Hashable, Sendable {
    /// The bytes end before the record does.
    case truncated
    /// The bytes cannot have been written with this schema.
    case malformed
    /// Bytes are left over after the record.
    case trailingBytes
    /// The value does not fit the schema.
    case mismatch
    /// The value does not fit in this form of JSON and fits in the plain one (`JSONForm.plain`).
    case plainOnly
    /// The text given is not JSON.
    case syntax
    /// A size, depth or count is over what is accepted.
    case limit
  }

  /// What went wrong, for programs.
  public var kind: Kind
  /// A sentence for people, without the place.
  public var message: String
  /// The field, as a path of names and indexes from the record's root such as `lines[2].price`; empty for the root.
  public var path: String
  /// How many bytes into the binary record, where that is known.
  public var byteOffset: Int?
  /// Where in the record's text, where that is known.
  public var textPosition: TextPosition?

  public init(_ kind: Kind, _ message: String, path: String = "", byteOffset: Int? = nil) {
    self.kind = kind
    self.message = message
    self.path = path
    self.byteOffset = byteOffset
  }

  /// `field: message (at byte n)` or `field: message (at line:column)`, as far as known.
  public var description: String {
    let place = byteOffset.map { " (at byte \($0))" } ?? textPosition.map { " (at \($0))" } ?? ""
    return (path.isEmpty ? "" : "\(path): ") + message + place
  }
}
