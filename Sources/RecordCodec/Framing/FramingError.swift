import SchemaCore

/// Why bytes are not a framed record.
public struct FramingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong, for programs.
  public enum Kind: String, Hashable, Sendable {
    /// There are no bytes. A missing record (a tombstone) is nil, never empty.
    case empty
    /// The first byte is not one that starts a frame.
    case unknownMagicByte
    /// The bytes end within the frame.
    case truncated
    /// The frame names a schema ID that no registry gives out.
    case invalidIdentity
    /// The frame's message indexes are not well formed.
    case invalidMessageIndexes
  }

  /// What went wrong, for programs.
  public var kind: Kind
  /// A sentence for people.
  public var description: String

  static let empty = FramingError(
    kind: .empty, description: "the record is empty; a frame begins with a zero byte and a four-byte schema ID")

  static func unknownMagicByte(_ bytes: some Collection<UInt8>) -> FramingError {
    let start = Hexadecimal.text(bytes.prefix(8))
    return FramingError(
      kind: .unknownMagicByte,
      description: "the record is not framed: it begins with \(start), where a zero byte and a schema ID are expected; "
        + "`martlet inspect` tells what it may be")
  }

  static func truncated(_ count: Int, needed: Int) -> FramingError {
    FramingError(kind: .truncated, description: "the frame ends after \(count) of \(needed) bytes")
  }

  static func messageIndexes(_ problem: String) -> FramingError {
    FramingError(
      kind: .invalidMessageIndexes,
      description: "the message indexes behind the schema's ID are damaged: \(problem); was this written with Protobuf?"
    )
  }
}
