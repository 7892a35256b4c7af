import SchemaCore

extension EncodingSession {
  /// Begins a value.
  @inline(__always) func begin(_ node: Int32) throws -> SlotEncoder {
    guard state.pointee.frameCount < Self.maximumNesting else {
      throw invalid((), .nested(deeperThan: state.pointee.frameCount))
    }
    return beginFirst(node)
  }

  /// Begins a value where there is room for one more.
  @inline(__always) func beginFirst(_ node: Int32) -> SlotEncoder {
    let level = state.pointee.frameCount
    let serial = state.pointee.lastSerial &+ 1
    state.pointee.lastSerial = serial
    state.pointee.serial = serial
    (state.pointee.frames + level).initialize(
      to: EncodingFrame(node: node, serial: serial, asideCount: state.pointee.asideCount))
    state.pointee.frameCount = level &+ 1
    return SlotEncoder(state: state, level: Int32(truncatingIfNeeded: level), serial: serial)
  }

  /// Goes back to the value at the level below.
  @inline(__always) private func end(_ level: Int) {
    state.pointee.frameCount = level
    state.pointee.serial = level > 0 ? state.pointee.frames[level &- 1].serial : 0
  }

  /// Makes the value at a level a record, array or map, and writes the slots in front of its parts.
  ///
  /// A union of which only one branch is of the form becomes that branch; a union of which several are waits for the
  /// first key. What cannot be of the form is refused when it is used, as containers are made without errors.
  @inline(__always) func open(_ form: EncodingFrame.Form, at level: Int) {
    let frame = state.pointee.frames + level
    let node = state.pointee.nodes + Int(frame.pointee.node)
    switch node.pointee.kind {
    case .record where form == .record: frame.pointee.form = .record
    case .array where form == .array, .map where form == .map:
      frame.pointee.form = form
      frame.pointee.head = Int32(truncatingIfNeeded: state.pointee.arena.pointee.append(RecordSlot(0)))
    case .map where form == .record: open(.map, at: level)
    default: openPart(form, at: level)
    }
  }

  private func openPart(_ form: EncodingFrame.Form, at level: Int) {
    let frame = state.pointee.frames + level
    let node = state.pointee.nodes + Int(frame.pointee.node)
    switch node.pointee.kind {
    case .shared where form == .record:
      frame.pointee.shared = Int32(truncatingIfNeeded: state.pointee.arena.pointee.append(RecordSlot(0)))
      frame.pointee.node = node.pointee.first
      open(form, at: level)
    case .nullable: open(branch: Int(1 - node.pointee.nullBranch), form, at: level)
    case .union where form == .record: frame.pointee.form = .union
    case .union:
      let branch = (0..<Int(node.pointee.count)).first { kind(of: child($0, of: node)) == .array }
      if let branch { open(branch: branch, form, at: level) } else { frame.pointee.form = .refused }
    default: frame.pointee.form = .refused
    }
  }

  /// Makes the union at a level one of its branches.
  func open(branch: Int, _ form: EncodingFrame.Form, at level: Int) {
    let frame = state.pointee.frames + level
    append(RecordSlot(Int64(branch)))
    frame.pointee.node = child(branch, of: state.pointee.nodes + Int(frame.pointee.node))
    open(form, at: level)
  }

  /// Completes the value at a level, which must be the last.
  @inline(__always) func close(_ level: Int, type: Any.Type) throws {
    let frame = state.pointee.frames + level
    if frame.pointee.form == .empty || frame.pointee.form == .payload { try closeEmpty(level, type) }
    switch frame.pointee.form {
    case .record: try closeRecord(level)
    case .array, .map: try closeItems(level)
    case .refused, .union:
      throw invalid(type, "\(type) cannot be written as \(layout.description(of: frame.pointee.node))")
    case .empty, .payload, .done: break
    }
    if frame.pointee.shared >= 0 { state.pointee.arena.pointee.close(Int(frame.pointee.shared)) }
    end(level)
  }

  /// Forgets the values from a level on, whose slots the caller takes back.
  func discard(from level: Int) {
    guard level < state.pointee.frameCount else { return }
    let surplus = state.pointee.asideCount - state.pointee.frames[level].asideCount
    if surplus > 0 { storage.aside.removeLast(surplus) }
    end(level)
  }

  /// A type without parts, such as a case without associated values, is a record of defaults or null.
  private func closeEmpty(_ level: Int, _ type: Any.Type) throws {
    let frame = state.pointee.frames + level
    if kind(of: frame.pointee.node) == .null {
      frame.pointee.form = .done
      return
    }
    open(.record, at: level)
    if frame.pointee.form == .record { return }
    frame.pointee.form = .refused
    throw invalid(type, "\(type) encodes no value, expected \(layout.description(of: frame.pointee.node))")
  }

  private func closeRecord(_ level: Int) throws {
    let frame = state.pointee.frames + level
    let record = state.pointee.nodes + Int(frame.pointee.node)
    while frame.pointee.place < record.pointee.count {
      let field = frame.pointee.place
      frame.pointee.current = field
      if let part = takeAside(field, of: level) {
        try append(part)
      } else {
        try appendDefault(ofField: Int(field), record)
      }
      frame.pointee.place += 1
    }
    frame.pointee.current = -1
  }

  /// The default of a field that the value does not have; null if it has none and admits null.
  private func appendDefault(ofField field: Int, _ record: UnsafePointer<CodableNode>) throws {
    let node = child(field, of: record)
    let recordNode = state.pointee.frames[state.pointee.frameCount - 1].node
    if let value = layout.recordType(of: recordNode)?.fields[field].defaultValue {
      do throws(CodecError) {
        let program = layout.program
        try JSONFormReader.append(
          default: value, of: Int(node), program.layout, maximumValues: program.limits.maximumSlots,
          to: &state.pointee.arena.pointee)
      } catch {
        throw invalid(value, error)
      }
    } else if admitsNull(node) {
      try appendNull(as: node)
    } else {
      let expected = layout.description(of: node)
      throw invalid((), "the field is missing and has no default; expected \(expected)")
    }
  }

  private func closeItems(_ level: Int) throws {
    let frame = state.pointee.frames + level
    while state.pointee.asideCount > frame.pointee.asideCount {
      let part = storage.aside.removeLast()
      let count = state.pointee.arena.pointee.slotCount
      try append(part)
      state.pointee.arena.pointee.rotate(from: Int(part.place), to: count)
    }
    frame.pointee.current = -1
    state.pointee.arena.pointee.close(Int(frame.pointee.head), itemCount: Int(frame.pointee.place))
  }
}
