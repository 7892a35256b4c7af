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
  /// A message that is open while its bytes are read or written.
  struct Frame {
    /// Where the message ends around the open one.
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
  /// Zero bytes that follow the message's own, so that a tag and a varint that are cut off by the end come to an end.
  static let padding = 32

  private(set) var slots: UnsafeMutablePointer<MessageSlot>
  private(set) var slotCapacity = 64
  var slotCount = 0
  /// How many slots may be in use.
  private(set) var slotLimit = 0
  private(set) var bytes: UnsafeMutableRawPointer
  /// Without the padding.
  private(set) var byteCapacity = 208
  /// With the front padding.
  private(set) var byteCount = MessageArena.frontPadding
  /// Where bytes end that the decoder appended.
  private var extraEnd = 0
  private(set) var frames: UnsafeMutablePointer<Frame>
  private(set) var frameCapacity = 0
  /// Where the bytes of a message are written, from the end to the front.
  private(set) var output: UnsafeMutableRawPointer
  private(set) var outputCapacity = 0
  /// The outermost message.
  var root = MessagePlace(slot: 0)
  /// The `ProtobufProgram.identifier` of the program whose message this is; 0 for none.
  var owner: UInt64 = 0

  /// An arena without a message.
  public init() {
    slots = .allocate(capacity: slotCapacity)
    bytes = .allocate(byteCount: byteCapacity + Self.padding, alignment: 16)
    frames = .allocate(capacity: 0)
    output = .allocate(byteCount: 0, alignment: 16)
    bytes.initializeMemory(as: UInt8.self, repeating: 0, count: Self.frontPadding)
  }

  deinit {
    slots.deallocate()
    bytes.deallocate()
    frames.deallocate()
    output.deallocate()
  }

  /// How much memory the arena has, whether it is in use or not.
  var capacityInBytes: Int {
    byteCapacity + slotCapacity * MemoryLayout<MessageSlot>.stride + frameCapacity * MemoryLayout<Frame>.stride
      + outputCapacity
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
    let grown = UnsafeMutableRawPointer.allocate(byteCount: byteCapacity + Self.padding, alignment: 16)
    grown.copyMemory(from: bytes, byteCount: byteCount)
    bytes.deallocate()
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

  /// Makes room for so many open messages.
  @inline(__always) mutating func reserveFrames(_ count: Int) {
    if count > frameCapacity { growFrames(to: count) }
  }

  @inline(never) private mutating func growFrames(to count: Int) {
    frames.deallocate()
    frames = .allocate(capacity: count)
    frameCapacity = count
  }

  /// Makes room for so many bytes of output, whose content is lost, or kept at the end of it.
  @inline(never) mutating func growOutput(to count: Int, keepingLast kept: Int) {
    let capacity = max(count, 2 * outputCapacity)
    let grown = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    (grown + (capacity - kept)).copyMemory(from: output + (outputCapacity - kept), byteCount: kept)
    output.deallocate()
    output = grown
    outputCapacity = capacity
  }
}
