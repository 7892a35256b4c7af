import SchemaCore

/// Looks at a tape. Valid as long as what the tape holds.
struct JSONTapeView {
  let slots: UnsafeMutablePointer<JSONSlot>
  let text: UnsafeMutablePointer<UInt8>

  init(slots: UnsafeMutablePointer<JSONSlot>, text: UnsafeMutablePointer<UInt8>) {
    self.slots = slots
    self.text = text
  }

  subscript(_ index: Int) -> JSONSlot {
    @inline(__always) get { slots[index] }
  }

  /// The slot behind a value and all that it holds.
  @inline(__always) func next(after index: Int) -> Int {
    let slot = slots[index]
    return slot.tag == .array || slot.tag == .object ? slot.end : index &+ 1
  }

  /// The bytes of a string or a number, with readable bytes behind them.
  @inline(__always) func bytes(of slot: JSONSlot) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text + Int(slot.offset), count: slot.length)
  }

  /// A string's text.
  func string(of slot: JSONSlot) -> String {
    // The whole text was found to be UTF-8 when it was read, and escapes stand for scalars.
    String(copying: UTF8Span(unchecked: bytes(of: slot).span))
  }

  /// A number with all its digits.
  func number(of slot: JSONSlot) -> ExactNumber {
    slot.tag == .integer ? ExactNumber(slot.integer) : ExactNumber(bytes(of: slot))
  }

  /// Calls `body` with the name and the value of each member of an object that counts.
  @inline(__always) func eachMember<Failure: Error>(
    of object: Int, _ body: (_ name: JSONSlot, _ value: Int) throws(Failure) -> Void
  ) throws(Failure) {
    let end = slots[object].end
    var place = object &+ 1
    while place < end {
      let name = slots[place]
      if name.tag == .string { try body(name, place &+ 1) }
      place = next(after: place &+ 1)
    }
  }

  /// The pointer to a value in the text that begins at slot 0.
  func pointer(to target: Int) -> JSONPointer {
    var pointer = JSONPointer.root
    var container = 0
    while container < target {
      let isObject = slots[container].tag == .object
      var place = container + 1
      var index = 0
      // The child that the target is in, or is. Names are children of nobody: they count as their values.
      while next(after: isObject ? place + 1 : place) <= target {
        place = next(after: isObject ? place + 1 : place)
        index += 1
      }
      pointer = isObject ? pointer.appending(string(of: slots[place])) : pointer.appending(index)
      container = isObject ? place + 1 : place
    }
    return pointer
  }
}
