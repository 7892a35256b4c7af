import SchemaCore

@testable import Protobuf

/// Reads a Protobuf message from JSON.
enum ProtoJSONTarget {
  nonisolated(unsafe) private static var arena = MessageArena()

  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else { return }
    let codecs = FuzzMessages.codecs[Int(first) % FuzzMessages.codecs.count]
    let codec = codecs[Int(first) / FuzzMessages.codecs.count % codecs.count]
    guard (try? codec.fill(&arena, withJSON: bytes.dropFirst())) != nil else { return }
    MessageTarget.check(&arena, of: codec.program)
    check(&arena, codec)
  }

  /// What has JSON comes back from it as it was, but for the order in which maps hold their entries.
  static func check(_ arena: inout MessageArena, _ codec: ProtoJSON) {
    guard let text = try? codec.text(of: arena) else { return }
    do throws(CodecError) {
      try codec.fill(&arena, withJSON: text)
      let again = try codec.text(of: arena)
      precondition(again == text || codec.options.readsCells, "a message comes back from JSON as another")
      MessageTarget.check(&arena, of: codec.program)
    } catch {
      precondition(
        error.kind == .limit || codec.options.readsCells, "JSON that was written is refused: \(error)")
    }
  }
}
