/// What libprotobuf-c must know of messages to read and write them.
///
/// Its own type, because this module imports none of ours: a mistake in our descriptors must not become the
/// reference's mistake. The library knows no groups, so there is no kind for them.
public struct LibprotobufSchema: Sendable {
  /// The messages, which fields name by their index.
  public var messages: [Message]

  public init(messages: [Message]) {
    self.messages = messages
  }

  public struct Message: Sendable {
    /// In any order, with different numbers.
    public var fields: [Field]

    public init(fields: [Field]) {
      self.fields = fields
    }
  }

  public struct Field: Sendable {
    public var number: UInt32
    public var kind: Kind
    public var presence: Presence
    /// A number that the members of one oneof have in common; nil outside of oneofs.
    public var oneof: Int?

    public init(number: UInt32, kind: Kind, presence: Presence, oneof: Int? = nil) {
      self.number = number
      self.kind = kind
      self.presence = presence
      self.oneof = oneof
    }
  }

  /// The type of a field. The entries of maps are messages with the fields 1 and 2.
  public enum Kind: Hashable, Sendable {
    case int32, sint32, sfixed32, int64, sint64, sfixed64, uint32, fixed32, uint64, fixed64
    case float, double, bool, enumeration, string, bytes
    /// The message at this index of the schema.
    case message(Int)
  }

  /// How a field is counted.
  public enum Presence: Hashable, Sendable {
    case required
    /// Set or not set, whatever the value. What members of oneofs and messages must be.
    case explicit
    /// Not set is the same as zero or empty.
    case implicit
    case repeated(packed: Bool)
  }
}
