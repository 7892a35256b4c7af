/// Something that is wrong with a log.
public struct LogFinding: Hashable, Sendable {
  /// What is wrong, for programs.
  public enum Kind: String, CaseIterable, Sendable {
    /// The file that holds the log is damaged, or its reading had to end.
    case file
    /// A row is missing, or the store cannot read it.
    case missingRow
    /// A row's key cannot be understood.
    case unreadableKey
    /// A row is of a kind that another registry has, and says nothing about what this one serves.
    case foreignRecord
    /// A row's value cannot be understood.
    case unreadableValue
    /// A record gives an ID to another content than the one that has it.
    case contentConflict
    /// A schema refers to a version that is not there.
    case danglingReference
    /// A number is not the one after the last, although nothing was imported.
    case numbering
    /// A content can no longer be parsed.
    case unparsableSchema
  }

  /// What is wrong, for programs.
  public var kind: Kind
  /// True if nothing need be lost.
  public var isWarning: Bool
  /// The first and the last position in the log; nil if it is about none.
  public var positions: ClosedRange<LogPosition>?
  /// Between which times it was written, in milliseconds since 1970-01-01 UTC, if only the records around it tell.
  public var written: ClosedRange<Int64>?
  /// What the record is about, as part of a sentence; nil if that is not known.
  public var subject: String?
  /// What is wrong, for people.
  public var message: String
  /// What follows from it, a sentence each.
  public var effects: [String]

  public init(
    _ kind: Kind, isWarning: Bool = false, positions: ClosedRange<LogPosition>? = nil,
    written: ClosedRange<Int64>? = nil, subject: String? = nil, message: String, effects: [String] = []
  ) {
    self.kind = kind
    self.isWarning = isWarning
    self.positions = positions
    self.written = written
    self.subject = subject
    self.message = message
    self.effects = effects
  }
}
