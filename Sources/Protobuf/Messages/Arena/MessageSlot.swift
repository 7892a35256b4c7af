/// One value in a `MessageArena`: 8 bytes.
///
/// | type | `bits` |
/// | --- | --- |
/// | bool | 0 or 1 |
/// | int32, sint32, sfixed32, int64, sint64, sfixed64, enums | the number, with its sign extended to 64 bits |
/// | uint32, fixed32, uint64, fixed64 | the number |
/// | float, double | its bits |
/// | string, bytes | offset of the bytes in the lower half, their count in the upper |
/// | message, group | place of its row among the slots |
/// | repeated fields and maps | place of the list: a slot with the count of values in its lower half and the count of values that there is room for in its upper, and then the values |
struct MessageSlot: BitwiseCopyable, Sendable {
  var bits: UInt64

  @inline(__always) init(_ bits: UInt64) { self.bits = bits }

  @inline(__always) init(_ value: Int64) { bits = UInt64(bitPattern: value) }

  @inline(__always) init(_ value: Bool) { bits = value ? 1 : 0 }

  @inline(__always) init(_ value: Double) { bits = value.bitPattern }

  @inline(__always) init(_ value: Float) { bits = UInt64(value.bitPattern) }

  /// Text or bytes.
  @inline(__always) init(offset: Int, count: Int) {
    bits = UInt64(truncatingIfNeeded: offset) | UInt64(truncatingIfNeeded: count) &<< 32
  }

  /// A message.
  @inline(__always) init(_ place: MessagePlace) { bits = UInt64(truncatingIfNeeded: place.slot) }

  @inline(__always) var bool: Bool { bits != 0 }
  @inline(__always) var int64: Int64 { Int64(bitPattern: bits) }
  @inline(__always) var int32: Int32 { Int32(truncatingIfNeeded: bits) }
  @inline(__always) var uint64: UInt64 { bits }
  @inline(__always) var uint32: UInt32 { UInt32(truncatingIfNeeded: bits) }
  @inline(__always) var double: Double { Double(bitPattern: bits) }
  @inline(__always) var float: Float { Float(bitPattern: uint32) }
  /// Where the bytes of text or bytes begin.
  @inline(__always) var offset: Int { Int(uint32) }
  /// How many bytes text or bytes have.
  @inline(__always) var count: Int { Int(bits &>> 32) }
  @inline(__always) var message: MessagePlace { MessagePlace(slot: Int(uint32)) }
  /// The place of a list among the slots.
  @inline(__always) var list: Int { Int(uint32) }
}

/// Where a message stands in an arena: the place of its row among the slots. It stays valid until the arena is filled
/// again, whatever is built meanwhile.
struct MessagePlace: Hashable, Sendable {
  var slot: Int
}
