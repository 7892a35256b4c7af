/// One step of an `AvroProgram`: eight bytes, read by the loops that decode and encode.
///
/// A record has no instruction of its own, its fields simply follow one another, and null has none because it takes
/// no bytes. Between two instructions that jump backwards, call or return, each instruction runs at most once; the
/// loops rely on that to check the room for slots only there.
struct Instruction: Sendable {
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
  }

  var code: Code
  var extra: UInt16 = 0
  var operand: UInt32 = 0
}
