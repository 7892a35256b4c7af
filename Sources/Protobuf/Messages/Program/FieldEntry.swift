/// What the decoder knows of a field: 16 bytes.
struct FieldEntry: Sendable {
  /// Number and wire type as the field is declared, as they stand in front of each value.
  var tag: UInt32
  /// The place of the message type or the enum among those of the program.
  var type: UInt32 = 0
  /// The place of the value in the message's row.
  var slot: UInt16
  /// The place among the message's fields, and the bit that says that the field is set.
  var index: UInt16
  /// The slot that says which member of the field's oneof is set; 0 if it belongs to none.
  var oneofSlot: UInt16 = 0
  var operation: FieldOperation
  /// What one of the values is, if there are many numbers.
  var element: FieldOperation

  /// No field: no tag is equal to its tag.
  static let none = FieldEntry(tag: .max, slot: 0, index: 0, operation: .unknown, element: .unknown)

  var number: UInt32 { tag >> 3 }
}
