/// The memory of one record: a row of slots with its values in the schema's order, and the bytes of its strings.
///
/// An arena is filled and read by the `AvroProgram` of the record's schema. It is meant to be used for many records in
/// turn: memory is kept from one to the next, so that coding a record allocates nothing.
///
/// An arena cannot be copied and nobody else knows its memory, so it may be handed from task to task.
public struct RecordArena: ~Copyable, @unchecked Sendable {
  /// An array, map or shared record that is open while a record is coded.
  struct Frame {
    /// Items left to do, or the instruction to return to.
    var value: Int
    /// The slot of the array or shared record.
    var head: Int
  }

  /// Zero bytes that follow the record's own, so that a wide load at its last byte stays inside the memory and so
  /// that a varint cut off by the end comes to an end.
  static let padding = 16

  private(set) var slots: UnsafeMutablePointer<RecordSlot>
  private(set) var slotCapacity = 16
  var slotCount = 0
  private(set) var bytes: UnsafeMutableRawPointer
  private(set) var byteCapacity = 112
  private(set) var byteCount = 0
  /// Where the loaded record begins; in front of it stand the texts of defaults.
  private(set) var recordStart = 0
  /// How many bytes slots stand for beyond `byteCount`, because more than one slot stands for the same.
  private(set) var repeatedByteCount = 0
  private(set) var frames: UnsafeMutablePointer<Frame>
  private(set) var frameCapacity = 0
  /// Where rows of slots are put in another order; see `RecordArena+Permutation`.
  var marks: UnsafeMutablePointer<Int>?
  var markCapacity = 0
  var moved: UnsafeMutablePointer<RecordSlot>?
  var movedCapacity = 0
  /// The `AvroProgram.identifier` of the program whose record this is; 0 for none.
  var owner: UInt64 = 0

  /// An arena without a record.
  public init() {
    slots = Self.allocatedSlots(slotCapacity)
    bytes = .allocate(byteCount: byteCapacity + Self.padding, alignment: 16)
    frames = .allocate(capacity: frameCapacity)
  }

  deinit {
    slots.deallocate()
    bytes.deallocate()
    frames.deallocate()
    marks?.deallocate()
    moved?.deallocate()
  }

  /// How much memory the arena has, whether it is in use or not.
  public var capacityInBytes: Int {
    byteCapacity + (slotCapacity + movedCapacity) * MemoryLayout<RecordSlot>.stride
      + frameCapacity * MemoryLayout<Frame>.stride + markCapacity * MemoryLayout<Int>.stride
  }

  /// The slots in use.
  var values: UnsafeBufferPointer<RecordSlot> { UnsafeBufferPointer(start: slots, count: slotCount) }

  /// The bytes that a slot of a string, bytes or fixed stands for. Valid until the arena is filled again.
  func content(of slot: RecordSlot) -> UnsafeBufferPointer<UInt8> {
    let start = (bytes + slot.index).assumingMemoryBound(to: UInt8.self)
    return UnsafeBufferPointer(start: start, count: Int(slot.extent))
  }

  /// Forgets the record and keeps the memory.
  mutating func reset(for owner: UInt64) {
    self.owner = owner
    slotCount = 0
    byteCount = 0
    recordStart = 0
    repeatedByteCount = 0
  }

  /// Appends a slot and returns its place.
  @discardableResult mutating func append(_ slot: RecordSlot) -> Int {
    if slotCount == slotCapacity { reserveSlots(slotCount + 1) }
    (slots + slotCount).initialize(to: slot)
    slotCount += 1
    return slotCount - 1
  }

  /// Completes the slot of an array, map or shared record after its last item.
  mutating func close(_ head: Int) { slots[head].extent = UInt64(slotCount - head - 1) }

  /// Copies the bytes and returns the slot that stands for them.
  mutating func store(_ content: some Collection<UInt8>) -> RecordSlot {
    let offset = byteCount
    let copied: Void? = content.withContiguousStorageIfAvailable { appendBytes(UnsafeRawBufferPointer($0)) }
    if copied == nil { Array(content).withUnsafeBytes { appendBytes($0) } }
    return RecordSlot(offset: offset, count: byteCount - offset)
  }

