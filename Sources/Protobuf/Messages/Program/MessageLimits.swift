/// What a message may cost before it is refused, so that a few hostile bytes cannot ask for much memory or time.
public struct MessageLimits: Hashable, Sendable {
  /// How many messages may stand in one another, besides the outermost; at most 10,000.
  public var maximumDepth: Int { didSet { maximumDepth = Self.depth(maximumDepth) } }
  /// How many slots of 8 bytes a decoded message may take, at most 2^31. A short one may take fewer.
  public var maximumSlots: Int { didSet { maximumSlots = Self.slots(maximumSlots) } }
  /// True if messages that lack a required field are refused, both when they are read and when they are written.
  public var requiresRequiredFields: Bool

  public init(maximumDepth: Int = 100, maximumSlots: Int = 1 << 24, requiresRequiredFields: Bool = true) {
    self.maximumDepth = Self.depth(maximumDepth)
    self.maximumSlots = Self.slots(maximumSlots)
    self.requiresRequiredFields = requiresRequiredFields
  }

  private static func depth(_ value: Int) -> Int { min(max(value, 0), 10_000) }

  /// Places of slots are kept in 32 bits.
  private static func slots(_ value: Int) -> Int { min(max(value, 0), 1 << 31) }

  /// How many slots any message may take: 8 MiB.
  private static let freeSlots = 1 << 20
  /// How many slots a message may take for each of its bytes: in a list of large messages of which two bytes tell one
  /// field each, every message still takes a whole row.
  private static let slotsPerByte = 64

  /// How many slots a message of so many bytes may take.
  ///
  /// - Parameter count: At most 2^31.
  @inline(__always) func slots(forBytes count: Int) -> Int {
    min(maximumSlots, count &* Self.slotsPerByte &+ Self.freeSlots)
  }
}
