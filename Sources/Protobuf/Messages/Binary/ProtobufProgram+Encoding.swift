public import SchemaCore

extension ProtobufProgram {
  /// Appends the message in an arena to `output`, in Protobuf's binary encoding.
  ///
  /// Fields stand in the order of their numbers and unknown ones behind them, so that equal messages are written alike,
  /// but for the entries of maps, which are written in the order in which they stand in the arena.
  ///
  /// - Parameter sortingMaps: Puts the entries of all maps in the order of their keys first, and takes away those after
  ///   which another with the same key follows.
  /// - Throws: `CodecError` if the arena holds no message of this program, lacks required fields, or is nested too deeply.
  public func encode(
    _ arena: inout MessageArena, into output: inout [UInt8], sortingMaps: Bool = false
  ) throws(CodecError) {
    guard arena.owner == identifier else {
      throw CodecError(.mismatch, "the arena holds no message of this type")
    }
    if hasRequiredFields && limits.requiresRequiredFields { try checkRequiredFields(of: arena) }
    if sortingMaps { sortMaps(in: &arena) }
    // What the texts take, and eight bytes for each slot, is enough for most messages.
    var room = arena.byteCount + 8 * arena.slotCount + 2 * BackwardWriter.slack + arena.fetched()
    while true {
      switch append(arena, to: &output, room: room) {
      case .written: return
      case .noRoom: room *= 2
      case .noFrames:
        guard arena.growWritingFrames(limit: limits.maximumDepth) else {
          throw CodecError(.limit, "messages are nested deeper than \(limits.maximumDepth) levels")
        }
      }
    }
  }

  @inline(__always) private func append(
    _ arena: borrowing MessageArena, to output: inout [UInt8], room: Int
  ) -> MessageEncoder.Outcome {
    var outcome = MessageEncoder.Outcome.noRoom
    output.append(addingCapacity: room) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        guard let start = buffer.baseAddress else { return }
        let free = UnsafeMutableRawPointer(start + count)
        outcome = MessageEncoder.run(self, arena, to: free, count: room)
        guard case .written(let written) = outcome else { return }
        free.copyMemory(from: free + (room - written), byteCount: written)
        count += written
      }
    }
    return outcome
  }

  private func sortMaps(in arena: inout MessageArena) {
    var waiting = [(place: arena.root, type: root)]
    while let (message, type) = waiting.popLast() {
      for field in type.fields where arena.isPresent(field.index, in: message) {
        guard let inner = self.type(of: field) else { continue }
        if field.isMap {
          arena.removeOverriddenEntries(of: field, inner, in: message)
          arena.sortEntries(of: field, inner, in: message)
        }
        if field.isRepeated {
          for slot in arena.values(of: field, in: message) { waiting.append((slot.message, inner)) }
        } else {
          waiting.append((arena.value(of: field, in: message).message, inner))
        }
      }
    }
  }
}
