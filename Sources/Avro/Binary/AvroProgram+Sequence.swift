package import SchemaCore

/// Many records that stand one after the other with nothing between them, as in the blocks of container files.
extension AvroProgram {
  /// Copies the bytes of such records into the arena; `decodeNext` reads them from there, each where it stands.
  package func load(_ records: UnsafeRawBufferPointer, into arena: inout RecordArena) {
    arena.load(records, behind: resolution, for: identifier)
    arena.owner = 0
  }

  /// Reads the record that begins `offset` bytes into what was loaded, and moves `offset` to its end.
  ///
  /// - Throws: `CodecError` whose byte offset counts from the record's first byte. The arena is empty then: the
  ///   records that follow cannot be found.
  package func decodeNext(in arena: inout RecordArena, at offset: inout Int) throws(CodecError) {
    var place = arena.recordStart + offset
    precondition(offset >= 0 && place <= arena.byteCount, "a record begins inside of what was loaded")
    arena.beginRecord()
    guard let failure = BinaryDecoder.run(self, &arena, at: &place) else {
      offset = place - arena.recordStart
      return
    }
    let error = failure.error(in: arena, of: self)
    arena.reset(for: 0)
    throw error
  }
}
