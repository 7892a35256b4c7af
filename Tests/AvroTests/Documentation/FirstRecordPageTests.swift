import Avro
import SchemaCore
import Testing

/// The examples of the page `FirstRecord`.
@Suite("Your first record")
struct FirstRecordPageTests {
  @Test("a record is written, read and looked into")
  func example() throws {
    let schema = try AvroFormat().parse(
      #"""
      {"type": "record", "name": "Payment", "fields": [
        {"name": "id", "type": "long"},
        {"name": "payer", "type": ["null", "string"]}]}
      """#)
    let program = try AvroProgram(schema)
    var arena = RecordArena()
    try program.fill(&arena, withJSON: #"{"id": 7, "payer": {"string": "Ann"}}"#.utf8)
    var bytes: [UInt8] = []
    try program.encode(&arena, into: &bytes)
    #expect(bytes == [14, 2, 6] + Array("Ann".utf8))

    try program.decode(bytes, into: &arena)
    let text = String(decoding: try program.jsonText(of: arena), as: UTF8.self)
    guard case .record(let payment) = try program.value(of: arena) else { return }
    let payer = payment["payer"]
    #expect(text == #"{"id":7,"payer":{"string":"Ann"}}"#)
    #expect(payer == .string("Ann"))

    let place = payment.type.index(of: "id")
    let id = place.map { payment.fields[$0] }
    #expect(id == .long(7))

    try program.fill(&arena, withJSON: #"{"id": 8}"#.utf8, form: .plain)
    let plain = String(decoding: try program.jsonText(of: arena, form: .plain), as: UTF8.self)
    #expect(plain == #"{"id":8,"payer":null}"#)

    var problem = ""
    do {
      try program.decode(bytes.dropLast(), into: &arena)
    } catch {
      problem = error.description
    }
    #expect(problem.hasPrefix("payer: "))
    #expect(problem.hasSuffix("(at byte 2)"))
  }
}
