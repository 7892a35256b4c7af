import SchemaCore

/// The memory that a record is encoded in, and what was learned about the types that were. It is used for many records
/// in turn.
final class EncodingStorage {
  /// How the values of a node were written the last time.
  struct Memory {
    var type: ObjectIdentifier?
    var direct: (any SlotEncodable.Type)?
    /// The branch of a union that is named as the type; -1 if none is.
    var namedBranch: Int32 = -1
    var writesSymbols = false
    /// For enums of one byte that stand for symbols: from the byte to the place of the symbol plus one.
    var symbols: UnsafeMutablePointer<Int32>?
  }

  /// What encoders and containers look at. Those that outlived their value may look at `serial` alone.
  struct State {
    /// The serial number of the value that is being encoded, of all open ones the innermost; 0 if there is none.
    var serial: UInt64
    var lastSerial: UInt64
    var arena: UnsafeMutablePointer<RecordArena>
    var nodes: UnsafeMutablePointer<CodableNode>
    var children: UnsafeMutablePointer<Int32>
    var frames: UnsafeMutablePointer<EncodingFrame>
    var frameCount: Int
    /// How many parts are in `aside`.
    var asideCount: Int
    /// Two for each node: for the type that is encoded, and for the type that it encodes instead of itself.
    var memories: UnsafeMutablePointer<Memory>
    /// For each node the keys that wrote it last.
    var uses: UnsafeMutablePointer<UnsafeMutablePointer<KeyUse>?>
    var storage: Unmanaged<EncodingStorage>
  }

  private static let blocks = LastingBlocks<State>()

  let layout: CodableLayout
  let keys: KeyFields
  let userInfo: [CodingUserInfoKey: any Sendable]
  /// The type that is encoded: the root of the schema, or that of a container that was asked for by itself.
  let root: Int32
  /// The steps to that container.
  let prefix: [CodingStep]
  /// Parts out of order, of all open values.
  var aside: [EncodingPart] = [] {
    didSet { state.pointee.asideCount = aside.count }
  }
  /// Where a type threw an error of its own, and the level that the error has come up to.
  var failure: (path: [CodingStep], level: Int)?
  private let state: UnsafeMutablePointer<State>

  init(
    _ layout: CodableLayout, userInfo: [CodingUserInfoKey: any Sendable], root: Int32 = 0, prefix: [CodingStep] = []
  ) {
    self.layout = layout
    self.userInfo = userInfo
    self.root = root
    self.prefix = prefix
    keys = KeyFields(layout)
    state = Self.blocks.take()
    state.pointee.arena = .allocate(capacity: 1)
    state.pointee.arena.initialize(to: RecordArena())
    state.pointee.nodes = layout.nodes
    state.pointee.children = layout.children
    state.pointee.frames = .allocate(capacity: EncodingSession.maximumNesting)
    state.pointee.memories = .allocate(capacity: 2 * layout.nodeCount)
    state.pointee.memories.initialize(repeating: Memory(), count: 2 * layout.nodeCount)
    state.pointee.uses = keys.last
    state.pointee.storage = Unmanaged.passUnretained(self)
    begin()
  }

  deinit {
    end()
    for place in 0..<2 * layout.nodeCount { state.pointee.memories[place].symbols?.deallocate() }
    state.pointee.memories.deallocate()
    state.pointee.frames.deallocate()
    state.pointee.arena.deinitialize(count: 1)
    state.pointee.arena.deallocate()
    Self.blocks.keep(state)
  }

  var capacityInBytes: Int { state.pointee.arena.pointee.capacityInBytes }

  /// The session of the record that is being encoded.
  var session: EncodingSession { EncodingSession(state: state) }

  /// Prepares for a record.
  func begin() {
    end()
    state.pointee.arena.pointee.reset(for: layout.program.identifier)
    if state.pointee.asideCount > 0 { aside.removeAll() }
    failure = nil
  }

  /// Tells all encoders and containers that the record is over.
  func end() {
    state.pointee.serial = 0
    state.pointee.frameCount = 0
  }
}
