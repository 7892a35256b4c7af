/// What a row of instructions may hold.
protocol DecodingMode {
  /// True if the instructions of resolution are among them.
  static var isResolving: Bool { get }
}

/// Records are read with the schema that they were written with.
enum PlainDecoding: DecodingMode {
  static var isResolving: Bool { false }
}

/// Records are read with another schema.
enum ResolvingDecoding: DecodingMode {
  static var isResolving: Bool { true }
}

extension BinaryDecoder {
  /// Decodes the one record that was loaded; nil if all went well.
  static func run(_ program: AvroProgram, _ arena: inout RecordArena) -> DecodingFailure? {
    var offset = arena.recordStart
    if let failure = run(program, &arena, at: &offset) { return failure }
    let rest = arena.byteCount - offset
    if rest == 0 { return nil }
    return DecodingFailure(
      reason: .trailingBytes(rest), recordOffset: arena.recordStart, byteOffset: offset - arena.recordStart)
  }

  /// Decodes the record that begins at `offset` of the arena's bytes; nil if all went well, and then `offset` is where
  /// the record ends.
  static func run(_ program: AvroProgram, _ arena: inout RecordArena, at offset: inout Int) -> DecodingFailure? {
    arena.owner = program.identifier
    return program.resolution == nil
      ? run(PlainDecoding.self, program, &arena, at: &offset)
      : run(ResolvingDecoding.self, program, &arena, at: &offset)
  }
}
