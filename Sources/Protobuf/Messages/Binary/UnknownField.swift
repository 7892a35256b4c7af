import SchemaCore

/// Fields that a message's type does not know, which are kept as bytes.
enum UnknownField {
  /// Where what follows the field begins; behind the end if the field is not whole or makes no sense.
  ///
  /// - Parameter maximumDepth: How many groups may be open in it.
  @inline(never) static func skip(
    _ tag: UInt32, _ content: UnsafeRawPointer, _ end: UnsafeRawPointer, maximumDepth: Int
  ) -> UnsafeRawPointer {
    var position = content
    var tag = tag
    var open: [UInt32] = []
    while true {
      switch WireType(rawValue: UInt8(tag & 7)) {
      case .varint:
        let length = Varint.read(position).length
        if length == 0 { return end + 1 }
        position += length
      case .fixed64: position += 8
      case .fixed32: position += 4
      case .lengthDelimited:
        let (count, length) = Varint.read(position)
        position += length
        guard length > 0, position <= end, count <= UInt64(end - position) else { return end + 1 }
        position += Int(count)
      case .startGroup:
        guard open.count < maximumDepth else { return end + 1 }
        open.append(tag >> 3)
      case .endGroup:
        guard open.popLast() == tag >> 3 else { return end + 1 }
      case nil: return end + 1
      }
      if open.isEmpty || position >= end { return open.isEmpty ? position : end + 1 }
      let (next, length) = Varint.read(position)
      guard length > 0 && length <= 5, next >= 8, let following = UInt32(exactly: next) else { return end + 1 }
      position += length
      tag = following
    }
  }
}
