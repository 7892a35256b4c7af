import SchemaCore

/// What the containers of one record share: its slots, and what was learned about the types that read them.
///
/// Every decoder and container holds a reference. The next record takes the session over only if nobody else holds one
/// any more, so that a container that outlives its call goes on reading its own record.
final class DecodingSession {
  /// Where a keyed container was read last. It belongs to a level of nesting, and holds for any container of that level
  /// that begins at the same slot with the same node. A container sets it when it is made, so none is of an earlier
  /// record.
  struct Cursor {
    var start: Int32 = -1
    var node: Int32 = -1
    /// The field or entry that begins at `slot`.
    var place: Int32 = 0
    var slot: Int32 = 0
  }

  /// How the values of a node were read the last time.
  struct Memory {
    var type: ObjectIdentifier?
    var direct: (any SlotDecodable.Type)?
    /// For enums of one byte that stand for symbols: from the place of the symbol to the byte plus one.
    var symbols: UnsafeMutablePointer<UInt16>?
    var readsSymbols = false
  }

  /// What is read at every step. It stands outside the object, whose variables are guarded at each access.
  struct State {
    var slots: UnsafePointer<RecordSlot>
    var bytes: UnsafeRawPointer
    let nodes: UnsafeMutablePointer<CodableNode>
    let children: UnsafeMutablePointer<Int32>
    let cursors: UnsafeMutablePointer<Cursor>
    /// Two for each node: for the type that is asked for, and for the type that it asks for instead of itself.
    let memories: UnsafeMutablePointer<Memory>
  }

  /// How deep values may be nested in one another: each level takes space on the stack.
  static let maximumNesting = AvroProgram.maximumNesting

  let layout: CodableLayout
  let keys: KeyFields
  let userInfo: [CodingUserInfoKey: any Sendable]
  let state: UnsafeMutablePointer<State>
  private(set) var arena = RecordArena()
  /// Where entries of large maps begin, for those that are not read in their order.
  private var mapEntries: [Int32: [[UInt8]: Int32]] = [:]
  /// The value whose type threw the error that is on its way, and the level that the error has come up to.
  private var failure: (slot: SlotDecoder.Place, level: Int32)?

  init(_ layout: CodableLayout, userInfo: [CodingUserInfoKey: any Sendable]) {
    self.layout = layout
    self.userInfo = userInfo
    keys = KeyFields(layout)
    let cursors = UnsafeMutablePointer<Cursor>.allocate(capacity: Self.maximumNesting + 1)
    cursors.initialize(repeating: Cursor(), count: Self.maximumNesting + 1)
    let memories = UnsafeMutablePointer<Memory>.allocate(capacity: 2 * layout.nodeCount)
    memories.initialize(repeating: Memory(), count: 2 * layout.nodeCount)
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(
        slots: UnsafePointer(arena.slots), bytes: UnsafeRawPointer(arena.bytes), nodes: layout.nodes,
        children: layout.children, cursors: cursors, memories: memories))
  }

  deinit {
    for place in 0..<2 * layout.nodeCount { state.pointee.memories[place].symbols?.deallocate() }
    state.pointee.memories.deallocate()
    state.pointee.cursors.deallocate()
    state.deallocate()
  }

  var capacityInBytes: Int { arena.capacityInBytes }

  /// Reads a record from bytes.
  func load(_ record: UnsafeRawBufferPointer) throws(CodecError) {
    try layout.program.decode(record, into: &arena)
    guard arena.slotCount < Int(Int32.max) else {
      throw CodecError(.limit, "the record has more than \(Int32.max) values")
    }
    state.pointee.slots = UnsafePointer(arena.slots)
    state.pointee.bytes = UnsafeRawPointer(arena.bytes)
    if !mapEntries.isEmpty { mapEntries = [:] }
    failure = nil
  }

  /// The entries of a map by their keys, which are gathered when they are first asked for.
  func entries(ofMapAt slot: Int32, gather: () -> [[UInt8]: Int32]) -> [[UInt8]: Int32] {
    if let known = mapEntries[slot] { return known }
    let entries = gather()
    mapEntries[slot] = entries
    return entries
  }

  /// Keeps where an error began, on its way up through the values around it.
  func note(failureAt place: SlotDecoder.Place, level: Int32) {
    if let failure, failure.level == level + 1 {
      self.failure = (failure.slot, level)
    } else {
      failure = (place, level)
    }
  }

  /// The path to the value whose type threw last.
  var failurePath: [CodingStep] { failure.map { SlotPath.steps(to: $0.slot, in: self) } ?? [] }
}
