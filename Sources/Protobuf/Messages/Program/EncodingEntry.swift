/// What the encoder knows of a field: 24 bytes.
struct EncodingEntry: Sendable {
  /// The bytes in front of each value, the first one in the lowest byte.
  var tagBytes: UInt64
  /// The place of the message type among those of the program.
  var type: UInt32 = 0
  var slot: UInt16
  var operation: FieldOperation
  /// What one of the values is, if there are many numbers.
  var element: FieldOperation
  var tagLength: UInt8
  /// True if a value that is zero or empty is the same as none.
  var isImplicit: Bool
}
