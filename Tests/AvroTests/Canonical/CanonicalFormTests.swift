import Avro
import SchemaCore
import Testing

@Suite("Texts of Avro schemas")
struct CanonicalFormTests {
  @Test("a schema is written in each style", arguments: CaseRow.fixture("avro/canonical.json"))
  func styles(_ row: CaseRow) throws {
    let schema = try AvroFormat().parse(row.string("schema") ?? "", references: row.references)
    #expect(schema.canonicalText == row.string("canonical"))
    #expect(try schema.rendered(as: .canonical) == row.string("canonical"))
    #expect(try schema.rendered(as: .normalized) == row.string("normalized"))
    #expect(try schema.rendered(as: .resolved) == row.string("resolved"))
    #expect(try schema.parsingCanonicalForm() == row.string("parsingCanonicalForm"))
  }

  @Test("the fingerprint of null is the one of the specification")
  func fingerprint() throws {
    #expect(try AvroFormat().parse("\"null\"").fingerprint() == 0x63DD_24E7_CC25_8F8A)
    #expect(CRC64.fingerprint(of: []) == 0xC15D_213A_A4D7_A795)
  }

  @Test(
    "the order of attributes, properties and aliases makes no difference",
    arguments: [
      (
        #"{"type":"record","name":"R","a":1,"b":{"c":2,"d":3},"aliases":["S","T"],"fields":[]}"#,
        #"{"fields":[],"aliases":["T","S"],"b":{"d":3,"c":2},"a":1,"name":"R","type":"record"}"#
      ),
      (#"{"type":"int"}"#, #""int""#),
      (#"{"type":"record","name":"a.R","fields":[]}"#, #"{"type":"record","name":"R","namespace":"a","fields":[]}"#),
    ])
  func equivalent(_ one: String, _ other: String) throws {
    #expect(try AvroFormat().parse(one).isEquivalent(to: try AvroFormat().parse(other)))
  }

  @Test(
    "whatever else differs makes a difference",
    arguments: [
      (#"{"type":"record","name":"R","doc":"","fields":[]}"#, #"{"type":"record","name":"R","fields":[]}"#),
      (#"{"type":"record","name":"R","fields":[]}"#, #"{"type":"error","name":"R","fields":[]}"#),
      (#"{"type":"int","a":1}"#, #"{"type":"int","a":2}"#),
      (#"["null","int"]"#, #"["int","null"]"#),
      (#"{"type":"enum","name":"E","symbols":["A"]}"#, #"{"type":"enum","name":"E","symbols":["A"],"default":"A"}"#),
      (
        #"{"type":"record","name":"R","fields":[{"name":"x","type":"int"}]}"#,
        #"{"type":"record","name":"R","fields":[{"name":"x","type":"int","default":0}]}"#
      ),
    ])
  func different(_ one: String, _ other: String) throws {
    #expect(try AvroFormat().parse(one).isEquivalent(to: try AvroFormat().parse(other)) == false)
  }

  @Test("a type written in is the same as one that is referenced")
  func inlined() throws {
    let format = AvroFormat()
    func customer(_ type: String) -> ResolvedReference {
      ResolvedReference(
        SchemaReference(name: "n.C", subject: "c", version: 1),
        text: #"{"type":"record","name":"n.C","fields":[{"name":"id","type":"\#(type)"}]}"#)
    }
    let text = #"{"type":"record","name":"n.O","fields":[{"name":"a","type":"C"},{"name":"b","type":"n.C"}]}"#
    let referencing = try format.parse(text, references: [customer("int")])
    let inlined = try format.parse(try referencing.rendered(as: .resolved))
    #expect(referencing.canonicalText != inlined.canonicalText)
    #expect(referencing.isEquivalent(to: inlined))
    #expect(inlined.isEquivalent(to: referencing))
    #expect(try referencing.fingerprint() == inlined.fingerprint())
    let other = try format.parse(text, references: [customer("long")])
    #expect(referencing.canonicalText == other.canonicalText)
    #expect(!referencing.isEquivalent(to: other))
  }
}
