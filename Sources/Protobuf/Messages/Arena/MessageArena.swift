import SchemaCore

/// The memory of one message and of all messages in it: a row of slots for each, the lists of repeated fields, and the
/// bytes of texts.
///
/// An arena is filled and read by a `ProtobufProgram`. It is meant to be used for many messages in turn: memory is kept
/// from one to the next, so that coding a message allocates nothing.
///
/// What reads the arena, such as a writer of JSON, starts at `root` with the program's root type and goes by the fields of
/// the types:
///
///     for field in type.fields where arena.isSet(field, in: message) {
///       if field.isRepeated {
///         for slot in arena.values(of: field, in: message) { … }
///       } else {
///         let slot = arena.value(of: field, in: message)
///         // slot.int64, slot.double, arena.content(of: slot) for text and bytes,
///         // slot.message with program.type(of: field) for messages
///       }
///     }
///
/// Maps are repeated messages with two fields, both always set. Of entries with one key the last counts:
/// `removeOverriddenEntries` takes away the others. What fills the arena starts with `begin` and goes on with `set`,
/// `append`, `openMessage`, `appendMessage` and `store`, in any order of fields.
///
/// An arena cannot be copied and nobody else knows its memory, so it may be handed from task to task.
public struct MessageArena: ~Copyable, @unchecked Sendable {
  /// A message that is open while its bytes are read.
  struct Frame {
    /// Where the bytes of the message end around the open one.
    var end: UnsafeRawPointer
    /// The row of the message around the open one, and the table of its type.
    var row: UnsafeMutablePointer<MessageSlot>
    var table: UnsafePointer<MessageTable>
    /// The field of the message around the open one, and where it begins.
    var entry: UnsafePointer<FieldEntry>
    var start: UnsafeRawPointer
    /// The number that must end the open message; 0 if it ends by its length.
    var group: UInt32
  }

  /// Bytes in front of the message's own that may be read.
  static let frontPadding = 16
  /// Bytes in front of `bytes` that may be read as well: an empty text that nobody stored has the offset zero.
  private static let margin = 16
  /// Zero bytes that follow the message's own, so that a tag and a varint that are cut off by the end come to an end.
  static let padding = 32

  private(set) var slots: UnsafeMutablePointer<MessageSlot>
  private(set) var slotCapacity = 32
  var slotCount = 0
  /// How many slots may be in use.
  private(set) var slotLimit = 0
  private(set) var bytes: UnsafeMutableRawPointer
  /// Without the padding.
  private(set) var byteCapacity = 96
  /// With the front padding.
  private(set) var byteCount = MessageArena.frontPadding
  /// Where bytes end that the decoder appended.
  private var extraEnd = 0
  private(set) var frames: UnsafeMutablePointer<Frame>
  private(set) var frameCapacity = 0
  var writingFrames = WritingFrames()
  /// The outermost message.
  var root = MessagePlace(slot: 0)
  /// The `ProtobufProgram.identifier` of the program whose message this is; 0 for none.
  var owner: UInt64 = 0

  /// An arena without a message.
  public init() {
    slots = .allocate(capacity: slotCapacity)
    bytes = Self.allocateBytes(byteCapacity)
    frames = .allocate(capacity: 0)
  }

  deinit {
    slots.deallocate()
    (bytes - Self.margin).deallocate()
    frames.deallocate()
  }

