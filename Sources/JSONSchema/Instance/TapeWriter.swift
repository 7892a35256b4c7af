/// Writes a text that was read as text without white space.
enum TapeWriter {
  /// Numbers are written as they were read, strings escaped where they must be, and of members with one name the last.
  static func write(_ view: JSONTapeView, to output: inout TextOutput) {
    // Where the containers end that are open. Slots stand in the order of the text, so no step goes back.
    var ends: [Int32] = []
    var place = 0
    while true {
      let slot = view[place]
      switch slot.tag {
      case .null: output.append("null" as StaticString)
      case .true: output.append("true" as StaticString)
      case .false: output.append("false" as StaticString)
      case .integer, .decimal: output.append(number: view.text + Int(slot.offset))
      case .string, .replacedName: output.append(utf8: view.bytes(of: slot))
      case .object where slot.count > 0, .array where slot.count > 0:
        output.append(slot.tag == .object ? UInt8(ascii: "{") : UInt8(ascii: "["))
        ends.append(Int32(truncatingIfNeeded: place))
        place &+= 1
        if slot.tag == .object { place = writeName(at: place, view, &output) }
        continue
      case .object: output.append("{}" as StaticString)
      case .array: output.append("[]" as StaticString)
      }
      place &+= 1
      while let open = ends.last {
        let container = view[Int(open)]
        let isObject = container.tag == .object
        if isObject { place = endOfReplaced(from: place, container.end, view) }
        if place < container.end {
          output.append(UInt8(ascii: ","))
          if isObject { place = writeName(at: place, view, &output) }
          break
        }
        output.append(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        ends.removeLast()
      }
      if ends.isEmpty { return }
    }
  }

  /// Writes the first name from a place on that counts, and returns the place of its value.
  @inline(__always) private static func writeName(
    at place: Int, _ view: JSONTapeView, _ output: inout TextOutput
  ) -> Int {
    let place = endOfReplaced(from: place, .max, view)
    output.append(utf8: view.bytes(of: view[place]))
    output.append(UInt8(ascii: ":"))
    return place &+ 1
  }

  /// Where the first member begins from a place on that counts, or where they end.
  @inline(__always) private static func endOfReplaced(from place: Int, _ end: Int, _ view: JSONTapeView) -> Int {
    var place = place
    while place < end, view[place].tag == .replacedName { place = view.next(after: place &+ 1) }
    return place
  }
}
