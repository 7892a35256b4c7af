/// One value, or one member's name, of a JSON text, in 16 bytes.
///
/// Values stand in the order of the text. What an array or an object holds follows it; a member is its name and then
/// its value.
struct JSONSlot {
  enum Tag: UInt8 {
    case null, `false`, `true`
    /// The payload is its `Int64`.
    case integer
    /// A number that is not whole, or larger. The payload is the length of its text.
    case decimal
    /// The payload is the length, unescaped.
    case string
    /// The payload is where it ends, and above that, how many elements or members there are.
    case array, object
    /// The name of a member that a later one of the same name replaces.
    case replacedName
  }

  var tag: Tag
  var kind: JSONKindSet
  /// Where the value begins in the text; of a string, behind the quote.
  var offset: UInt32
  var payload: UInt64

  init(_ tag: Tag, _ kind: JSONKindSet, offset: Int, payload: UInt64 = 0) {
    self.tag = tag
    self.kind = kind
    self.offset = UInt32(truncatingIfNeeded: offset)
    self.payload = payload
  }

  var integer: Int64 { Int64(bitPattern: payload) }
  var length: Int { Int(truncatingIfNeeded: payload) }
  var end: Int { Int(truncatingIfNeeded: payload & 0xFFFF_FFFF) }
  var count: Int { Int(truncatingIfNeeded: payload >> 32) }
}

/// Kinds of JSON values, as a set.
struct JSONKindSet: OptionSet, Hashable, Sendable {
  var rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  static var null: JSONKindSet { JSONKindSet(rawValue: 1) }
  static var boolean: JSONKindSet { JSONKindSet(rawValue: 2) }
  /// Whole, and written without fraction and exponent.
  static var integer: JSONKindSet { JSONKindSet(rawValue: 4) }
  /// Whole, and written as 1.0 or 1e2 are.
  static var wholeNumber: JSONKindSet { JSONKindSet(rawValue: 8) }
  static var fraction: JSONKindSet { JSONKindSet(rawValue: 16) }
  static var string: JSONKindSet { JSONKindSet(rawValue: 32) }
  static var array: JSONKindSet { JSONKindSet(rawValue: 64) }
  static var object: JSONKindSet { JSONKindSet(rawValue: 128) }

  static var number: JSONKindSet { [.integer, .wholeNumber, .fraction] }
  static var all: JSONKindSet { JSONKindSet(rawValue: 255) }
}
