extension ProtoJSONWriter {
  mutating func writeList(
    _ list: MessageSlot, _ field: UnsafePointer<ProtoJSONField>, depth: Int
  ) throws(ProtoJSONProblem) {
    let head = slots + list.list
    let values = UnsafeBufferPointer(start: head + 1, count: Int(head.pointee.uint32))
    output.append(UInt8(ascii: "["))
    let quotes = options.quotesLongs ? 1 : 0
    // Numbers come by the thousand, so nothing is asked again for each of them.
    switch field.pointee.kind {
    case .double: appendNumbers(values) { NumberText.write($0.double, to: $1) }
    case .float: appendNumbers(values) { NumberText.write($0.float, to: $1) }
    case .int32: appendNumbers(values) { NumberText.write($0.int64, to: $1) }
    case .uint32: appendNumbers(values) { NumberText.write($0.uint64, to: $1) }
    case .int64:
      appendNumbers(values) { value, place in
        NumberText.write(quotes: quotes, to: place) { NumberText.write(value.int64, to: $0) }
      }
    case .uint64:
      appendNumbers(values) { value, place in
        NumberText.write(quotes: quotes, to: place) { NumberText.write(value.uint64, to: $0) }
      }
    default:
      for place in values.indices {
        if place > 0 { output.append(UInt8(ascii: ",")) }
        try writeValue(values[place], field, depth: depth)
      }
    }
    output.append(UInt8(ascii: "]"))
  }

  /// Appends what a step writes for each value, with commas between.
  @inline(__always) private mutating func appendNumbers(
    _ values: UnsafeBufferPointer<MessageSlot>,
    _ write: (MessageSlot, UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>
  ) {
    var first = 0
    while first < values.count {
      let end = min(values.count, first &+ Self.numbersAtOnce)
      output.reserve((end &- first) &* (NumberText.room &+ 1))
      let start = output.end
      var place = start
      for index in first..<end {
        place = write(values[index], place)
        place.pointee = UInt8(ascii: ",")
        place += 1
      }
      output.advance(place - start)
      first = end
    }
    // The last has no comma behind it.
    if first > 0 { output.cut(to: output.count &- 1) }
  }

  /// There is room for so many before the first is written.
  private static var numbersAtOnce: Int { 64 }
}
