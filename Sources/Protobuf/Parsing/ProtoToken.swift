/// A word, number, string or sign of the Protobuf language, as a place in the text.
struct ProtoToken {
  enum Kind: UInt8 {
    /// A letter or `_`, then letters, digits and `_`; no word is reserved.
    case word
    /// Decimal, hexadecimal or octal digits.
    case integer
    /// Digits with a point or an exponent.
    case float
    /// A string with its quotes.
    case string
    /// One byte of punctuation.
    case sign
    case end
  }

  var kind: Kind
  /// The byte of a sign; 0 for other kinds.
  var sign: UInt8
  var start: Int
  var end: Int

  init(_ kind: Kind, _ start: Int, _ end: Int, sign: UInt8 = 0) {
    self.kind = kind
    self.sign = sign
    self.start = start
    self.end = end
  }
}
