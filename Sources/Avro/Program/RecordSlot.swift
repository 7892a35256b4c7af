/// One value in a `RecordArena`: 16 bytes.
///
/// | type | `bits` | `extent` |
/// | --- | --- | --- |
/// | boolean, int, long, float, double | the value | |
/// | string, bytes, fixed | offset of the bytes | their count |
/// | enum | place of the symbol | |
/// | union | place of the branch, whose slots follow | |
/// | array, map | count of items, whose slots follow | how many slots that is |
/// | shared record | | how many slots follow with its fields |
///
/// Null and the records themselves take no slot; a map's item is a string's slot and the value's. No slot says where it
/// stands itself or where others do, so a row of slots keeps its meaning when it is moved.
struct RecordSlot {
  var bits: UInt64
  var extent: UInt64

  init(_ bits: UInt64, extent: UInt64 = 0) {
    self.bits = bits
    self.extent = extent
  }

  init(_ value: Int64) { self.init(UInt64(bitPattern: value)) }

  init(offset: Int, count: Int) { self.init(UInt64(offset), extent: UInt64(count)) }

  var int64: Int64 { Int64(bitPattern: bits) }
  var double: Double { Double(bitPattern: bits) }
  var float: Float { Float(bitPattern: UInt32(truncatingIfNeeded: bits)) }
  /// The count of items, the branch, the symbol or the offset.
  var index: Int { Int(bits) }
}
