import Avro
import SchemaCore

/// Reads a schema by the rules for new and for stored ones, and does with it all that the registry does.
enum SchemaTarget {
  private static let format = AvroFormat(limits: AvroLimits(bytes: 1 << 16, names: 1000))

  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    if let schema = try? format.parse(text, rules: .stored) { use(schema) }
    guard let schema = try? format.parse(text) else { return }
    // A schema that is accepted is accepted again as it was written, and written as it was.
    let canonical = schema.canonicalText
    do {
      let again = try format.parse(canonical, rules: .stored)
      precondition(again.canonicalText == canonical, "the canonical text of a canonical text is another")
      precondition(schema.isEquivalent(to: again), "a schema is not equivalent to its canonical text")
    } catch {
      // Texts that the registry hands out may be longer than what was handed in, where names are written in full.
      precondition(error.kind == .limit, "the canonical text is refused: \(error)")
    }
    _ = schema.incompatibilities(reading: schema)
  }

  private static func use(_ schema: AvroDocument) {
    for style in [RenderStyle.canonical, .normalized, .resolved] { _ = try? schema.rendered(as: style) }
    _ = try? schema.parsingCanonicalForm()
    _ = schema.portabilityFindings() + schema.portabilityFindings(reading: schema)
    _ = try? AvroProgram(schema)
  }
}
