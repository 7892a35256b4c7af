import SchemaCore

/// What the decoder found wrong, in the terms of the loop; worded and located only once it has stopped.
struct DecodingFailure {
  enum Reason {
    case truncated, varint, negativeSize, utf8, depth, slots, emptyItems, defaultBytes
    case intRange(Int64)
    case boolean(UInt8)
    case symbol(Int64)
    case branch(Int64)
    case trailingBytes(Int)
    /// The value has no counterpart in the reader's schema; why not stands in `Resolution.failures`.
    case unreadable(Int)
  }

  var reason: Reason
  /// Where the record begins in the arena's bytes.
  var recordOffset: Int
  /// Where in the record the value begins that makes no sense.
  var byteOffset: Int

  /// The error for the caller. The field is looked up by the offset, and goes by the name that the writer gave it.
  func error(in arena: borrowing RecordArena, of program: AvroProgram) -> CodecError {
    var path = ""
    if case .trailingBytes = reason {
    } else {
      path = FieldLocator.path(to: byteOffset, in: arena.bytes(from: recordOffset), program.writerLayout)
    }
    return CodecError(kind, message(program), path: path, byteOffset: byteOffset)
  }

  private var kind: CodecError.Kind {
    switch reason {
    case .truncated: .truncated
    case .trailingBytes: .trailingBytes
    case .depth, .slots, .emptyItems, .defaultBytes: .limit
    case .unreadable: .mismatch
    case .varint, .negativeSize, .utf8, .intRange, .boolean, .symbol, .branch: .malformed
    }
  }

  private func message(_ program: AvroProgram) -> String {
    let limits = program.limits
    return switch reason {
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
    case .defaultBytes: "the defaults in the record are longer than \(limits.maximumDefaultBytes) bytes together"
    case .unreadable(let failure): program.resolution?.failures[failure] ?? ""
    }
  }
}
