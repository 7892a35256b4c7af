/// What a record may cost before it is refused, so that a few hostile bytes cannot ask for much memory or time.
public struct RecordLimits: Hashable, Sendable {
  /// How many arrays, maps and recursive records may be open at a time.
  public var maximumDepth: Int
  /// How many slots of 16 bytes a decoded record may take. A short record may take fewer.
  public var maximumSlots: Int
  /// How many array items that take no byte at all, such as nulls, a record may hold.
  public var maximumEmptyItems: Int

  /// How long the texts of defaults may be together that a record gets in place of what was not written: as much as the
  /// slots.
  var maximumDefaultBytes: Int {
    maximumSlots.multipliedReportingOverflow(by: MemoryLayout<RecordSlot>.stride).overflow
      ? .max : maximumSlots * MemoryLayout<RecordSlot>.stride
  }

  public init(maximumDepth: Int = 128, maximumSlots: Int = 1 << 24, maximumEmptyItems: Int = 1 << 16) {
    self.maximumDepth = maximumDepth
    self.maximumSlots = maximumSlots
    self.maximumEmptyItems = maximumEmptyItems
  }
}
