import Avro
import SchemaCore
import Testing

@Suite("Compatibility of Avro schemas")
struct AvroCompatibilityTests {
  private func problems(_ reader: String, _ writer: String) throws -> [Incompatibility] {
    let format = AvroFormat()
    return try format.parse(reader, rules: .stored).incompatibilities(reading: try format.parse(writer, rules: .stored))
  }

  @Test(
    "an incompatibility is reported in the registry's words and explained in people's",
    arguments: CaseRow.fixture("avro/incompatibilities.json"))
  func reported(_ row: CaseRow) throws {
    let found = try problems(row.text("reader"), row.text("writer"))
    let expected = row.array("incompatibilities").compactMap(\.object)
    #expect(found.map(\.kind.rawValue) == expected.map { $0["kind"]?.string })
    #expect(found.map(\.path) == expected.map { $0["path"]?.string })
    #expect(found.map(\.detail) == expected.map { $0["detail"]?.string })
    func told(_ text: TwoSidedText) -> String { text.text(reader: "new", writer: "old") }
    #expect(found.map { told($0.message) } == expected.map { $0["message"]?.string })
    #expect(found.map { told($0.explanation) } == expected.map { $0["explanation"]?.string })
    #expect(found.map(\.remedy.inReader) == expected.map { $0["remedyInReader"]?.string })
    #expect(found.map(\.remedy.inWriter) == expected.map { $0["remedyInWriter"]?.string })
  }

  private static let primitives = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"]
  private static let promotions: Set<String> = [
    "int>long", "int>float", "int>double", "long>float", "long>double", "float>double", "bytes>string", "string>bytes",
  ]

  @Test("a primitive type is read as itself and as what it is promoted to", arguments: primitives, primitives)
  func promotions(_ reader: String, _ writer: String) throws {
    let isReadable = reader == writer || Self.promotions.contains("\(writer)>\(reader)")
    #expect(try problems("\"\(reader)\"", "\"\(writer)\"").isEmpty == isReadable)
    #expect(try problems("[\"\(reader)\"]", "\"\(writer)\"").isEmpty == isReadable)
    #expect(try problems("\"\(reader)\"", "[\"\(writer)\"]").isEmpty == isReadable)
    #expect(try problems("[\"\(reader)\"]", "[\"\(writer)\"]").isEmpty == isReadable)
  }

  @Test(
    "what the reader can make up for is compatible",
    arguments: [
      // A default, whatever it is.
      (#"{"type":"record","name":"R","fields":[{"name":"x","type":"null","default":null}]}"#, "[]"),
      // A writer's field that the reader does not have, in another order.
      (
        #"{"type":"record","name":"R","fields":[{"name":"b","type":"int"},{"name":"a","type":"int"}]}"#,
        #"[{"name":"a","type":"int"},{"name":"c","type":"int"},{"name":"b","type":"int"}]"#
      ),
      // An alias of a field.
      (
        #"{"type":"record","name":"R","fields":[{"name":"new","aliases":["old"],"type":"int"}]}"#,
        #"[{"name":"old","type":"int"}]"#
      ),
      // An alias of the record, within its namespace; and another namespace alone.
      (#"{"type":"record","name":"n.S","aliases":["m.R"],"fields":[]}"#, "[]"),
      (#"{"type":"record","name":"other.R","fields":[]}"#, "[]"),
      // A default symbol.
      (
        #"{"type":"record","name":"R","fields":[{"name":"e","type":{"type":"enum","name":"E","symbols":["A"],"default":"A"}}]}"#,
        #"[{"name":"e","type":{"type":"enum","name":"E","symbols":["A","B"]}}]"#
      ),
      // A logical type changes nothing.
      (
        #"{"type":"record","name":"R","fields":[{"name":"t","type":{"type":"int","logicalType":"date"}}]}"#,
        #"[{"name":"t","type":{"type":"int","logicalType":"time-millis"}}]"#
      ),
      // A union that has been widened, its branches in another order and promoted.
      (
        #"{"type":"record","name":"R","fields":[{"name":"u","type":["string","double","null"]}]}"#,
        #"[{"name":"u","type":["null","int","bytes"]}]"#
      ),
      // A union that a writer never fills.
      (#"{"type":"record","name":"R","fields":[{"name":"u","type":"int"}]}"#, #"[{"name":"u","type":[]}]"#),
    ])
  func compatible(_ reader: String, _ writerFields: String) throws {
    #expect(try problems(reader, #"{"type":"record","name":"m.R","fields":\#(writerFields)}"#) == [])
  }

  @Test(
    "types of different kinds are never read as each other",
    arguments: [
      (#"{"type":"fixed","name":"X","size":1}"#, #""bytes""#), (#""bytes""#, #"{"type":"fixed","name":"X","size":1}"#),
      (#"{"type":"enum","name":"X","symbols":["A"]}"#, #""string""#),
      (#""string""#, #"{"type":"enum","name":"X","symbols":["A"]}"#),
      (#"{"type":"record","name":"X","fields":[]}"#, #"{"type":"map","values":"int"}"#),
      (#"{"type":"array","items":"int"}"#, #"{"type":"map","values":"int"}"#),
    ])
  func kinds(_ reader: String, _ writer: String) throws {
    #expect(try problems(reader, writer).map(\.kind) == [.typeMismatch])
    #expect(try problems("[\(reader)]", writer).map(\.kind) == [.missingUnionBranch])
  }

  @Test("a record finds its branch in a union by its name, its alias, or in another namespace")
  func branches() throws {
    let writer = #"["null",{"type":"record","name":"m.R","fields":[]}]"#
    for name in [#""m.R""#, #""R""#, #""S","aliases":["m.R"]"#] {
      #expect(try problems(#"["null",{"type":"record","name":\#(name),"fields":[]}]"#, writer) == [])
    }
    #expect(try problems(#"["null",{"type":"record","name":"S","fields":[]}]"#, writer).map(\.path) == ["/1"])
  }

  @Test("an alias in the writer's schema has no effect")
  func writerAlias() throws {
    let found = try problems(
      #"{"type":"record","name":"R","fields":[]}"#, #"{"type":"record","name":"S","aliases":["R"],"fields":[]}"#)
    #expect(found.map(\.kind) == [.nameMismatch])
  }

  @Test("a message is told from the side of whoever reads")
  func sides() throws {
    let found = try problems(
      #"{"type":"record","name":"R","fields":[{"name":"x","type":"int"}]}"#,
      #"{"type":"record","name":"R","fields":[]}"#)
    let message = try #require(found.first?.message)
    #expect(
      message.text(reader: "old", writer: "new")
        == "{errorType:'READER_FIELD_MISSING_DEFAULT_VALUE', description:'The field 'x' at path '/fields/0' in the old "
        + "schema has no default value and is missing in the new schema', additionalInfo:'x'}")
  }

  @Test("types that references define are compared with types written in")
  func references() throws {
    func document(_ type: String) throws -> AvroDocument {
      let reference = ResolvedReference(
        SchemaReference(name: "C", subject: "c", version: 1),
        text: #"{"type":"record","name":"C","fields":[{"name":"id","type":"\#(type)"}]}"#)
      return try AvroFormat().parse(
        #"{"type":"record","name":"O","fields":[{"name":"c","type":"C"}]}"#, references: [reference])
    }
    let inlined = try AvroFormat().parse(try document("int").rendered(as: .resolved))
    #expect(try document("long").incompatibilities(reading: inlined).isEmpty)
    #expect(inlined.incompatibilities(reading: try document("long")).map(\.path) == ["/fields/0/type/fields/0/type"])
  }
}
