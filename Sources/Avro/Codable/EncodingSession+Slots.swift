import SchemaCore

extension EncodingSession {
  @inline(__always) func kind(of node: Int32) -> CodableNode.Kind { state.pointee.nodes[Int(node)].kind }

  /// The node of a field or branch.
  @inline(__always) func child(_ place: Int, of node: UnsafePointer<CodableNode>) -> Int32 {
    state.pointee.children[Int(node.pointee.first) &+ place]
  }

  @inline(__always) func append(_ slot: RecordSlot) { state.pointee.arena.pointee.append(slot) }

  /// Appends a string.
  @inline(__always) func append(text: String) {
    let slot = state.pointee.arena.pointee.store(text.utf8)
    append(slot)
  }

  /// Appends bytes or a fixed, whose size is checked.
  func append(bytes: some Collection<UInt8>, as node: Int32) throws {
    let entry = state.pointee.nodes[Int(node)]
    if entry.kind == .fixed && bytes.count != Int(entry.count) {
      throw invalid(bytes, "\(layout.typeName(of: node)) has \(entry.count) bytes, found \(bytes.count)")
    }
    let slot = state.pointee.arena.pointee.store(bytes)
    append(slot)
  }

  /// Appends null for a type that admits it.
  func appendNull(as node: Int32) throws {
    let entry = state.pointee.nodes[Int(node)]
    if entry.kind == .null { return }
    guard entry.nullBranch >= 0 else {
      throw invalid(Any?.none as Any, "nil cannot be written as \(layout.description(of: node))")
    }
    append(RecordSlot(Int64(entry.nullBranch)))
  }

  /// True if null is a value of the type.
  func admitsNull(_ node: Int32) -> Bool {
    state.pointee.nodes[Int(node)].kind == .null || state.pointee.nodes[Int(node)].nullBranch >= 0
  }

  /// Appends an array whose items `encode` writes as the type it is given.
  @inline(__always) func appendItems<Item>(
    _ items: [Item], as node: Int32, _ encode: (Item, Int32) throws -> Void
  ) throws {
    let itemNode = state.pointee.nodes[Int(node)].first
    let level = Int(try begin(node).level)
    open(.array, at: level)
    for item in items {
      try encode(item, itemNode)
      state.pointee.frames[level].place += 1
    }
    try close(level, type: [Item].self)
  }

  /// Appends a map, in the dictionary's order.
  @inline(__always) func appendEntries<Value>(
    _ entries: [String: Value], as node: Int32, _ encode: (Value, Int32) throws -> Void
  ) throws {
    let valueNode = state.pointee.nodes[Int(node)].first
    let level = Int(try begin(node).level)
    open(.map, at: level)
    for entry in entries {
      state.pointee.frames[level].current = Int32(truncatingIfNeeded: state.pointee.arena.pointee.slotCount)
      append(text: entry.key)
      try encode(entry.value, valueNode)
      state.pointee.frames[level].place += 1
    }
    try close(level, type: [String: Value].self)
  }

  /// The refusal of a value at the place that is being encoded.
  @inline(never) func invalid(_ value: Any, _ message: String) -> EncodingError {
    invalid(value, message, path: path(upTo: state.pointee.frameCount))
  }

  func invalid(_ value: Any, _ message: String, path: [CodingStep]) -> EncodingError {
    .invalidValue(value, EncodingError.Context(codingPath: path, debugDescription: message))
  }

  func invalid(_ value: Any, _ error: CodecError) -> EncodingError {
    .invalidValue(
      value,
      EncodingError.Context(
        codingPath: path(upTo: state.pointee.frameCount), debugDescription: error.message, underlyingError: error))
  }

  /// The steps to the value whose frame is at a level, or to its part that is being encoded in the frame below.
  func path(upTo level: Int) -> [CodingStep] {
    var steps = storage.prefix
    for level in 0..<min(level, state.pointee.frameCount) {
      let frame = state.pointee.frames[level]
      switch frame.form {
      case .record:
        guard frame.current >= 0, let type = layout.recordType(of: frame.node) else { continue }
        steps.append(.field(type.fields[Int(frame.current)].name))
      case .map:
        guard frame.current >= 0, Int(frame.current) < state.pointee.arena.pointee.slotCount else { continue }
        let key = state.pointee.arena.pointee.content(of: state.pointee.arena.pointee.slots[Int(frame.current)])
        steps.append(.key(String(decoding: key, as: UTF8.self)))
      case .array: steps.append(.index(Int(frame.place)))
      case .empty, .union, .payload, .done, .refused: continue
      }
    }
    return steps
  }
}
