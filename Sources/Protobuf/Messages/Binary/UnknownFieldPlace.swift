public import SchemaCore

/// A field that a message has and its type does not, or has with another type.
public struct UnknownFieldPlace: Hashable, Sendable {
  /// The full name of the message type.
  public var message: String
  /// The field's number.
  public var number: Int
  /// The message that has the field, as a path from the root such as `items[2]`; empty for the root.
  public var path: String
}

extension ProtobufProgram {
  /// The first field of an encoded message, or of a message in it, that its type does not have, or has with another type.
  ///
  /// - Throws: `CodecError` if the bytes are no message at all.
  public func firstUnknownField(in message: some Collection<UInt8>) throws(CodecError) -> UnknownFieldPlace? {
    var arena = MessageArena()
    try decode(message, into: &arena)
    // Messages that are to be looked at, the first ones last.
    var waiting: [(place: MessagePlace, type: MessageType, path: String)] = [(arena.root, root, "")]
    while let (message, type, path) = waiting.popLast() {
      if let slot = arena.unknownFields(of: type, in: message).first {
        var reader = WireReader(Array(arena.content(of: slot)))
        if let field = try reader.next() {
          return UnknownFieldPlace(message: type.name, number: Int(field.number), path: path)
        }
      }
      for field in type.fields.reversed() {
        guard let inner = self.type(of: field), arena.isPresent(field.index, in: message) else { continue }
        let step = path.isEmpty ? field.name : path + "." + field.name
        guard field.isRepeated else {
          waiting.append((arena.value(of: field, in: message).message, inner, step))
          continue
        }
        for (place, slot) in arena.values(of: field, in: message).enumerated().reversed() {
          waiting.append((slot.message, inner, step + "[\(place)]"))
        }
      }
    }
    return nil
  }
}
