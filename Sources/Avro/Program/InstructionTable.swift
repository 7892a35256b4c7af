/// Instructions and the table that they refer to, where the loops that run them find them: memory and not arrays, because
/// an array that is taken out of an object is counted each time. Whoever makes a table deallocates it.
struct InstructionTable: @unchecked Sendable {
  let instructions: UnsafeBufferPointer<Instruction>
  let jumps: UnsafeBufferPointer<UInt32>

  init(_ instructions: [Instruction], jumps: [UInt32]) {
    self.instructions = Self.copy(instructions)
    self.jumps = Self.copy(jumps)
  }

  func deallocate() {
    instructions.deallocate()
    jumps.deallocate()
  }

  /// The first instruction. There is always one, if only the end.
  @inline(__always) var first: UnsafePointer<Instruction> { instructions.baseAddress.unsafelyUnwrapped }

  @inline(__always) var firstJump: UnsafePointer<UInt32> { jumps.baseAddress.unsafelyUnwrapped }

  private static func copy<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = memory.initialize(from: elements)
    return UnsafeBufferPointer(memory)
  }
}
