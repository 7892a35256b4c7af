import Avro
import SchemaCore

/// Decodes a record with another schema than the one that it was written with.
enum ResolutionTarget {
  nonisolated(unsafe) private static var arena = RecordArena()

  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else { return }
    let (reading, plain) = FuzzSchemas.resolving[Int(first) % FuzzSchemas.resolving.count]
    guard (try? reading.decode(bytes.dropFirst(), into: &arena)) != nil else { return }
    check(&arena, reading, plain)
  }

  /// What was read must be a record of the reader's schema.
  static func check(_ arena: inout RecordArena, _ reading: AvroProgram, _ plain: AvroProgram) {
    do throws(CodecError) {
      let encoded = try RecordTarget.encode(&arena, reading)
      let text = try reading.jsonText(of: arena)
      try plain.decode(encoded, into: &arena)
      let textAgain = try plain.jsonText(of: arena)
      precondition(textAgain == text, "what was read is not what is written")
      RecordTarget.check(&arena, of: plain)
    } catch {
      precondition(error.kind == .limit, "what was read is refused: \(error)")
    }
  }
}
