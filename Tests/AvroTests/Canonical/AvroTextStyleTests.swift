import Avro
import RegistryTesting
import SchemaCore
import Testing

@Suite("Layouts of Avro schemas")
struct AvroTextStyleTests {
  private static let text = #"""
    {"name": "R", "fields": [
      {"type": {"type": "enum", "name": "E", "symbols": ["A", "B"]}, "name": "e", "doc": "d"}], "type": "record"}
    """#

  @Test("what fits stands on a line, and a field always has its own")
  func pretty() throws {
    #expect(
      try AvroFormat().parse(Self.text).text(in: .pretty) == """
        {
          "type": "record",
          "name": "R",
          "fields": [
            { "name": "e", "type": { "type": "enum", "name": "E", "symbols": ["A", "B"] }, "doc": "d" }
          ]
        }
        """)
  }

  @Test("a text in a style is the same schema, and stays as it is in that style", arguments: AvroTextStyle.allCases)
  func stable(_ style: AvroTextStyle) throws {
    let texts = try [
      Self.text, Fixtures.fixture("avro/idl/order.avsc"), "\"int\"", #"{"type":"record","name":"n.R","fields":[]}"#,
      #"["null",{"type":"map","values":{"type":"fixed","name":"F","size":2,"x":{"fields":[1]}}}]"#,
    ]
    for text in texts {
      let document = try AvroFormat().parse(text)
      let written = try document.text(in: style)
      let again = try AvroFormat().parse(written)
      #expect(try again.text(in: style) == written)
      if style != .canonical { #expect(again.isEquivalent(to: document)) }
      #expect(try again.fingerprint() == document.fingerprint())
    }
  }

  @Test(
    "a line has at most 120 columns, the comma behind it included",
    arguments: [
      (75, "", 120), (76, "", 91), (74, #",{"name":"g","type":"int"}"#, 120), (75, #",{"name":"g","type":"int"}"#, 90),
    ])
  func width(_ count: Int, _ following: String, _ longest: Int) throws {
    let doc = String(repeating: "d", count: count)
    let text = #"{"type":"record","name":"R","fields":[{"name":"f","type":"int","doc":"\#(doc)"}\#(following)]}"#
    let lines = try AvroFormat().parse(text).text(in: .pretty).split(separator: "\n")
    #expect(lines.map(\.count).max() == longest)
  }

  @Test("references are written in where that is asked for")
  func resolved() throws {
    let reference = ResolvedReference(
      SchemaReference(name: "n.C", subject: "c", version: 1), text: #"{"type":"record","name":"n.C","fields":[]}"#)
    let document = try AvroFormat().parse(#"["null", "n.C"]"#, references: [reference])
    #expect(try document.text(in: .pretty) == #"["null", "n.C"]"#)
    #expect(try document.text(in: .resolved).contains("\"fields\": []"))
  }
}
