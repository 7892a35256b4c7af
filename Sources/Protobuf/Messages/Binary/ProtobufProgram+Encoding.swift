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
    if sortingMaps { sortMaps(in: &arena, of: arena.root, root) }
    try checkRequiredFields(beforeWriting: arena.root, 0, of: arena)
    while !append(arena.root, 0, of: arena, arena.writingFrames.all, to: &output) {
      try grow(&arena.writingFrames)
    }
  }

  /// Appends a message of an arena, which is not changed.
  ///
  /// - Parameter checksRequiredFields: If the limits want it.
  func encode(
    _ message: MessagePlace, _ type: MessageType, of arena: borrowing MessageArena, into output: inout [UInt8],
    checksRequiredFields: Bool
  ) throws(CodecError) {
    if checksRequiredFields { try checkRequiredFields(beforeWriting: message, type.index, of: arena) }
    var frames = WritingFrames()
    while !append(message, type.index, of: arena, frames.all, to: &output) { try grow(&frames) }
  }

  @inline(__always) private func checkRequiredFields(
    beforeWriting message: MessagePlace, _ type: Int, of arena: borrowing MessageArena
  ) throws(CodecError) {
    if hasRequiredFields && limits.requiresRequiredFields {
      try checkRequiredFields(of: message, types[type], in: arena)
    }
  }

  private func grow(_ frames: inout WritingFrames) throws(CodecError) {
    guard frames.grow(limit: limits.maximumDepth) else {
      throw CodecError(.limit, "messages are nested deeper than \(limits.maximumDepth) levels")
    }
  }

  /// Appends a message; false if it needs more frames.
  @inline(__always) private func append(
    _ message: MessagePlace, _ type: Int, of arena: borrowing MessageArena,
    _ frames: UnsafeMutableBufferPointer<WritingFrames.Frame>, to output: inout [UInt8]
  ) -> Bool {
    // What the texts take, and eight bytes for each slot, is enough for most messages.
    var room = arena.byteCount + 8 * arena.slotCount + 2 * BackwardWriter.slack + arena.fetched()
    while true {
      var outcome = MessageEncoder.Outcome.noRoom
      output.append(addingCapacity: room) { span in
        span.withUnsafeMutableBufferPointer { buffer, count in
          guard let start = buffer.baseAddress else { return }
          let free = UnsafeMutableRawPointer(start + count)
          outcome = MessageEncoder.run(self, arena, message, type, frames, to: free, count: room)
          guard case .written(let written) = outcome else { return }
          free.copyMemory(from: free + (room - written), byteCount: written)
          count += written
        }
      }
      switch outcome {
      case .written: return true
      case .noRoom: room *= 2
      case .noFrames: return false
      }
    }
  }
}
