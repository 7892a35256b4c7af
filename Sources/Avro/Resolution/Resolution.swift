/// What an `AvroProgram` needs to decode the records of another schema than its own.
struct Resolution: Sendable {
  /// The default of one field or of several that follow one another: a row of slots.
  struct Template: Hashable, Sendable {
    var first: Int
    var count: Int
    /// The bytes that the slots stand for.
    var byteCount: Int
  }

  /// The instructions of one walk over the writer's bytes, and where the branches of its unions begin.
  struct Walk: Sendable {
    var instructions: [Instruction] = []
    var jumps: [UInt32] = []
  }

  /// In a table of symbols: the rest of the number is a place in `failures`.
  static let failureMark: UInt32 = 1 << 31

  /// Makes the reader's slots of the writer's bytes.
  var instructions: [Instruction] = []
  var jumps: [UInt32] = []
  /// Steps over what the reader has no field for.
  var skipping = Walk()
  /// The slots of all defaults. Their texts are looked for in `bytes`.
  var constants: [RecordSlot] = []
  var templates: [Template] = []
  /// The texts of all defaults; they stand in front of each record that is decoded.
  var bytes: [UInt8] = []
  /// What is wrong with what was written, where that is known beforehand.
  var failures: [String] = []

  /// Nothing to resolve.
  static let none = Resolution()

  /// Copies the slots of a default.
  @inline(never) func copy(_ template: Template, to target: UnsafeMutablePointer<RecordSlot>) {
    constants.withUnsafeBufferPointer { constants in
      guard let first = constants.baseAddress else { return }
      target.initialize(from: first + template.first, count: template.count)
    }
  }
}
