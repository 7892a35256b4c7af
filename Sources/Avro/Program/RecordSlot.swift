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

  /// How many slots there must be behind those that are copied, on both sides.
  static let copyPadding = 3

  /// Copies a row of slots, four at a time, as most rows are no longer: that takes no branch which depends on the length.
  /// So up to `copyPadding` more are read and written.
  @inline(__always) static func copy(
    _ count: Int, from source: UnsafePointer<RecordSlot>, to target: UnsafeMutablePointer<RecordSlot>
  ) {
    if count > 32 { return target.update(from: source, count: count) }
    var from = UnsafeRawPointer(source)
    var to = UnsafeMutableRawPointer(target)
    let end = to + count &* MemoryLayout<RecordSlot>.stride
    repeat {
      to.storeBytes(of: from.loadUnaligned(as: SIMD64<UInt8>.self), as: SIMD64<UInt8>.self)
      from += 4 &* MemoryLayout<RecordSlot>.stride
      to += 4 &* MemoryLayout<RecordSlot>.stride
    } while to < end
  }
}
