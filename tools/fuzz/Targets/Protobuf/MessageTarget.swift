import SchemaCore

@testable import Protobuf

/// Decodes a Protobuf message, and writes and reads what was accepted.
enum MessageTarget {
  nonisolated(unsafe) private static var arena = MessageArena()

  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else { return }
    let place = Int(first) % FuzzMessages.programs.count
    let program = FuzzMessages.programs[place]
    do {
      try program.decode(bytes.dropFirst(), into: &arena)
    } catch {
      precondition(
        error.byteOffset.map { (0..<bytes.count).contains($0) } ?? true, "an error is outside of the message")
      return
    }
    check(&arena, of: program)
    for codec in FuzzMessages.codecs[place] where (try? codec.program.decode(bytes.dropFirst(), into: &arena)) != nil {
      ProtoJSONTarget.check(&arena, codec)
    }
    let text = FuzzMessages.textFormats[place]
    if (try? text.program.decode(bytes.dropFirst(), into: &arena)) != nil {
      _ = try? text.text(of: arena)
      _ = try? text.text(of: arena, style: .singleLine)
    }
  }

  /// What was accepted must come back from everything that it is written as.
  static func check(_ arena: inout MessageArena, of program: ProtobufProgram) {
    do throws(CodecError) {
      let encoded = try encode(&arena, program)
      try program.decode(encoded, into: &arena)
      let again = try encode(&arena, program)
      precondition(again == encoded, "a message is written in two ways")

      var sorted: [UInt8] = []
      try program.encode(&arena, into: &sorted, sortingMaps: true)
      try program.decode(sorted, into: &arena)
      var sortedAgain: [UInt8] = []
      try program.encode(&arena, into: &sortedAgain, sortingMaps: true)
      precondition(sortedAgain == sorted, "a sorted message is written in two ways")
    } catch {
      precondition(error.kind == .limit, "what was accepted is refused: \(error)")
    }
  }

  static func encode(_ arena: inout MessageArena, _ program: ProtobufProgram) throws(CodecError) -> [UInt8] {
    var encoded: [UInt8] = []
    try program.encode(&arena, into: &encoded)
    return encoded
  }
}
