import JSONSchema
import SchemaCore
import Testing

/// The examples of the page `FirstRecord`.
@Suite("Your first record of JSON")
struct FirstRecordPageTests {
  @Test("a record is written, read and refused")
  func example() throws {
    let schema = try JSONSchemaFormat().parse(
      #"""
      {"type": "object", "required": ["id"], "additionalProperties": false,
        "properties": {"id": {"type": "integer", "minimum": 1}, "payer": {"type": "string"}}}
      """#)
    let validator = try JSONSchemaValidator(try schema.resources())
    struct Payment: Codable { var id: Int, payer: String? }
    let bytes = try JSONRecordEncoder(validator: validator).encode(Payment(id: 7, payer: "Ann"))
    let payment = try JSONRecordDecoder(validator: validator).decode(Payment.self, from: bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == #"{"id":7,"payer":"Ann"}"#)
    #expect(payment.id == 7 && payment.payer == "Ann")

    var problem = ""
    do {
      _ = try JSONRecordDecoder(validator: validator).decode(Payment.self, from: Array("{\"id\": 0}".utf8))
    } catch {
      problem = error.description
    }
    #expect(problem.hasPrefix("id: ") && problem.hasSuffix("(at 1:8)"), "\(problem)")

    let report = try validator.validate(Array(#"{"payer": 5, "x": 1}"#.utf8))
    let messages = report.errors.map(\.description)
    #expect(messages.count == 3, "\(messages)")
  }

  @Test("an arena holds a record without a type")
  func arena() throws {
    var arena = JSONRecordArena()
    try arena.read(Array(#"{ "id": 1.50, "tags": ["\u0061"] }"#.utf8))
    var text: [UInt8] = []
    arena.write(into: &text)
    let id = arena.value.object?["id"]?.number
    #expect(String(decoding: text, as: UTF8.self) == #"{"id":1.50,"tags":["a"]}"#)
    #expect(id?.text == "1.50")
  }
}
