extension BinaryDecoder {
  /// What is wrong with the value that begins at `position`, which the instruction refused.
  static func problem(
    at position: UnsafeRawPointer, _ end: UnsafeRawPointer, _ instruction: Instruction
  ) -> DecodingFailure.Reason {
    switch instruction.code {
    case .boolean: position == end ? .truncated : .boolean(position.load(as: UInt8.self))
    case .float, .double, .fixed, .skipBytes: .truncated
    case .array, .loop, .longs, .doubles: blockProblem(at: position, end)
    default: numberProblem(at: position, end, instruction.code)
    }
  }

  private static func numberProblem(
    at position: UnsafeRawPointer, _ end: UnsafeRawPointer, _ code: Instruction.Code
  ) -> DecodingFailure.Reason {
    let (value, length) = ZigzagVarint.read(position)
    let left = end - position - length
    if length == 0 { return .varint }
    if left < 0 { return .truncated }
    return switch code {
    case .int: .intRange(value)
    case .enumeration, .symbol: .symbol(value)
    case .nullable, .union, .branch: .branch(value)
    default: value < 0 ? .negativeSize : value > left ? .truncated : .utf8
    }
  }

  private static func blockProblem(at position: UnsafeRawPointer, _ end: UnsafeRawPointer) -> DecodingFailure.Reason {
    let (count, length) = ZigzagVarint.read(position)
    if length == 0 { return .varint }
    if length > end - position { return .truncated }
    if count >= 0 { return .truncated }
    let (size, sizeLength) = ZigzagVarint.read(position + length)
    if sizeLength == 0 { return .varint }
    if sizeLength > end - position - length { return .truncated }
    return size < 0 || count == .min ? .negativeSize : .truncated
  }
}
