import SchemaCore

/// Writes the numbers of repeated fields, the last one first.
enum NumberEncoder {
  /// So many numbers are written without asking for room.
  private static let chunk = 64

  /// Writes numbers side by side; false if there is no room for them and a length and a tag.
  @inline(__always) static func writePacked(
    _ values: UnsafeBufferPointer<MessageSlot>, _ element: FieldOperation, _ writer: inout BackwardWriter
  ) -> Bool {
    guard let result = packed(values, element, writer) else { return false }
    writer = result
    return writer.hasRoom()
  }

  /// Writes numbers with the field's tag in front of each; false if there is no room for them.
  @inline(__always) static func writeUnpacked(
    _ values: UnsafeBufferPointer<MessageSlot>, _ entry: UnsafePointer<EncodingEntry>, _ writer: inout BackwardWriter
  ) -> Bool {
    guard let result = unpacked(values, entry, writer) else { return false }
    writer = result
    return true
  }

  @inline(never) private static func packed(
    _ values: UnsafeBufferPointer<MessageSlot>, _ element: FieldOperation, _ writer: BackwardWriter
  ) -> BackwardWriter? {
    switch element {
    case .fixed64: write(values, width: 8, writer) { $1.put(fixed64: $0.bits) }
    case .fixed32, .sfixed32: write(values, width: 4, writer) { $1.put(fixed32: $0.bits) }
    case .sint32, .sint64: write(values, width: Varint.maximumLength, writer) { $1.put(varint: $0.int64.zigzag) }
    default: write(values, width: Varint.maximumLength, writer) { $1.put(varint: $0.bits) }
    }
  }

  @inline(never) private static func unpacked(
    _ values: UnsafeBufferPointer<MessageSlot>, _ entry: UnsafePointer<EncodingEntry>, _ start: BackwardWriter
  ) -> BackwardWriter? {
    var writer = start
    for value in values.reversed() {
      guard writer.hasRoom() else { return nil }
      switch entry.pointee.element {
      case .fixed64: writer.put(fixed64: value.bits)
      case .fixed32, .sfixed32: writer.put(fixed32: value.bits)
      case .sint32, .sint64: writer.put(varint: value.int64.zigzag)
      default: writer.put(varint: value.bits)
      }
      writer.put(tagOf: entry)
    }
    return writer
  }

  @inline(__always) private static func write(
    _ values: UnsafeBufferPointer<MessageSlot>, width: Int, _ start: BackwardWriter,
    _ put: (MessageSlot, inout BackwardWriter) -> Void
  ) -> BackwardWriter? {
    var writer = start
    var left = values.count
    while left > 0 {
      let next = max(left &- chunk, 0)
      guard writer.hasRoom(for: (left &- next) &* width) else { return nil }
      while left > next {
        left &-= 1
        put(values[left], &writer)
      }
    }
    return writer
  }
}
