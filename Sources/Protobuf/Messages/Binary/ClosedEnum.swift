/// Numbers of closed enums that have no name, among packed ones: they become unknown fields, each of its own, as if they
/// had not been packed (Protobuf language guide for proto2, Enum Behavior).
enum ClosedEnum {
  enum Outcome {
    /// Where the free slots begin now.
    case moved(free: UnsafeMutablePointer<MessageSlot>)
    case failed(MessageDecodingFailure.Reason)
  }

  /// Moves the numbers without a name from the end of a list to the unknown fields.
  ///
  /// - Parameter listed: How many numbers in front of the list's others were there before.
  @inline(never) static func moveUnknown(
    _ numbers: EnumNumbers, from listed: Int, _ head: UnsafeMutablePointer<MessageSlot>,
    _ entry: UnsafePointer<FieldEntry>, _ row: UnsafeMutablePointer<MessageSlot>,
    _ table: UnsafePointer<MessageTable>, _ space: SlotSpace, _ arena: inout MessageArena
  ) -> Outcome {
    var space = space
    let count = Int(head.pointee.uint32)
    var kept = listed
    var unknown: [Int32] = []
    for place in listed..<count {
      let value = head[1 + place]
      if numbers.contains(value.int32) {
        head[1 + kept] = value
        kept += 1
      } else {
        unknown.append(value.int32)
      }
    }
    head.pointee.bits -= UInt64(count - kept)
    if listed == 0 { space.trim(head) }
    for value in unknown {
      var writer = WireWriter()
      writer.write(value, as: Int32(bitPattern: entry.pointee.number))
      guard let offset = arena.appendBehindPadding(writer.bytes) else { return .failed(.bytes) }
      let start = UnsafeRawPointer(arena.bytes + offset)
      guard space.append(unknown: start..<start + writer.bytes.count, arena.bytes, to: row, table) else {
        return .failed(.slots)
      }
    }
    return .moved(free: space.free)
  }
}
