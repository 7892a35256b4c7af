/// What the encoder knows of a field: 24 bytes.
struct EncodingEntry: Sendable {
  /// The tag in front of each value, in the highest bytes, so that it ends where the word ends.
  var tag: UInt64
  /// The place of the message type among those of the program.
  var type: UInt32 = 0
  var slot: UInt16
  var operation: FieldOperation
  /// What one of the values is, if there are many numbers.
  var element: FieldOperation
  /// How many bytes the tag has.
  var tagLength: UInt8
  /// True if a value that is zero or empty is the same as none.
  var isImplicit: Bool
}
