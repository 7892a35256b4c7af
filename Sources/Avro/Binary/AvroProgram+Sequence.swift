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

  /// Calls `body` with the bytes of a record that `decodeNext` read, by the offsets of its begin and its end.
  package func withRecord<Result, Failure: Error>(
    _ place: Range<Int>, in arena: borrowing RecordArena, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(arena.recordStart + place.upperBound <= arena.byteCount, "a record is inside of what was loaded")
    return try body(UnsafeRawBufferPointer(rebasing: arena.bytes(from: arena.recordStart)[place]))
  }
}
