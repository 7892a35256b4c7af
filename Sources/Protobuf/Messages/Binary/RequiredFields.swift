import SchemaCore

extension ProtobufProgram {
  /// Refuses a message that lacks fields which must be set, in itself or in a message in it.
  ///
  /// - Throws: `CodecError` that names them.
  func checkRequiredFields(
    of message: MessagePlace, _ type: MessageType, in arena: borrowing MessageArena
  ) throws(CodecError) {
    if isComplete(message, type, in: arena) { return }
    var missing: [String] = []
    // Messages that are to be looked at, and the path to each, longest paths last.
    var waiting: [(place: MessagePlace, type: MessageType, path: String)] = [(message, type, "")]
    while let (message, type, path) = waiting.popLast() {
      for index in type.requiredFields where !arena.isPresent(index, in: message) {
        missing.append(path + type.fields[index].name)
        if missing.count == Self.maximumMissing { throw Self.error(missing, isComplete: false) }
      }
      for field in type.fields.reversed() {
        guard let inner = self.type(of: field), arena.isPresent(field.index, in: message) else { continue }
        guard field.isRepeated else {
          waiting.append((arena.value(of: field, in: message).message, inner, path + field.name + "."))
          continue
        }
        for (place, slot) in arena.values(of: field, in: message).enumerated().reversed() {
          var step = "[\(place)]"
          if field.isMap, let key = inner.fields.first {
            step = arena.keyStep(arena.value(of: key, in: slot.message), key)
          }
          waiting.append((slot.message, inner, path + field.name + step + "."))
        }
      }
    }
    if !missing.isEmpty { throw Self.error(missing, isComplete: true) }
  }

  /// True if no field is missing that must be set. It is quick, because it does not note where it is.
  private func isComplete(
    _ message: MessagePlace, _ type: MessageType, in arena: borrowing MessageArena
  ) -> Bool {
    var waiting = [(place: message, type: type)]
    while let (message, type) = waiting.popLast() {
      for index in type.requiredFields where !arena.isPresent(index, in: message) { return false }
      for index in type.requiringFields where arena.isPresent(index, in: message) {
        let field = type.fields[index]
        guard let inner = self.type(of: field) else { continue }
        if field.isRepeated {
          for slot in arena.values(of: field, in: message) { waiting.append((slot.message, inner)) }
        } else {
          waiting.append((arena.value(of: field, in: message).message, inner))
        }
      }
    }
    return true
  }

  private static func error(_ missing: [String], isComplete: Bool) -> CodecError {
    let names = missing.joined(separator: ", ") + (isComplete ? "" : " and others")
    return CodecError(
      .mismatch, missing.count == 1 ? "the required field \(names) is not set" : "required fields are not set: \(names)"
    )
  }

  private static let maximumMissing = 20
}
