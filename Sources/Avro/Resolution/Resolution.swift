/// What an `AvroProgram` needs to decode the records of another schema than its own. It never changes.
final class Resolution: @unchecked Sendable {
  /// The default of one field or of several that follow one another: a row of slots.
  struct Template: Hashable {
    var first: Int
    var count: Int
    /// The bytes that the slots stand for.
    var byteCount: Int
  }

  /// The instructions of one walk over the writer's bytes, and the table that they refer to.
  struct Walk: Hashable {
    var instructions: [Instruction] = []
    var jumps: [UInt32] = []
  }

  /// All there is, while it is being compiled.
  struct Parts {
    /// Makes the reader's slots of the writer's bytes.
    var decoding = Walk()
    /// Steps over what the reader has no field for.
    var skipping = Walk()
    /// The slots of all defaults. Their texts are looked for in `bytes`.
    var constants: [RecordSlot] = []
    var templates: [Template] = []
    /// The texts of all defaults; they stand in front of each record that is decoded.
    var bytes: [UInt8] = []
    /// What is wrong with what was written, where that is known beforehand.
    var failures: [String] = []
  }

  /// Where the loops that run the instructions find the tables. Pointers and not arrays, because an array that is taken
  /// out of an object is counted each time.
  struct Tables: @unchecked Sendable {
    var decoding: InstructionTable?
    var skipping: InstructionTable?
    var constants: UnsafePointer<RecordSlot>?
    var templates: UnsafePointer<Template>?
    /// How many slots the defaults of one record take at most.
    var defaultSlotCount = 0
  }

  /// In a table of symbols: the rest of the number is a place in `failures`.
  static let failureMark: UInt32 = 1 << 31

  let decoding: Walk
  let bytes: [UInt8]
  let failures: [String]
  let tables: Tables

  init(_ parts: Parts) {
    decoding = parts.decoding
    bytes = parts.bytes
    failures = parts.failures
    tables = Tables(
      decoding: InstructionTable(parts.decoding.instructions, jumps: parts.decoding.jumps),
      skipping: InstructionTable(parts.skipping.instructions, jumps: parts.skipping.jumps),
      constants: Self.copy(parts.constants, padding: RecordSlot.copyPadding), templates: Self.copy(parts.templates),
      defaultSlotCount: parts.constants.count)
  }

  deinit {
    tables.decoding?.deallocate()
    tables.skipping?.deallocate()
    tables.constants?.deallocate()
    tables.templates?.deallocate()
  }

  private static func copy<Element: BitwiseCopyable>(
    _ elements: [Element], padding: Int = 0
  ) -> UnsafePointer<Element> {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(elements.count + padding, 1))
    _ = memory.initialize(from: elements)
    return UnsafePointer(memory.baseAddress.unsafelyUnwrapped)
  }
}
