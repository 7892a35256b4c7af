import SchemaCore

/// What the containers of one record share: its slots, and what was learned about the types that read them. It is used
/// for many records in turn.
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

  /// What decoders and containers look at. Those that outlived their record may look at `record` alone.
  struct State {
    /// The number of the record that is being read. Nobody keeps a container for 2^32 records.
    var record: UInt32
    var slots: UnsafePointer<RecordSlot>
    var bytes: UnsafeRawPointer
    var nodes: UnsafeMutablePointer<CodableNode>
    var children: UnsafeMutablePointer<Int32>
    var cursors: UnsafeMutablePointer<Cursor>
    /// Two for each node: for the type that is asked for, and for the type that it asks for instead of itself.
    var memories: UnsafeMutablePointer<Memory>
    /// For each node the keys that read it last.
    var uses: UnsafeMutablePointer<UnsafeMutablePointer<KeyUse>?>
    var session: Unmanaged<DecodingSession>
  }

  /// How deep values may be nested in one another: each level takes space on the stack.
  static let maximumNesting = AvroProgram.maximumNesting

  private static let blocks = LastingBlocks<State>()

  let layout: CodableLayout
  let keys: KeyFields
  let userInfo: [CodingUserInfoKey: any Sendable]
  private let state: UnsafeMutablePointer<State>
  private let arena: UnsafeMutablePointer<RecordArena>
  private let cursors: UnsafeMutablePointer<Cursor>
  private let memories: UnsafeMutablePointer<Memory>
  /// Where entries of large maps begin, for those that are not read in their order.
  private var mapEntries: [Int32: [[UInt8]: Int32]] = [:]
  /// The value whose type threw an error of its own, and the level that the error has come up to.
  private var failure: (slot: SlotDecoder.Place, level: Int32)?

  init(_ layout: CodableLayout, userInfo: [CodingUserInfoKey: any Sendable]) {
    self.layout = layout
    self.userInfo = userInfo
    keys = KeyFields(layout)
    arena = .allocate(capacity: 1)
    arena.initialize(to: RecordArena())
    cursors = .allocate(capacity: Self.maximumNesting + 1)
    cursors.initialize(repeating: Cursor(), count: Self.maximumNesting + 1)
    memories = .allocate(capacity: 2 * layout.nodeCount)
    memories.initialize(repeating: Memory(), count: 2 * layout.nodeCount)
    state = Self.blocks.take()
    state.pointee.nodes = layout.nodes
    state.pointee.children = layout.children
    state.pointee.cursors = cursors
    state.pointee.memories = memories
    state.pointee.uses = keys.last
    state.pointee.session = Unmanaged.passUnretained(self)
  }

  deinit {
    for place in 0..<2 * layout.nodeCount { memories[place].symbols?.deallocate() }
    memories.deallocate()
    cursors.deallocate()
    arena.deinitialize(count: 1)
    arena.deallocate()
    Self.blocks.keep(state)
  }

  var capacityInBytes: Int { arena.pointee.capacityInBytes }

  /// Reads a record from bytes.
  func load(_ record: UnsafeRawBufferPointer) throws(CodecError) {
    try layout.program.decode(record, into: &arena.pointee)
    guard arena.pointee.slotCount < Int(Int32.max) else {
      throw CodecError(.limit, "the record has more than \(Int32.max) values")
    }
    state.pointee.slots = UnsafePointer(arena.pointee.slots)
    state.pointee.bytes = UnsafeRawPointer(arena.pointee.bytes)
    if !mapEntries.isEmpty { mapEntries = [:] }
    failure = nil
  }

  /// Reads the record as a value of a type.
  func value<Value: Decodable>(_ type: Value.Type) throws(CodecError) -> Value {
    do {
      return try root.value(type)
    } catch {
      throw CodecError(decoding: error, path: failurePath, offset: byteOffset)
    }
  }

  /// Where in the record the value of a path begins. It is not looked for in records of another schema than the types see,
  /// as their fields may have other names.
  private func byteOffset(of path: [any CodingKey]) -> Int? {
    if layout.program.resolution != nil { return nil }
    return FieldLocator.offset(
      of: path, in: arena.pointee.bytes(from: arena.pointee.recordStart), layout.program.writerLayout)
  }

  /// Tells the containers of the record that it is over.
  func end() { state.pointee.record &+= 1 }

  /// The decoder of the whole record.
  var root: SlotDecoder {
    SlotDecoder(state: state, place: SlotDecoder.Place(slot: 0, node: 0), level: 0, record: state.pointee.record)
  }

  /// The entries of a map by their keys, which are gathered when they are first asked for.
  func entries(ofMapAt slot: Int32, gather: () -> [[UInt8]: Int32]) -> [[UInt8]: Int32] {
    if let known = mapEntries[slot] { return known }
    let entries = gather()
    mapEntries[slot] = entries
    return entries
  }

  /// Keeps where an error that says no place itself began, on its way up through the values around it.
  func note(_ error: any Error, at place: SlotDecoder.Place, level: Int32) {
    if error is DecodingError || error is CodecError { return }
    failure = (failure.flatMap { $0.level > level ? $0.slot : nil } ?? place, level)
  }

  /// The path to the value whose type threw last.
  var failurePath: [CodingStep] { failure.map { SlotPath.steps(to: $0.slot, from: root) } ?? [] }
}
