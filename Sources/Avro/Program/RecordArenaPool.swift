public import SchemaCore

/// A few arenas that wait for their next record.
typealias RecordArenaPool = ArenaPool<RecordArena>

extension RecordArena: PooledArena {}
