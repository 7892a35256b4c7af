import Avro
import SchemaCore

/// Reads a record from JSON of one of the forms.
enum JSONTarget {
  nonisolated(unsafe) private static var arena = RecordArena()

  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else { return }
    let forms = [JSONForm.specification, .plain, .cells]
    let form = forms[Int(first) % forms.count]
    let program = FuzzSchemas.plain[Int(first) / forms.count % FuzzSchemas.plain.count]
    guard (try? program.fill(&arena, withJSON: bytes.dropFirst(), form: form)) != nil else { return }
    RecordTarget.check(&arena, of: program)
    guard form == .plain else { return }
    do throws(CodecError) {
      try program.fill(&arena, withJSON: bytes.dropFirst(), form: .plain)
      // Read from text, decimals have no zeros in front and come back as they are.
      let text = try program.jsonText(of: arena, form: .plain)
      let encoded = try RecordTarget.encode(&arena, program)
      try program.fill(&arena, withJSON: text, form: .plain)
      let again = try RecordTarget.encode(&arena, program)
      precondition(again == encoded, "a record comes back from plain JSON as another")
    } catch {
      precondition(error.kind == .limit, "plain JSON is refused: \(error)")
    }
  }
}
