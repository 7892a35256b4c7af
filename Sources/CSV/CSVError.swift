/// What is wrong with a CSV text.
public struct CSVError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong, for programs.
  public enum Kind: String, Hashable, Sendable {
    /// A quote where there must be none, or none where there must be one.
    case quotes
    /// The bytes are not UTF-8.
    case encoding
    /// A row that has more or fewer cells than the header.
    case ragged
    /// A header that cannot name the columns.
    case header
    /// A row that is larger than what is accepted.
    case limit
  }

  /// What went wrong, for programs.
  public var kind: Kind
  /// A sentence for people, without the place.
  public var message: String
  /// The line on which the row begins, from 1.
  public var line: Int

  public init(_ kind: Kind, _ message: String, line: Int) {
    self.kind = kind
    self.message = message
    self.line = line
  }

  /// `line 3: message`.
  public var description: String { "line \(line): \(message)" }
}
