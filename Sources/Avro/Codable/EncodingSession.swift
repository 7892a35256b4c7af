import SchemaCore

/// What the encoders and containers of one record share: the slots that they fill, and the values that are open.
///
/// Slots are appended in the order of the schema. A value that encodes itself does so in one go, so its slots simply
/// follow; what comes out of order is put aside until its turn. Every container holds a reference, and the next record
/// takes the session over only if nobody else does.
final class EncodingSession {
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

  /// What changes at every step. It stands outside the object, whose variables are guarded at each access.
  struct State: ~Copyable {
    var arena = RecordArena()
    let nodes: UnsafeMutablePointer<CodableNode>
    let frames: UnsafeMutablePointer<EncodingFrame>
    var frameCount = 0
    var lastSerial: UInt32 = 0
    let memories: UnsafeMutablePointer<Memory>
    /// Parts out of order, of all open values.
    var aside: [EncodingPart] = []

    init(nodes: UnsafeMutablePointer<CodableNode>, nodeCount: Int) {
      self.nodes = nodes
      frames = .allocate(capacity: EncodingSession.maximumNesting)
      memories = .allocate(capacity: 2 * nodeCount)
      memories.initialize(repeating: Memory(), count: 2 * nodeCount)
    }
  }

  /// How deep values may be nested in one another: each level takes space on the stack.
  static let maximumNesting = AvroProgram.maximumNesting

  let layout: CodableLayout
  let keys: KeyFields
  let userInfo: [CodingUserInfoKey: any Sendable]
  /// The type that is encoded: the root of the schema, or that of a container that was asked for by itself.
  let root: Int32
  /// The steps to that container.
  let prefix: [CodingStep]
  let state: UnsafeMutablePointer<State>
  /// Where a type threw an error of its own, and the level that the error has come up to.
  private var failure: (path: [CodingStep], level: Int)?

  init(
    _ layout: CodableLayout, userInfo: [CodingUserInfoKey: any Sendable], root: Int32 = 0, prefix: [CodingStep] = []
  ) {
    self.layout = layout
    self.userInfo = userInfo
    self.root = root
    self.prefix = prefix
    keys = KeyFields(layout)
    state = .allocate(capacity: 1)
    state.initialize(to: State(nodes: layout.nodes, nodeCount: layout.nodeCount))
  }

  deinit {
    for place in 0..<2 * layout.nodeCount { state.pointee.memories[place].symbols?.deallocate() }
    state.pointee.memories.deallocate()
    state.pointee.frames.deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  var capacityInBytes: Int { state.pointee.arena.capacityInBytes }

  /// Encodes a record and appends its bytes.
  func encode<Value: Encodable>(_ value: Value, into output: inout [UInt8]) throws {
    state.pointee.arena.reset(for: layout.program.identifier)
    state.pointee.frameCount = 0
    state.pointee.aside.removeAll(keepingCapacity: true)
    failure = nil
    try encode(value, as: root)
    try layout.program.encode(&state.pointee.arena, into: &output)
  }

  /// Encodes a value of any type, by the quickest way that is known for it here.
  ///
  /// - Parameter isInner: true for a value that another value of the same node is encoded as.
  @inline(__always) func encode<Value: Encodable>(_ value: Value, as node: Int32, isInner: Bool = false) throws {
    let memory = state.pointee.memories + (2 * Int(node) + (isInner ? 1 : 0))
    if memory.pointee.type != ObjectIdentifier(Value.self) { learn(Value.self, node, memory) }
    if memory.pointee.namedBranch >= 0 {
      try encode(value, asBranch: memory.pointee.namedBranch, of: node)
    } else if let direct = memory.pointee.direct {
      try write(value, direct, as: node)
    } else if memory.pointee.writesSymbols {
      try encodeSymbol(value, as: node, memory)
    } else {
      try encodeByContainers(value, as: node)
    }
  }

  /// Encodes a value of a type that has nothing but the way to write itself.
  @inline(__always) func encodeScalar<Value: SlotEncodable>(_ value: Value, as node: Int32) throws {
    if Value.fit(state.pointee.nodes[Int(node)]) != .none {
      try value.write(to: self, as: node)
    } else if try !isWritten(value, toBranchOf: node) {
      throw invalid(value, "\(Value.self) cannot be written as \(layout.description(of: node))")
    }
  }

  /// The path to the value whose type threw last.
  var failurePath: [CodingStep] { failure?.path ?? [] }
}

extension EncodingSession {
  private func learn<Value>(_ type: Value.Type, _ node: Int32, _ memory: UnsafeMutablePointer<Memory>) {
    memory.pointee.type = ObjectIdentifier(type)
    memory.pointee.direct = type as? any SlotEncodable.Type
    memory.pointee.writesSymbols = MemoryLayout<Value>.size == 1 && type is any RawRepresentable.Type
    memory.pointee.symbols?.deallocate()
    memory.pointee.symbols = nil
    memory.pointee.namedBranch = -1
    if kind(of: node) == .union && memory.pointee.direct == nil {
      let name = String(describing: type)
      let branch = layout.branches(of: node).firstIndex { $0.spellings[1] == name }
      if let branch { memory.pointee.namedBranch = Int32(branch) }
    }
  }

