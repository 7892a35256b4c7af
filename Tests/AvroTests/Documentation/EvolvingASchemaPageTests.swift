import Avro
import SchemaCore
import Testing

/// The examples of the page `EvolvingASchema`.
@Suite("Evolving a schema")
struct EvolvingASchemaPageTests {
  @Test("old records are read with a new schema, and what cannot be is known before")
  func example() throws {
    let old = try AvroFormat().parse(
      #"""
      {"type": "record", "name": "Payment", "fields": [
        {"name": "id", "type": "int"},
        {"name": "payer", "type": "string"},
        {"name": "channel", "type": "string"}]}
      """#)
    let new = try AvroFormat().parse(
      #"""
      {"type": "record", "name": "Payment", "fields": [
        {"name": "currency", "type": "string", "default": "EUR"},
        {"name": "id", "type": "long"},
        {"name": "customer", "type": "string", "aliases": ["payer"]}]}
      """#)
    let writer = try AvroProgram(old)
    var written = RecordArena()
    try writer.fill(&written, withJSON: #"{"id": 7, "payer": "Ann", "channel": "web"}"#.utf8)
    var bytes: [UInt8] = []
    try writer.encode(&written, into: &bytes)

    let program = try AvroProgram(writer: old, reader: new)
    var arena = RecordArena()
    try program.decode(bytes, into: &arena)
    let text = String(decoding: try program.jsonText(of: arena), as: UTF8.self)
    #expect(text == #"{"currency":"EUR","id":7,"customer":"Ann"}"#)

    let strict = try AvroFormat().parse(
      #"{"type": "record", "name": "Payment", "fields": [{"name": "iban", "type": "string"}]}"#)
    let reasons = strict.incompatibilities(reading: old)
    let sentences = reasons.map { $0.explanation.text(reader: "new", writer: "old") }
    #expect(sentences.count == 1)
    #expect(sentences.first?.contains("iban") == true)
    #expect(throws: AvroResolutionError.self) { try AvroProgram(writer: old, reader: strict) }
  }
}
