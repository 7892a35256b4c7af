public import Synchronization

/// Memory in which one record after the other is coded, as formats have it.
public protocol PooledArena: ~Copyable, Sendable {
  init()
  /// How much memory it has, whether it is in use or not.
  var capacityInBytes: Int { get }
}

/// A few arenas that wait for their next record, for tasks that code records now and then.
public final class ArenaPool<Arena: PooledArena & ~Copyable>: Sendable {
  @usableFromInline typealias Places = InlineArray<8, Arena?>

  /// How many may wait: about as many as tasks can code records at one time.
  public static var maximumCount: Int { Places.count }
  /// How large an arena may be that waits, so that one large record does not hold its memory for ever.
  @inlinable public static var maximumBytes: Int { 1 << 18 }

  @usableFromInline let waiting: Mutex<Places>

  @inlinable public init() {
    waiting = Mutex(Places { _ in nil })
  }

  /// Calls `body` with an arena that nobody else uses. It may hold an earlier record.
  @inlinable public func withArena<Result>(
    _ body: (inout Arena) throws(CodecError) -> Result
  ) throws(CodecError) -> Result {
    var arena = take() ?? Arena()
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

  @inlinable func take() -> Arena? {
    waiting.withLock { arenas in
      for place in arenas.indices {
        if let arena = arenas[place].take() { return arena }
      }
      return nil
    }
  }

  @inlinable func keep(_ arena: consuming Arena) {
    guard arena.capacityInBytes <= Self.maximumBytes else { return }
    var returned: Arena? = arena
    waiting.withLock { arenas in
      for place in arenas.indices where arenas[place] == nil {
        swap(&arenas[place], &returned)
        return
      }
    }
  }
}