  private func encode<Value: Encodable>(_ value: Value, asBranch branch: Int32, of union: Int32) throws {
    append(RecordSlot(Int64(branch)))
    try encode(value, as: layout.child(Int(branch), of: layout.nodes + Int(union)))
  }

  /// Writes a type that writes itself; the types are known to be the same.
  private func write<Direct: SlotEncodable, Value: Encodable>(
    _ value: Value, _ type: Direct.Type, as node: Int32
  ) throws {
    if Direct.fit(state.pointee.nodes[Int(node)]) != .none {
      try unsafeBitCast(value, to: Direct.self).write(to: self, as: node)
    } else if try !isWritten(unsafeBitCast(value, to: Direct.self), toBranchOf: node) {
      try encodeByContainers(value, as: node)
    }
  }

  /// Writes a value to the branch of a union that it fits best; false if there is none.
  private func isWritten<Value: SlotEncodable>(_ value: Value, toBranchOf node: Int32) throws -> Bool {
    guard let branch = branch(of: node, for: Value.self) else { return false }
    append(RecordSlot(Int64(branch)))
    try value.write(to: self, as: layout.child(branch, of: layout.nodes + Int(node)))
    return true
  }

  /// The branch that a type fits best; nil if there is none, or no union.
  private func branch<Value: SlotEncodable>(of node: Int32, for type: Value.Type) -> Int? {
    let union = layout.nodes + Int(node)
    guard union.pointee.kind == .nullable || union.pointee.kind == .union else { return nil }
    var best: (branch: Int, fit: SlotFit)?
    for branch in 0..<Int(union.pointee.count) {
      let fit = Value.fit(layout.nodes[Int(layout.child(branch, of: union))])
      if fit != .none, fit.rawValue > best?.fit.rawValue ?? 0 { best = (branch, fit) }
    }
    return best?.branch
  }

  /// Encodes an enum of one byte that stands for a symbol, which was noted when it was first written.
  private func encodeSymbol<Value: Encodable>(
    _ value: Value, as node: Int32, _ memory: UnsafeMutablePointer<Memory>
  ) throws {
    let entry = layout.nodes + Int(node)
    let valueBranch = entry.pointee.kind == .nullable ? 1 - entry.pointee.nullBranch : -1
    let content = valueBranch < 0 ? entry : layout.nodes + Int(layout.child(Int(valueBranch), of: entry))
    guard content.pointee.kind == .enumeration else { return try encodeByContainers(value, as: node) }
    let byte = Int(unsafeBitCast(value, to: UInt8.self))
    if let symbols = memory.pointee.symbols, symbols[byte] > 0 {
      if valueBranch >= 0 { append(RecordSlot(Int64(valueBranch))) }
      return append(RecordSlot(Int64(symbols[byte] - 1)))
    }
    let count = state.pointee.arena.slotCount
    try encodeByContainers(value, as: node)
    guard state.pointee.arena.slotCount == count + (valueBranch >= 0 ? 2 : 1) else { return }
    if memory.pointee.symbols == nil {
      let symbols = UnsafeMutablePointer<Int32>.allocate(capacity: 256)
      symbols.initialize(repeating: 0, count: 256)
      memory.pointee.symbols = symbols
    }
    memory.pointee.symbols?[byte] = Int32(state.pointee.arena.slots[state.pointee.arena.slotCount - 1].index) + 1
  }

  /// Lets a value encode itself.
  private func encodeByContainers<Value: Encodable>(_ value: Value, as node: Int32) throws {
    let level = state.pointee.frameCount
    let encoder = try begin(node)
    do {
      try value.encode(to: encoder)
      try close(level, type: Value.self)
    } catch {
      note(failureAt: level)
      discard(from: level)
      throw error
    }
  }

  private func note(failureAt level: Int) {
    if let failure, failure.level == level + 1 {
      self.failure = (failure.path, level)
    } else {
      failure = (path(upTo: level), level)
    }
  }
}
