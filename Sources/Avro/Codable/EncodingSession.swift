import SchemaCore

/// The record that is being encoded: the slots that are filled, and the values that are open.
///
/// Slots are appended in the order of the schema. A value that encodes itself does so in one go, so its slots simply
/// follow; what comes out of order is put aside until its turn.
///
/// It is a pointer that owns nothing, so that copies cost nothing. What user code may keep beyond its value is a
/// `SlotEncoder`, which asks whether it is still valid.
struct EncodingSession {
  /// How deep values may be nested in one another: each level takes space on the stack.
  static let maximumNesting = AvroProgram.maximumNesting

  let state: UnsafeMutablePointer<EncodingStorage.State>

  var storage: EncodingStorage { state.pointee.storage.takeUnretainedValue() }
  var layout: CodableLayout { storage.layout }

  /// Encodes a record and appends its bytes.
  func encode(_ value: some Encodable, into output: inout [UInt8]) throws {
    try encode(value, as: 0)
    try layout.program.encode(&state.pointee.arena.pointee, into: &output)
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

  /// Encodes a value of a type that writes itself where it can.
  @inline(__always) func encodeDirect<Value: SlotEncodable>(_ value: Value, as node: Int32) throws {
    if Value.fit(state.pointee.nodes[Int(node)]) != .none {
      try value.write(to: self, as: node)
    } else if try !isWritten(value, toBranchOf: node) {
      try encodeByContainers(value, as: node)
    }
  }

  /// How the items of an array or the values of a map write themselves, if they do.
  func directItems<Item: Encodable>(_ type: Item.Type, of node: Int32) -> (any SlotEncodable.Type)? {
    let items = state.pointee.nodes[Int(node)].first
    let memory = state.pointee.memories + 2 * Int(items)
    if memory.pointee.type != ObjectIdentifier(type) { learn(type, items, memory) }
    return memory.pointee.direct
  }

  /// Encodes a value of a type that has nothing but the way to write itself.
  @inline(__always) func encodeScalar<Value: SlotEncodable>(_ value: Value, as node: Int32) throws {
    if Value.fit(state.pointee.nodes[Int(node)]) != .none {
      try value.write(to: self, as: node)
    } else if try !isWritten(value, toBranchOf: node) {
      throw invalid(value, "\(Value.self) cannot be written as \(layout.description(of: node))")
    }
  }
}

extension EncodingSession {
  private func learn<Value>(_ type: Value.Type, _ node: Int32, _ memory: UnsafeMutablePointer<EncodingStorage.Memory>) {
    memory.pointee.type = ObjectIdentifier(type)
    memory.pointee.direct = type as? any SlotEncodable.Type
    memory.pointee.writesSymbols = MemoryLayout<Value>.size == 1 && type is any RawRepresentable.Type
    memory.pointee.symbols?.deallocate()
    memory.pointee.symbols = nil
    memory.pointee.namedBranch = -1
    if kind(of: node) == .union && memory.pointee.direct == nil {
      let name = String(describing: type)
      let branch = layout.branches(of: node).indices.first { layout.spellings(ofBranch: $0, of: node)[1] == name }
      if let branch { memory.pointee.namedBranch = Int32(branch) }
    }
  }

  private func encode<Value: Encodable>(_ value: Value, asBranch branch: Int32, of union: Int32) throws {
    append(RecordSlot(Int64(branch)))
    try encode(value, as: child(Int(branch), of: state.pointee.nodes + Int(union)))
  }

  /// Writes a type that writes itself; the types are known to be the same.
  private func write<Direct: SlotEncodable, Value: Encodable>(
    _ value: Value, _ type: Direct.Type, as node: Int32
  ) throws {
    try encodeDirect(unsafeBitCast(value, to: Direct.self), as: node)
  }

  /// Writes a value to the branch of a union that it fits best; false if there is none.
  private func isWritten<Value: SlotEncodable>(_ value: Value, toBranchOf node: Int32) throws -> Bool {
    guard let branch = branch(of: node, for: Value.self) else { return false }
    append(RecordSlot(Int64(branch)))
    try value.write(to: self, as: child(branch, of: state.pointee.nodes + Int(node)))
    return true
  }

  /// The branch that a type fits best; nil if there is none, or no union.
  private func branch<Value: SlotEncodable>(of node: Int32, for type: Value.Type) -> Int? {
    let union = state.pointee.nodes + Int(node)
    guard union.pointee.kind == .nullable || union.pointee.kind == .union else { return nil }
    var best: (branch: Int, fit: SlotFit)?
    for branch in 0..<Int(union.pointee.count) {
      let fit = Value.fit(state.pointee.nodes[Int(child(branch, of: union))])
      if fit != .none, fit.rawValue > best?.fit.rawValue ?? 0 { best = (branch, fit) }
    }
    return best?.branch
  }

  /// Encodes an enum of one byte that stands for a symbol, which was noted when it was first written.
  private func encodeSymbol<Value: Encodable>(
    _ value: Value, as node: Int32, _ memory: UnsafeMutablePointer<EncodingStorage.Memory>
  ) throws {
    let entry = state.pointee.nodes + Int(node)
    let valueBranch = entry.pointee.kind == .nullable ? 1 - entry.pointee.nullBranch : -1
    let content = valueBranch < 0 ? entry : state.pointee.nodes + Int(child(Int(valueBranch), of: entry))
    guard content.pointee.kind == .enumeration else { return try encodeByContainers(value, as: node) }
    let byte = Int(unsafeBitCast(value, to: UInt8.self))
    if let symbols = memory.pointee.symbols, symbols[byte] > 0 {
      if valueBranch >= 0 { append(RecordSlot(Int64(valueBranch))) }
      return append(RecordSlot(Int64(symbols[byte] - 1)))
    }
    let count = state.pointee.arena.pointee.slotCount
    try encodeByContainers(value, as: node)
    guard state.pointee.arena.pointee.slotCount == count + (valueBranch >= 0 ? 2 : 1) else { return }
    if memory.pointee.symbols == nil {
      let symbols = UnsafeMutablePointer<Int32>.allocate(capacity: 256)
      symbols.initialize(repeating: 0, count: 256)
      memory.pointee.symbols = symbols
    }
    memory.pointee.symbols?[byte] =
      Int32(state.pointee.arena.pointee.slots[state.pointee.arena.pointee.slotCount - 1].index) + 1
  }

  /// Lets a value encode itself.
  private func encodeByContainers<Value: Encodable>(_ value: Value, as node: Int32) throws {
    let level = state.pointee.frameCount
    let encoder = try begin(node)
    do {
      try value.encode(to: encoder)
      try close(level, type: Value.self)
    } catch {
      note(error, level: level)
      discard(from: level)
      throw error
    }
  }

  /// Keeps where an error that says no place itself began, on its way up through the values around it.
  private func note(_ error: any Error, level: Int) {
    if error is EncodingError || error is CodecError { return }
    let path = storage.failure.flatMap { $0.level > level ? $0.path : nil } ?? path(upTo: level)
    storage.failure = (path, level)
  }
}
