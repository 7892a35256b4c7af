import SchemaCore
import Testing

@testable import Avro

@Suite("Arenas in waiting")
struct RecordArenaPoolTests {
  private let pool = RecordArenaPool()

  /// The memory of the arena that is handed out next, after making room in it for so many slots.
  private func capacity(reservingSlots count: Int = 0) throws -> Int {
    try pool.withArena { arena in
      arena.reserveSlots(count)
      return arena.capacityInBytes
    }
  }

  @Test("an arena is used again with the memory that it has")
  func reuse() throws {
    let grown = try capacity(reservingSlots: 1000)
    #expect(grown > RecordArena().capacityInBytes)
    #expect(try capacity() == grown)
  }

  @Test("an arena is used again after a record that was refused")
  func failure() throws {
    #expect(throws: CodecError.self) {
      try pool.withArena { (arena) throws(CodecError) in
        arena.reserveSlots(1000)
        throw CodecError(.malformed, "")
      }
    }
    #expect(try capacity() > RecordArena().capacityInBytes)
  }

  @Test("an arena that has grown large is not kept")
  func large() throws {
    #expect(try capacity(reservingSlots: 1 << 20) > RecordArenaPool.maximumBytes)
    #expect(try capacity() == RecordArena().capacityInBytes)
  }

  @Test("arenas in use at one time are different ones, and no more than a few are kept")
  func count() throws {
    func nest(_ depth: Int) throws(CodecError) {
      if depth == 0 { return }
      try pool.withArena { (arena) throws(CodecError) in
        arena.reserveSlots(1000)
        arena.append(RecordSlot(Int64(depth)))
        try nest(depth - 1)
        #expect(arena.values.last?.int64 == Int64(depth))
      }
    }
    func capacities(_ count: Int) throws(CodecError) -> [Int] {
      if count == 0 { return [] }
      return try pool.withArena { (arena) throws(CodecError) in
        try [arena.capacityInBytes] + capacities(count - 1)
      }
    }
    try nest(20)
    let fresh = RecordArena().capacityInBytes
    #expect(try capacities(20).filter { $0 > fresh }.count == RecordArenaPool.maximumCount)
  }
}
