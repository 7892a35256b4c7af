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

  private var memory: UnsafeMutablePointer<Frame>?
  private(set) var count = 0

  deinit { memory?.deallocate() }

  /// The first of them, or somewhere if there are none.
  var first: UnsafeMutablePointer<Frame> { memory ?? Self.nowhere }

  var capacityInBytes: Int { count * MemoryLayout<Frame>.stride }

  /// Makes room for more, of at most `limit`; false if there is room for as many. Nothing is kept.
  @inline(never) mutating func grow(limit: Int) -> Bool {
    guard count < limit else { return false }
    count = min(limit, max(8, 2 * count))
    memory?.deallocate()
    memory = .allocate(capacity: count)
    return true
  }

  private static var nowhere: UnsafeMutablePointer<Frame> {
    UnsafeMutablePointer(bitPattern: MemoryLayout<Frame>.alignment).unsafelyUnwrapped
  }
}
