public import SchemaCore

extension ProtobufProgram {
  /// Reads one message in Protobuf's binary encoding. Fields that no type knows are kept.
  ///
  /// - Parameters:
  ///   - message: the whole message.
  ///   - arena: takes the message, in place of what it held.
  /// - Throws: `CodecError` with the field and the byte offset where the bytes stop making sense, or with the required
  ///   fields that are missing; the arena is empty then.
  @inlinable public func decode(_ message: some Collection<UInt8>, into arena: inout MessageArena) throws(CodecError) {
    let result: Result<Void, CodecError>? = message.withContiguousStorageIfAvailable { bytes in
      Result { () throws(CodecError) in try decode(UnsafeRawBufferPointer(bytes), into: &arena) }
    }
    if let result { try result.get() } else { try decode(Array(message), into: &arena) }
  }

  /// Reads one message in Protobuf's binary encoding from memory that need not outlast the call.
  ///
  /// - Throws: as for any collection of bytes.
  public func decode(_ message: UnsafeRawBufferPointer, into arena: inout MessageArena) throws(CodecError) {
    try decode(message, asType: 0, into: &arena)
  }

  /// The same for a message of any of the program's types. What it leaves in the arena is no message of the program, and
  /// cannot be encoded from there, unless the type is the root's.
  ///
  /// - Parameter type: The place of the type among `types`, as taking the type itself would cost its share.
  @inline(__always) func decode(
    _ message: UnsafeRawBufferPointer, asType type: Int, into arena: inout MessageArena,
    checksRequiredFields: Bool = true
  ) throws(CodecError) {
    guard message.count <= Self.maximumBytes else {
      throw CodecError(.limit, "the message has more than \(Self.maximumBytes) bytes")
    }
    let owner = type == 0 ? identifier : 0
    arena.load(message, for: owner, slotLimit: limits.slots(forBytes: message.count))
    if let failure = MessageDecoder.run(self, type, &arena) {
      try decodeAgain(message, type, into: &arena, after: failure)
    }
    if hasRequiredFields && checksRequiredFields && limits.requiresRequiredFields {
      try checkRequiredFields(of: &arena, types[type])
    }
  }

  /// Refuses the message that was read if it lacks fields which must be set.
  private func checkRequiredFields(of arena: inout MessageArena, _ type: MessageType) throws(CodecError) {
    if (try? checkRequiredFields(of: arena.root, type, in: arena)) != nil { return }
    // What lacks fields may be the entry of a map that another one takes the place of.
    removeOverriddenEntries(in: &arena, of: arena.root, type)
    do throws(CodecError) { try checkRequiredFields(of: arena.root, type, in: arena) } catch {
      arena.reset(for: 0, slotLimit: 0)
      throw error
    }
  }

  /// Decodes with more room as long as that is what was missing. As the room is doubled each time, all turns together
  /// take not much longer than the last.
  @inline(never) private func decodeAgain(
    _ message: UnsafeRawBufferPointer, _ type: Int, into arena: inout MessageArena,
    after first: MessageDecodingFailure
  ) throws(CodecError) {
    var last: MessageDecodingFailure? = first
    while let failure = last {
      var error: CodecError?
      if failure.reason == .frames {
        if !arena.growFrames(limit: limits.maximumDepth) { error = failure.error(in: arena, of: self) }
      } else if failure.reason == .slots {
        // A slot for every two bytes is near to what most messages take.
        let wanted = max(arena.slotCapacity + 1, min(message.count / 2, arena.slotLimit))
        if !arena.reserveSlots(wanted) { error = failure.error(in: arena, of: self) }
      } else if failure.reason == .bytes {
        arena.growBytes(to: arena.byteCapacity + 1)
      } else {
        error = failure.error(in: arena, of: self)
      }
      if let error {
        arena.reset(for: 0, slotLimit: 0)
        throw error
      }
      arena.load(message, for: arena.owner, slotLimit: arena.slotLimit)
      last = MessageDecoder.run(self, type, &arena)
    }
  }

  /// Lengths are signed numbers of 32 bits in most implementations.
  private static let maximumBytes = Int(Int32.max)
}
