import SchemaCore

/// What the decoder found wrong, in the terms of the loop; worded and located only once it has stopped.
struct DecodingFailure {
  enum Reason {
    case truncated, varint, negativeSize, utf8, depth, slots, emptyItems
    case intRange(Int64)
    case boolean(UInt8)
    case symbol(Int64)
    case branch(Int64)
    case trailingBytes(Int)
  }

  var reason: Reason
  /// The slot that could not be filled; nil if all could.
  var slot: Int?
  /// Where in the record the value begins that makes no sense.
  var byteOffset: Int

  /// The error for the caller, with the field looked up by the slots that were filled before.
  func error(in arena: borrowing RecordArena, of program: AvroProgram) -> CodecError {
    let path = slot.map { SlotLocator.path(to: $0, in: arena, program.layout) } ?? ""
    return CodecError(kind, message(program.limits), path: path, byteOffset: byteOffset)
  }

  private var kind: CodecError.Kind {
    switch reason {
    case .truncated: .truncated
    case .trailingBytes: .trailingBytes
    case .depth, .slots, .emptyItems: .limit
    case .varint, .negativeSize, .utf8, .intRange, .boolean, .symbol, .branch: .malformed
    }
  }

  private func message(_ limits: RecordLimits) -> String {
    switch reason {
    case .truncated: "the bytes end before the value does"
    case .varint: "the bytes are not a variable-length number of at most 64 bits"
    case .negativeSize: "the count of bytes or items is negative"
    case .utf8: "the bytes are not valid UTF-8"
    case .intRange(let value): "\(value) is out of the range of int"
    case .boolean(let byte): "a boolean is the byte 0 or 1, found \(byte)"
    case .symbol(let index): "the enum has no symbol with index \(index)"
    case .branch(let index): "the union has no branch with index \(index)"
    case .trailingBytes(let count):
      "the record ends here, but \(count) more \(count == 1 ? "byte follows" : "bytes follow")"
    case .depth: "the record is nested deeper than \(limits.maximumDepth) levels"
    case .slots: "the record has more than \(limits.maximumSlots) values, or too many for its length"
    case .emptyItems: "the record has more than \(limits.maximumEmptyItems) array items that take no bytes"
    }
  }
}
