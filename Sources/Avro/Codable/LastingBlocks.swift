import Synchronization

/// Blocks of memory that are used again and never given back to the system.
///
/// Containers of Codable point to such a block without owning it, since counting references at every field would take
/// longer than reading one. A program may keep a container longer than it should; its pointer then leads to a block
/// that says by a number that it is somebody else's now. There are as many blocks as sessions there ever were at a time.
///
/// `Block` is a trivial type; a new one is all zeros.
final class LastingBlocks<Block>: Sendable {
  /// The addresses of those that nobody uses.
  private let unused = Mutex<[UInt]>([])

  /// A block that nobody else uses, with the content that its last user left.
  func take() -> UnsafeMutablePointer<Block> {
    if let address = unused.withLock({ $0.popLast() }), let block = UnsafeMutablePointer<Block>(bitPattern: address) {
      return block
    }
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: MemoryLayout<Block>.stride, alignment: MemoryLayout<Block>.alignment)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: MemoryLayout<Block>.stride)
    return memory.bindMemory(to: Block.self, capacity: 1)
  }

  func keep(_ block: UnsafeMutablePointer<Block>) {
    unused.withLock { $0.append(UInt(bitPattern: block)) }
  }
}
