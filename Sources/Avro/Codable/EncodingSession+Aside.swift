import SchemaCore

extension EncodingSession {
  /// Takes the slots from `start` on away until it is the turn of their field.
  func putAside(_ field: Int32, from start: Int, of level: Int) {
    let slots = Array(state.pointee.arena.pointee.values[start...])
    state.pointee.arena.pointee.slotCount = start
    let node = child(Int(field), of: state.pointee.nodes + Int(state.pointee.frames[level].node))
    storage.aside.append(EncodingPart(place: field, node: node, content: .slots(slots)))
  }

  /// A container that is encoded to beside what follows it; its value takes its place when the value around is complete.
  func aside(_ place: Int32, as node: Int32) -> SlotEncoder {
    let path = path(upTo: state.pointee.frameCount)
    let part = EncodingStorage(layout, userInfo: storage.userInfo, root: node, prefix: path)
    storage.aside.append(EncodingPart(place: place, node: node, content: .container(part)))
    return part.session.beginFirst(node)
  }

  /// True if the field of the record at a level was put aside.
  func isAside(_ field: Int32, of level: Int) -> Bool {
    storage.aside[state.pointee.frames[level].asideCount...].contains { $0.place == field }
  }

  /// The part that was put aside for a field.
  func takeAside(_ field: Int32, of level: Int) -> EncodingPart? {
    let begin = state.pointee.frames[level].asideCount
    guard let place = storage.aside[begin...].firstIndex(where: { $0.place == field }) else { return nil }
    return storage.aside.remove(at: place)
  }

  /// Appends what was put aside for the fields whose turn it is. Containers wait for the end of the value.
  func appendReadyFields(of level: Int) {
    let frame = state.pointee.frames + level
    while state.pointee.asideCount > frame.pointee.asideCount {
      let parts = storage.aside[frame.pointee.asideCount...]
      guard let place = parts.firstIndex(where: { $0.place == frame.pointee.place }),
        case .slots(let slots) = parts[place].content
      else { return }
      storage.aside.remove(at: place)
      for slot in slots { append(slot) }
      frame.pointee.place += 1
    }
  }

  /// Appends a part that was put aside.
  func append(_ part: EncodingPart) throws {
    switch part.content {
    case .slots(let slots): for slot in slots { append(slot) }
    case .container(let part):
      let value = try part.session.completedValue(of: part.root)
      try layout.program.append(value, as: Int(part.root), to: &state.pointee.arena.pointee, depth: 0)
    }
  }

  /// What was encoded to a container that was asked for by itself. Such containers are rare, so the way over a value,
  /// which knows how to move texts, is good enough.
  private func completedValue(of root: Int32) throws -> AvroValue {
    guard state.pointee.frameCount == 1 else {
      throw invalid((), "a container is used while one of its values is being encoded")
    }
    try close(0, type: (any Encoder).self)
    var place = 0
    var left = layout.program.limits.maximumSlots
    return try layout.program.value(at: &place, of: Int(root), state.pointee.arena.pointee, depth: 0, left: &left)
  }
}
