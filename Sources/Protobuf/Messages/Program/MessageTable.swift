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
  /// The entries of the numbers from 0 on, without a gap.
  var dense: UnsafePointer<FieldEntry>
  var denseCount: UInt32
  /// The entries of all other numbers, sorted, and behind them `FieldEntry.none`.
  var sparseCount: UInt32
  var sparse: UnsafePointer<FieldEntry>
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

  /// The entry of a field number above those of `dense`; `FieldEntry.none` if there is no such field.
  @inline(never) static func sparseEntry(
    of number: UInt32, in table: UnsafePointer<MessageTable>
  ) -> UnsafePointer<FieldEntry> {
    let entries = table.pointee.sparse
    let count = Int(table.pointee.sparseCount)
    var lower = 0
    var upper = count
    while lower < upper {
      let middle = (lower + upper) / 2
      let found = entries[middle].number
      if found == number { return entries + middle }
      if found < number { lower = middle + 1 } else { upper = middle }
    }
    return entries + count
  }
}
