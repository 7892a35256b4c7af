import Protobuf
import SchemaCore

/// Decodes a Protobuf message.
enum MessageTarget {
  nonisolated(unsafe) private static var arena = MessageArena()

  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else { return }
    let program = FuzzMessages.programs[Int(first) % FuzzMessages.programs.count]
    do {
      try program.decode(bytes.dropFirst(), into: &arena)
    } catch {
      precondition(
        error.byteOffset.map { (0..<bytes.count).contains($0) } ?? true, "an error is outside of the message")
    }
  }
}
