import SchemaCore

/// Reads the numbers of repeated fields, packed or one at a time.
enum NumberDecoder {
  /// How many numbers so many bytes can hold.
  @inline(__always) static func maximumCount(_ element: FieldOperation, bytes count: Int) -> Int {
    switch element {
    case .fixed64: count &>> 3
    case .fixed32, .sfixed32: count &>> 2
    default: count
    }
  }

  /// One number and where what follows it begins, which may be behind the end.
  @inline(never) static func read(
    _ element: FieldOperation, _ position: UnsafeRawPointer, _ end: UnsafeRawPointer
  ) -> (value: MessageSlot, rest: UnsafeRawPointer) {
    switch element {
    case .fixed64: return (fixed64(position), position + 8)
    case .fixed32: return (fixed32(position), position + 4)
    case .sfixed32: return (sfixed32(position), position + 4)
    default:
      let (bits, length) = Varint.read(position)
      return (number(element, bits), length > 0 ? position + length : end + 1)
    }
  }

  /// Reads packed numbers to slots, of which there are as many as `maximumCount` says, and returns their count; -1 if the
  /// last one goes beyond the end.
  @inline(never) static func read(
    _ element: FieldOperation, _ start: UnsafeRawPointer, _ end: UnsafeRawPointer,
    to slots: UnsafeMutablePointer<MessageSlot>
  ) -> Int {
    switch element {
    case .fixed64: fixed(start, end, width: 8, slots, fixed64)
    case .fixed32: fixed(start, end, width: 4, slots, fixed32)
    case .sfixed32: fixed(start, end, width: 4, slots, sfixed32)
    case .varint64: varints(start, end, slots) { MessageSlot($0) }
    case .sint64: varints(start, end, slots) { MessageSlot(Int64(zigzag: $0)) }
    default: varints(start, end, slots) { number(element, $0) }
    }
  }

  @inline(__always) private static func fixed(
    _ start: UnsafeRawPointer, _ end: UnsafeRawPointer, width: Int, _ slots: UnsafeMutablePointer<MessageSlot>,
    _ read: (UnsafeRawPointer) -> MessageSlot
  ) -> Int {
    let count = (end - start) / width
    if count &* width != end - start { return -1 }
    for place in 0..<count { (slots + place).initialize(to: read(start + width &* place)) }
    return count
  }

  @inline(__always) private static func varints(
    _ start: UnsafeRawPointer, _ end: UnsafeRawPointer, _ slots: UnsafeMutablePointer<MessageSlot>,
    _ convert: (UInt64) -> MessageSlot
  ) -> Int {
    var position = start
    var next = slots
    while position < end {
      let (bits, length) = Varint.read(position)
      if length == 0 { return -1 }
      next.initialize(to: convert(bits))
      next += 1
      position += length
    }
    return position == end ? next - slots : -1
  }

  @inline(__always) private static func fixed64(_ position: UnsafeRawPointer) -> MessageSlot {
    MessageSlot(UInt64(littleEndian: position.loadUnaligned(as: UInt64.self)))
  }

  @inline(__always) private static func fixed32(_ position: UnsafeRawPointer) -> MessageSlot {
    MessageSlot(UInt64(UInt32(littleEndian: position.loadUnaligned(as: UInt32.self))))
  }

  @inline(__always) private static func sfixed32(_ position: UnsafeRawPointer) -> MessageSlot {
    MessageSlot(Int64(Int32(littleEndian: position.loadUnaligned(as: Int32.self))))
  }

  @inline(__always) private static func number(_ element: FieldOperation, _ bits: UInt64) -> MessageSlot {
    switch element {
    case .bool: MessageSlot(bits != 0)
    case .uint32: MessageSlot(UInt64(UInt32(truncatingIfNeeded: bits)))
    case .sint32: MessageSlot(Int64(Int32(zigzag: UInt32(truncatingIfNeeded: bits))))
    case .sint64: MessageSlot(Int64(zigzag: bits))
    case .varint64: MessageSlot(bits)
    default: MessageSlot(Int64(Int32(truncatingIfNeeded: bits)))
    }
  }
}
