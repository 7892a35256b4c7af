/// What the decoder knows of a field: 16 bytes.
struct FieldEntry: Sendable {
  /// Number and wire type, as they stand in front of each value.
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
  /// What one of the values is, if there are many numbers, or if the field is a member of a oneof.
  var element: FieldOperation

  /// No field.
  init(_ operation: FieldOperation) {
    self.init(tag: .max, slot: 0, index: 0, operation: operation, element: operation)
  }

  init(
    tag: UInt32, type: UInt32 = 0, slot: UInt16, index: UInt16, oneofSlot: UInt16 = 0, operation: FieldOperation,
    element: FieldOperation
  ) {
    self.tag = tag
    self.type = type
    self.slot = slot
    self.index = index
    self.oneofSlot = oneofSlot
    self.operation = operation
    self.element = element
  }

  var number: UInt32 { tag >> 3 }
}
