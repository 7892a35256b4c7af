extension RecordLimits {
  /// How many slots a value may take for each of its bytes. One would do where each value takes a byte, but recursive
  /// records take a slot more, and in large schemas all records do.
  private static let slotsPerByte = 8
  /// How many slots any record may take, for items that take no bytes: 2 MiB.
  private static let freeSlots = 1 << 17

  /// The limits for a record of so many bytes, so that a short one cannot ask for all the slots that a long one may.
  ///
  /// - Parameter defaultSlots: how many slots each of its records may take for what was not written.
  func forRecord(ofBytes count: Int, defaultSlots: Int = 0) -> RecordLimits {
    let (paid, isHuge) = count.multipliedReportingOverflow(by: Self.slotsPerByte + defaultSlots)
    let (slots, overflows) = paid.addingReportingOverflow(max(Self.freeSlots, maximumEmptyItems))
    var limits = self
    if !isHuge && !overflows { limits.maximumSlots = min(maximumSlots, slots) }
    return limits
  }
}

extension RecordArena {
  /// How long the record may become as text: the names of fields that take no byte, such as nulls, could make any length
  /// of a few bytes.
  var maximumTextBytes: Int { max(1 << 24, 256 * (byteCount + slotCount)) }
}
