extension ProtobufProgram {
  /// Puts the entries of all maps in a message in the order of their keys, and takes away those that are overridden.
  func sortMaps(in arena: inout MessageArena, of message: MessagePlace, _ type: MessageType) {
    forEachMap(in: &arena, of: message, type) { arena, field, entry, message in
      arena.removeOverriddenEntries(of: field, entry, in: message)
      arena.sortEntries(of: field, entry, in: message)
    }
  }

  /// Takes away all entries of maps after which another with the same key follows.
  func removeOverriddenEntries(in arena: inout MessageArena, of message: MessagePlace, _ type: MessageType) {
    forEachMap(in: &arena, of: message, type) { arena, field, entry, message in
      arena.removeOverriddenEntries(of: field, entry, in: message)
    }
  }

  /// Calls `body` for each map in a message, with the type of its entries and the message that it is a field of. A map
  /// comes before those in its entries.
  private func forEachMap(
    in arena: inout MessageArena, of message: MessagePlace, _ type: MessageType,
    _ body: (inout MessageArena, MessageField, MessageType, MessagePlace) -> Void
  ) {
    var waiting = [(place: message, type: type)]
    while let (message, type) = waiting.popLast() {
      for field in type.fields where arena.isPresent(field.index, in: message) {
        guard let inner = self.type(of: field) else { continue }
        if field.isMap { body(&arena, field, inner, message) }
        if field.isRepeated {
          for slot in arena.values(of: field, in: message) { waiting.append((slot.message, inner)) }
        } else {
          waiting.append((arena.value(of: field, in: message).message, inner))
        }
      }
    }
  }
}
