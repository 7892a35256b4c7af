extension SlotEncoder {
  /// Encodes a field of the record whose value this is.
  @inline(__always) func encodeScalar(_ value: some SlotEncodable, field: Int32) throws {
    let frame = try frame()
    let slotCount = state.pointee.arena.pointee.slotCount
    let node = try begin(field, frame)
    do { try session.encodeScalar(value, as: node) } catch {
      rollBack(to: slotCount)
      throw error
    }
    try end(field, frame, slotCount)
  }

  /// Encodes a field of the record whose value this is.
  @inline(__always) func encode(_ value: some Encodable, field: Int32) throws {
    let frame = try frame()
    let slotCount = state.pointee.arena.pointee.slotCount
    let node = try begin(field, frame)
    do { try session.encode(value, as: node) } catch {
      rollBack(to: slotCount)
      throw error
    }
    try end(field, frame, slotCount)
  }

  /// Encodes a field of the record whose value this is, in a way that the caller knows.
  func encode(field: Int32, _ encode: (Int32) throws -> Void) throws {
    let frame = try frame()
    let slotCount = state.pointee.arena.pointee.slotCount
    let node = try begin(field, frame)
    do { try encode(node) } catch {
      rollBack(to: slotCount)
      throw error
    }
    try end(field, frame, slotCount)
  }

  /// Encodes a nil property: null if the type admits it, otherwise nothing, so that the default is taken.
  func encodeAbsent(field: Int32) throws {
    let frame = try frame()
    let node = session.child(Int(field), of: state.pointee.nodes + Int(frame.pointee.node))
    guard session.admitsNull(node) else { return }
    let slotCount = state.pointee.arena.pointee.slotCount
    try session.appendNull(as: begin(field, frame))
    try end(field, frame, slotCount)
  }

  /// Returns the type of the field.
  @inline(__always) private func begin(
    _ field: Int32, _ frame: UnsafeMutablePointer<EncodingFrame>
  ) throws -> Int32 {
    if field < frame.pointee.place { throw repeated(field) }
    frame.pointee.current = field
    return session.child(Int(field), of: state.pointee.nodes + Int(frame.pointee.node))
  }

  @inline(__always) private func end(
    _ field: Int32, _ frame: UnsafeMutablePointer<EncodingFrame>, _ slotCount: Int
  ) throws {
    frame.pointee.current = -1
    if field == frame.pointee.place {
      frame.pointee.place = field &+ 1
      if state.pointee.asideCount > frame.pointee.asideCount { session.appendReadyFields(of: Int(level)) }
    } else {
      if session.isAside(field, of: Int(level)) { throw repeated(field) }
      session.putAside(field, from: slotCount, of: Int(level))
    }
  }

  @inline(never) private func repeated(_ field: Int32) -> EncodingError {
    let type = session.layout.recordType(of: state.pointee.frames[Int(level)].node)
    return session.invalid((), "the field \"\(type?.fields[Int(field)].name ?? "")\" is encoded twice")
  }
}
