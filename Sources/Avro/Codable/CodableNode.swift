/// One type of a layout as the containers of Codable look at it: without references, so that looking costs nothing.
struct CodableNode {
  enum Kind: UInt8 {
    case null, boolean, int, long, float, double, bytes, string, fixed, enumeration, array, map, record
    /// A union of null and one other type.
    case nullable
    case union, shared
  }

  let kind: Kind
  let logicalType: LogicalType?
  /// Fields, branches, symbols, or the bytes of a fixed.
  var count: Int32 = 0
  /// The place of the first field or branch in `CodableLayout.children`; the node itself of items, of a map's values
  /// and of a shared record.
  var first: Int32 = 0
  /// The branch that is null; -1 if there is none.
  var nullBranch: Int32 = -1
  /// How many slots each value takes; -1 if that varies.
  var slotCount: Int32 = -1

  init(_ kind: Kind, _ logicalType: LogicalType?) {
    self.kind = kind
    self.logicalType = logicalType
  }
}
