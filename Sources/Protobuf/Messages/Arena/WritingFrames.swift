/// Room for the messages that are open while bytes are written.
struct WritingFrames: ~Copyable {
  struct Frame {
    /// The row of the message around the open one, the table of its type, and what is left to write of it: the fields
    /// of one word, and the words in front of it.
    var row: UnsafePointer<MessageSlot>
    var table: UnsafePointer<MessageTable>
    var bits: UInt64
    var word: Int
    /// The field of the message around the open one, and the first of its messages.
    var entry: UnsafePointer<EncodingEntry>
    var values: UnsafePointer<MessageSlot>
    /// How many messages of the field are left in front of the open one.
    var left: Int
    /// How many bytes were written when the open message was begun.
    var written: Int
  }

  /// Room for the frames, whose content only the encoder knows.
  private(set) var all = UnsafeMutableBufferPointer<Frame>(start: nil, count: 0)

  deinit { all.deallocate() }

  var capacityInBytes: Int { all.count * MemoryLayout<Frame>.stride }

  /// Makes room for more, of at most `limit`; false if there is room for as many. Nothing is kept.
  @inline(never) mutating func grow(limit: Int) -> Bool {
    guard all.count < limit else { return false }
    let count = min(limit, max(8, 2 * all.count))
    all.deallocate()
    all = .allocate(capacity: count)
    return true
  }
}