  /// The bytes from an offset on.
  func bytes(from offset: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: bytes + offset, count: byteCount - offset)
  }

  /// Copies the bytes of an encoded record to where the decoder expects them, behind those of the defaults that it may
  /// get. The latter stay from the last record of the same owner.
  @inline(__always) mutating func load(
    _ record: UnsafeRawBufferPointer, behind resolution: Resolution?, for owner: UInt64
  ) {
    beginRecord()
    if let resolution, owner == self.owner, recordStart == resolution.bytes.count {
      byteCount = recordStart
    } else {
      byteCount = 0
      if let resolution { resolution.bytes.withUnsafeBytes { appendBytes($0) } }
    }
    recordStart = byteCount
    appendBytes(record)
    (bytes + byteCount).storeBytes(of: SIMD16<UInt8>(repeating: 0), as: SIMD16<UInt8>.self)
  }

  /// Gets ready for the next of several records that were loaded together.
  mutating func beginRecord() {
    slotCount = 0
    repeatedByteCount = 0
  }

  @inline(__always) private mutating func appendBytes(_ content: UnsafeRawBufferPointer) {
    if byteCount + content.count > byteCapacity { growBytes(byteCount + content.count) }
    if let start = content.baseAddress { (bytes + byteCount).copyMemory(from: start, byteCount: content.count) }
    byteCount += content.count
  }

  @inline(never) private mutating func growBytes(_ count: Int) {
    byteCapacity = max(count, 2 * byteCapacity)
    let grown = UnsafeMutableRawPointer.allocate(byteCount: byteCapacity + Self.padding, alignment: 16)
    grown.copyMemory(from: bytes, byteCount: byteCount)
    bytes.deallocate()
    bytes = grown
  }

  /// Makes room for `count` slots in all; the first `slotCount` keep their content.
  @inline(__always) mutating func reserveSlots(_ count: Int) {
    if count > slotCapacity { growSlots(to: count) }
  }

  /// Makes room for `count` slots and `slack` more behind those in use; false if that makes more than the limit.
  @inline(never) mutating func growSlots(by count: Int, slack: Int, limit: Int) -> Bool {
    guard count <= limit - slotCount else { return false }
    reserveSlots(slotCount + count + slack)
    return true
  }

  @inline(never) private mutating func growSlots(to count: Int) {
    slotCapacity = max(count, 2 * slotCapacity)
    let grown = Self.allocatedSlots(slotCapacity)
    grown.moveInitialize(from: slots, count: slotCount)
    slots.deallocate()
    slots = grown
  }

  /// Memory for so many slots, with the room behind them that `RecordSlot.copy` takes.
  static func allocatedSlots(_ count: Int) -> UnsafeMutablePointer<RecordSlot> {
    .allocate(capacity: count + RecordSlot.copyPadding)
  }

  /// Takes the rows that were moved for the slots.
  mutating func swapMoved() {
    guard let other = moved else { return }
    moved = slots
    slots = other
    swap(&slotCapacity, &movedCapacity)
  }

  /// Counts bytes of defaults that slots stand for once more; false if they are too many.
  mutating func repeatBytes(_ count: Int, _ limits: RecordLimits) -> Bool {
    repeatedByteCount += count
    return repeatedByteCount <= limits.maximumDefaultBytes
  }

  /// Makes room for more arrays and shared records than the `count` that are open, which are kept; false if that are as
  /// many as the limit allows.
  @inline(never) mutating func growFrames(keeping count: Int, limit: Int) -> Bool {
    guard count < limit else { return false }
    guard count == frameCapacity else { return true }
    let capacity = max(8, 2 * frameCapacity)
    let grown = UnsafeMutablePointer<Frame>.allocate(capacity: capacity)
    grown.moveInitialize(from: frames, count: count)
    frames.deallocate()
    frames = grown
    frameCapacity = capacity
    return true
  }
}