  /// Memory for so many bytes, with what may be read in front of them and behind.
  private static func allocateBytes(_ count: Int) -> UnsafeMutableRawPointer {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: margin + count + padding, alignment: 16)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: margin + frontPadding)
    return memory + margin
  }

  /// An arena with the same message. Places are the same too.
  init(copying other: borrowing MessageArena) {
    self.init()
    reset(for: other.owner, slotLimit: other.slotLimit)
    if other.slotCount > slotCapacity {
      slots.deallocate()
      slots = .allocate(capacity: other.slotCount)
      slotCapacity = other.slotCount
    }
    // Lists may have room that nobody has written to, which is copied as memory.
    UnsafeMutableRawPointer(slots).copyMemory(
      from: other.slots, byteCount: other.slotCount * MemoryLayout<MessageSlot>.stride)
    slotCount = other.slotCount
    appendBytes(UnsafeRawBufferPointer(start: other.bytes + byteCount, count: other.byteCount - byteCount))
    root = other.root
  }

  /// How much memory the arena has, whether it is in use or not.
  public var capacityInBytes: Int {
    byteCapacity + slotCapacity * MemoryLayout<MessageSlot>.stride + frameCapacity * MemoryLayout<Frame>.stride
      + writingFrames.capacityInBytes
  }

  /// Forgets the message and keeps the memory.
  mutating func reset(for owner: UInt64, slotLimit: Int) {
    self.owner = owner
    self.slotLimit = slotLimit
    slotCount = 0
    byteCount = Self.frontPadding
  }

  /// Copies the bytes of an encoded message to where the decoder expects them.
  @inline(__always) mutating func load(_ message: UnsafeRawBufferPointer, for owner: UInt64, slotLimit: Int) {
    reset(for: owner, slotLimit: slotLimit)
    appendBytes(message)
    extraEnd = byteCount + Self.padding
    let zeros = SIMD16<UInt8>(repeating: 0)
    (bytes + byteCount).storeBytes(of: zeros, as: SIMD16<UInt8>.self)
    (bytes + (byteCount + 16)).storeBytes(of: zeros, as: SIMD16<UInt8>.self)
  }

  /// Appends bytes behind the padding, while a message is decoded; nil if there is no room, for the memory must not move
  /// now.
  mutating func appendBehindPadding(_ content: [UInt8]) -> Int? {
    let offset = extraEnd
    guard offset + content.count <= byteCapacity else { return nil }
    content.withUnsafeBytes { (bytes + offset).copyMemory(from: $0.baseAddress.unsafelyUnwrapped, byteCount: $0.count) }
    extraEnd += content.count
    return offset
  }

  /// Takes the slots and bytes that a decoder used.
  @inline(__always) mutating func finishDecoding(slotCount: Int) {
    self.slotCount = slotCount
    root = MessagePlace(slot: 0)
    if extraEnd > byteCount + Self.padding { byteCount = extraEnd }
  }

  @inline(__always) mutating func appendBytes(_ content: UnsafeRawBufferPointer) {
    if byteCount + content.count > byteCapacity { growBytes(to: byteCount + content.count) }
    if let start = content.baseAddress { (bytes + byteCount).copyMemory(from: start, byteCount: content.count) }
    byteCount += content.count
  }

  @inline(never) mutating func growBytes(to count: Int) {
    byteCapacity = max(count, 2 * byteCapacity)
    let grown = Self.allocateBytes(byteCapacity)
    grown.copyMemory(from: bytes, byteCount: byteCount)
    (bytes - Self.margin).deallocate()
    bytes = grown
  }

  /// Makes room for `count` slots in all, if the limit allows them; the first `slotCount` keep their content.
  @inline(__always) mutating func reserveSlots(_ count: Int) -> Bool {
    count <= slotCapacity || growSlots(to: count)
  }

  @inline(never) private mutating func growSlots(to count: Int) -> Bool {
    guard count <= slotLimit else { return false }
    slotCapacity = max(count, min(2 * slotCapacity, slotLimit))
    let grown = UnsafeMutablePointer<MessageSlot>.allocate(capacity: slotCapacity)
    grown.moveInitialize(from: slots, count: slotCount)
    slots.deallocate()
    slots = grown
    return true
  }

  /// Makes room for more open messages while bytes are read, of at most `limit`; false if there are as many.
  @inline(never) mutating func growFrames(limit: Int) -> Bool {
    guard frameCapacity < limit else { return false }
    frameCapacity = min(limit, max(8, 2 * frameCapacity))
    frames.deallocate()
    frames = .allocate(capacity: frameCapacity)
    return true
  }

  /// Has the processor fetch the message if it is in none of its caches any more: one byte of each cache line, all at once.
  /// The encoder goes from row to row in an order that no processor foresees, and would wait for one line after the
  /// other; a message of a kilobyte is written in less than half the time so.
  ///
  /// - Returns: 0 or 1, with which something must be done lest the compiler sees that all of it is good for nothing.
  @inline(__always) func fetched() -> Int {
    var bits: UInt64 = 0
    var place = 0
    // Rows and lists fill the slots without a gap, but lists may have room that nobody has written to.
    while place < min(slotCount, Self.fetchedBytes / 8) {
      bits |= slots[place].bits
      place &+= Self.cacheLine / 8
    }
    place = 0
    while place < min(byteCount, Self.fetchedBytes) {
      bits |= UInt64(bytes.load(fromByteOffset: place, as: UInt8.self))
      place &+= Self.cacheLine
    }
    return bits == .max ? 1 : 0
  }

  private static let cacheLine = 64
  /// Of longer messages the beginning is fetched, and the processor has seen where that leads.
  private static let fetchedBytes = 1 << 14
}
