/// Entries of maps, which are messages with two fields of which others see both always.
enum MapEntry {
  /// The presence of the key, the value and unknown fields.
  private static let key: UInt64 = 0b001
  private static let value: UInt64 = 0b010
  private static let unknown: UInt64 = 0b100

  /// Makes whole an entry that lacks a field or has one too many, and returns where the free slots begin then; nil if
  /// there is no room.
  ///
  /// An entry whose value is a number that its closed enum has no name for becomes an unknown field of the message
  /// around it.
  @inline(never) static func complete(
    _ row: UnsafeMutablePointer<MessageSlot>, _ table: UnsafePointer<MessageTable>,
    _ frame: UnsafeMutablePointer<MessageArena.Frame>, end: UnsafeRawPointer, _ base: UnsafeRawPointer,
    _ space: SlotSpace, _ tables: UnsafePointer<MessageTable>
  ) -> UnsafeMutablePointer<MessageSlot>? {
    var space = space
    let present = row.pointee.bits
    let valueEntry = table.pointee.dense + 2
    let outer = frame.pointee
    if present & value == 0 && present & unknown != 0 && valueEntry.pointee.operation == .closedEnum {
      space.first[outer.row[Int(outer.entry.pointee.slot)].list].bits -= 1
      return space.append(unknown: outer.start..<end, base, to: outer.row, outer.table) ? space.free : nil
    }
    if present & key == 0 {
      row[Int(table.pointee.dense[1].slot)] = MessageSlot(0 as UInt64)
    }
    if present & value == 0 {
      var missing = MessageSlot(table.pointee.missingValue)
      if valueEntry.pointee.operation == .message || valueEntry.pointee.operation == .group {
        guard let empty = space.makeRow(tables + Int(valueEntry.pointee.type)) else { return nil }
        missing = space.place(of: empty)
      }
      row[Int(valueEntry.pointee.slot)] = missing
    }
    row.pointee.bits = key | value
    return space.free
  }
}
