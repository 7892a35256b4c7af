import Avro
import SchemaCore

/// Decodes a record, and writes and reads what was accepted in every other form.
enum RecordTarget {
  nonisolated(unsafe) private static var arena = RecordArena()

  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else { return }
    let program = FuzzSchemas.plain[Int(first) % FuzzSchemas.plain.count]
    do {
      try program.decode(bytes.dropFirst(), into: &arena)
    } catch {
      precondition(error.byteOffset.map { (0..<bytes.count).contains($0) } == true, "an error is outside of the record")
      return
    }
    check(&arena, of: program)
  }

  /// What was accepted must come back from everything that it is written as.
  static func check(_ arena: inout RecordArena, of program: AvroProgram) {
    do throws(CodecError) {
      let encoded = try encode(&arena, program)
      let value = try program.value(of: arena)
      let text = try program.jsonText(of: arena)

      try program.decode(encoded, into: &arena)
      let decodedAgain = try encode(&arena, program)
      precondition(decodedAgain == encoded, "a record is written in two ways")
      try program.fill(&arena, with: value)
      let ofValue = try encode(&arena, program)
      precondition(ofValue == encoded, "a value is written in another way than its record")

      // Of two entries with one key JSON keeps one, so that the texts are compared only once that has happened.
      try program.fill(&arena, withJSON: text)
      let merged = try program.jsonText(of: arena)
      try program.fill(&arena, withJSON: merged)
      let mergedAgain = try program.jsonText(of: arena)
      precondition(mergedAgain == merged, "a record comes back from JSON as another")
    } catch {
      precondition(error.kind == .limit, "what was accepted is refused: \(error)")
    }
  }

  static func encode(_ arena: inout RecordArena, _ program: AvroProgram) throws(CodecError) -> [UInt8] {
    var encoded: [UInt8] = []
    try program.encode(&arena, into: &encoded)
    return encoded
  }
}
