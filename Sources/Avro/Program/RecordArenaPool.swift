import SchemaCore
import Synchronization

/// A few arenas that wait for their next record, for tasks that code records now and then.
final class RecordArenaPool: Sendable {
  private typealias Places = InlineArray<8, RecordArena?>

  /// How many may wait: about as many as tasks can code records at one time.
  static let maximumCount = Places.count
  /// How large an arena may be that waits, so that one large record does not hold its memory for ever.
  static let maximumBytes = 1 << 18

  private let waiting = Mutex(Places { _ in nil })

  /// Calls `body` with an arena that nobody else uses. It may hold an earlier record.
  func withArena<Result>(
    _ body: (inout RecordArena) throws(CodecError) -> Result
  ) throws(CodecError) -> Result {
    var arena = take() ?? RecordArena()
    let result: Result
    do {
      result = try body(&arena)
    } catch {
      keep(arena)
      throw error
    }
    keep(arena)
    return result
  }

  private func take() -> RecordArena? {
    waiting.withLock { arenas in
      for place in arenas.indices {
        if let arena = arenas[place].take() { return arena }
      }
      return nil
    }
  }

  private func keep(_ arena: consuming RecordArena) {
    guard arena.capacityInBytes <= Self.maximumBytes else { return }
    var returned: RecordArena? = arena
    waiting.withLock { arenas in
      for place in arenas.indices where arenas[place] == nil {
        swap(&arenas[place], &returned)
        return
      }
    }
  }
}
