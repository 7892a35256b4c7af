/// What the decoder and the encoder know of a message type: where its fields are in a row, and how to find them by number.
///
/// A message is a row of slots:
///
/// | slots | what |
/// | --- | --- |
/// | `presenceWords` | a bit for each field that is set, by its index, and one more for unknown fields |
/// | one for each oneof | 0, or the index of the member that is set, and one more |
/// | one | the list of unknown fields |
/// | one for each field, the members of a oneof sharing theirs | the value |
///
/// Only the first two kinds are cleared when a row is made: what a bit does not announce is not there.
struct MessageTable {
  /// The entries of the numbers from 0 to `denseCount`, in the way in which the fields are declared. Numbers that no field
  /// has, and the last one, have an entry that no tag is equal to.
  var dense: UnsafePointer<FieldEntry>
  var denseCount: UInt32
  /// All other entries, sorted by tag: those of greater numbers, and those of numbers that are packed or not against the
  /// declaration. Behind them stand those for what is no field: unknown numbers, ends of groups, and nonsense.
  var otherCount: UInt32
  var others: UnsafePointer<FieldEntry>
  /// The fields by their index, for writing, and behind them one for unknown fields.
  var encoding: UnsafePointer<EncodingEntry>
  var fieldCount: UInt32
  /// How many slots are cleared when a row is made.
  var clearedSlots: UInt32
  var slotCount: UInt32
  var unknownSlot: UInt32
  var presenceWords: UInt32
  var isMapEntry: Bool
  /// For the entries of maps: the value that is taken for one that is missing, if it is a number.
  var missingValue: UInt64

  /// The entry for a tag that is not that of the entry under its number in `dense`.
  @inline(never) static func otherEntry(
    of tag: UInt32, in table: UnsafePointer<MessageTable>
  ) -> UnsafePointer<FieldEntry> {
    let entries = table.pointee.others
    let count = Int(table.pointee.otherCount)
    var lower = 0
    var upper = count
    while lower < upper {
      let middle = (lower + upper) / 2
      let found = entries[middle].tag
      if found == tag { return entries + middle }
      if found < tag { lower = middle + 1 } else { upper = middle }
    }
    guard tag >= 8, let wireType = WireType(rawValue: UInt8(tag & 7)) else { return entries + (count + 2) }
    return entries + (wireType == .endGroup ? count + 1 : count)
  }

  /// What stands behind the other entries.
  static let noFields = [FieldEntry(.unknown), FieldEntry(.endGroup), FieldEntry(.invalid)]

  /// The entry of a tag; nil if the type has no such field.
  static func field(_ tag: UInt32, in table: UnsafePointer<MessageTable>) -> UnsafePointer<FieldEntry>? {
    // The greatest number with a wire type that there is not: entries of no field have it.
    if tag == .max { return nil }
    let entry = table.pointee.dense + Int(min(tag >> 3, table.pointee.denseCount))
    if entry.pointee.tag == tag { return entry }
    let other = otherEntry(of: tag, in: table)
    return other.pointee.tag == tag ? other : nil
  }
}
