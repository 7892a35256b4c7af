/// One step of an `AvroProgram`: eight bytes, read by the loops that decode and encode.
///
/// A record has no instruction of its own, its fields simply follow one another, and null has none because it takes
/// no bytes. Between two instructions that jump backwards, call or return, each instruction runs at most once; the
/// loops rely on that to check the room for slots only there.
struct Instruction: Hashable, Sendable {
  enum Code: UInt8, Sendable {
    case boolean, int, long, float, double, bytes, string
    /// `operand`: the size.
    case fixed
    /// `operand`: the number of symbols.
    case enumeration
    /// A union of null and one other type. `extra`: the branch of null; `operand`: where to go on for null.
    case nullable
    /// `extra`: the number of branches; `operand`: the place of the branches' beginnings in the jump table.
    case union
    /// `operand`: where to go on.
    case jump
    /// The begin of an array or map, whose body (with the key first for a map) follows. `extra`: the fewest bytes an
    /// item takes; `operand`: where to go on after the last item.
    case array
    /// The end of an array's body. `extra`: as in `array`; `operand`: the begin of the body.
    case loop
    /// A whole array of long or double, without the steps between the items.
    case longs, doubles
    /// `operand`: the begin of a shared record's fields.
    case call
    /// The end of a shared record's fields.
    case `return`
    /// The end of the root.
    case end

    // What follows is decoded only: it makes a reader's record of a writer's bytes.

    /// Turns the number in the last slot into a float or a double.
    case integerToFloat, integerToDouble, floatToDouble
    /// An enum. `operand`: a place in the jump table with the number of the writer's symbols and after it the reader's
    /// place of each, or what is wrong with it as in `fail`, marked by `Resolution.failureMark`.
    case symbol
    /// A union of which no slot is kept; as `union`.
    case branch
    /// Puts the slot that stands at `operand` in the defaults.
    case constant
    /// Puts a default. `operand`: its place in `Resolution.templates`.
    case template
    // Steps over what the reader has no field for: a number, a text or bytes, so many bytes (`operand`), or anything, which
    // begins at `operand` in `Resolution.skipping`.
    case skipNumber, skipText, skipBytes, skip
    /// Goes on so many slots further, or back. `operand`: as the bits of a signed number.
    case advance
    /// Remembers the place of the next slot, from where on slots will be put elsewhere.
    case mark
    /// Puts the slots since the last marks in another order. `operand`: a place in the jump table, where the rows are told
    /// as `PermutationTable` has them.
    case permute
    /// What is written here cannot be read. `extra`: how many bytes back the value begins; `operand`: the place in
    /// `Resolution.failures`.
    case fail
  }

  var code: Code
  var extra: UInt16 = 0
  var operand: UInt32 = 0

  /// True if the instruction puts one slot, and `extra` is free for how far to go on behind it or back, in bytes of
  /// slots. That is only done in resolution.
  var advances: Bool {
    switch code {
    case .boolean, .int, .long, .float, .double, .bytes, .string, .fixed, .enumeration, .symbol, .mark: true
    default: false
    }
  }

  /// How far to go on behind the slot or back, in bytes.
  @inline(__always) var advance: Int { Int(Int16(bitPattern: extra)) }
}
