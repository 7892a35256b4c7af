public import SchemaCore

/// A few arenas that wait for their next message.
typealias MessageArenaPool = ArenaPool<MessageArena>

extension MessageArena: PooledArena {}
