import Avro
import SchemaCore
import Testing

@Suite("Parsing Avro schemas")
struct AvroParserTests {
  @Test("a refused text is explained with kind, place and what to do", arguments: CaseRow.fixture("avro/refused.json"))
  func refused(_ row: CaseRow) throws {
    let error = try #require(throws: SchemaError.self) { try AvroFormat().parse(row.string("schema") ?? "") }
    #expect(error.kind.rawValue == row.string("kind"))
    #expect(error.position?.description == row.string("position"))
    #expect(error.path?.description == row.string("path"))
    #expect(error.message == row.string("message"))
  }

  @Test(
    "a stored schema may hold what only older registries accepted",
    arguments: [
      #"{"type":"record","name":"1R","namespace":"a-b..c","fields":[{"name":"x y","type":"int","default":"no"}]}"#,
      #"{"type":"enum","name":"E","symbols":["white space","é"]}"#,
    ])
  func stored(_ text: String) throws {
    #expect(throws: SchemaError.self) { try AvroFormat().parse(text, rules: .new) }
    #expect(try AvroFormat().parse(text, rules: .stored).canonicalText.isEmpty == false)
  }

  @Test(
    "a stored schema must still make sense",
    arguments: [
      #"{"type":"record","name":"","fields":[]}"#, #"{"type":"enum","name":"E","symbols":["A"],"default":"B"}"#,
      #"["int","int"]"#, #""Missing""#,
    ])
  func nonsense(_ text: String) {
    #expect(throws: SchemaError.self) { try AvroFormat().parse(text, rules: .stored) }
  }

  @Test("all parts of a record are read")
  func record() throws {
    let schema = try AvroFormat().parse(
      #"""
      {"type": "error", "name": "a.b.R", "doc": "d", "aliases": ["S", "c.T", "S"], "x": {"y": [1.0]}, "fields": [
        {"name": "f", "type": {"type": "long", "logicalType": "timestamp-micros"}, "doc": "fd", "default": 5,
         "order": "Descending", "aliases": ["g", "g"], "z": null}]}
      """#)
    guard case .record(let record) = schema.root.type, let field = record.fields.first else {
      Issue.record("the root is no record with a field")
      return
    }
    #expect(record.name == AvroName(name: "R", namespace: "a.b"))
    #expect(record.isError)
    #expect(record.documentation == "d")
    #expect(record.aliases.map(\.fullName) == ["a.b.S", "c.T"])
    #expect(record.properties == ["x": ["y": [.number(try #require(JSONNumber("1.0")))]]])
    #expect(field.schema.type == .long)
    #expect(field.schema.logicalType == .timestampMicros)
    #expect(field.documentation == "fd")
    #expect(field.defaultValue == 5)
    #expect(field.order == .descending)
    #expect(field.aliases == ["g"])
    #expect(field.properties == ["z": nil])
    #expect(schema.recordName == "a.b.R")
  }

  @Test("a default of null is not the same as no default")
  func nullDefault() throws {
    let schema = try AvroFormat().parse(
      #"{"type":"record","name":"R","fields":[{"name":"a","type":"null","default":null},{"name":"b","type":"null"}]}"#)
    guard case .record(let record) = schema.root.type else { return }
    #expect(record.fields.map(\.defaultValue) == [.null, nil])
  }

  @Test(
    "a name is looked for within its namespace and then outside of all",
    arguments: [
      (#"{"type":"record","name":"n.R","fields":[{"name":"x","type":["null","R"]}]}"#, "n.R"),
      (#"{"type":"record","name":"R","fields":[{"name":"x","type":{"type":"array","items":"R"}}]}"#, "R"),
      (
        #"{"type":"record","name":"R","fields":[{"name":"x","type":{"type":"record","name":"n.S","fields":[{"name":"y","type":["null","R"]}]}}]}"#,
        "R"
      ),
    ])
  func names(_ text: String, _ expected: String) throws {
    let schema = try AvroFormat().parse(text)
    let used = schema.definitions.values.flatMap { definition -> [AvroSchema] in
      guard case .record(let record) = definition.type else { return [] }
      return record.fields.map(\.schema)
    }.flatMap { field -> [AvroName] in
      switch field.type {
      case .union(let branches): branches.compactMap(\.name)
      case .array(let items): [items].compactMap(\.name)
      default: []
      }
    }
    #expect(used.map(\.fullName) == [expected])
  }

  @Test("a name is that of the record at the root, also where it stands in a reference")
  func recordNames() throws {
    let reference = ResolvedReference(
      SchemaReference(name: "n.R", subject: "r", version: 1), text: #"{"type":"record","name":"n.R","fields":[]}"#)
    #expect(try AvroFormat().parse(#""n.R""#, references: [reference]).recordName == "n.R")
    #expect(try AvroFormat().parse(#"["null","n.R"]"#, references: [reference]).recordName == nil)
    #expect(try AvroFormat().parse(#"{"type":"enum","name":"E","symbols":[]}"#).recordName == nil)
  }

  @Test("what is wrong in a reference is said to be there")
  func brokenReference() throws {
    let reference = ResolvedReference(
      SchemaReference(name: "n.R", subject: "r", version: 1), text: "{\n  \"type\": \"record\"}")
    let error = try #require(throws: SchemaError.self) { try AvroFormat().parse(#""n.R""#, references: [reference]) }
    #expect(error.position == nil)
    #expect(error.message.hasPrefix("In reference \"n.R\": 1:1: The type declaration has no attribute \"name\""))
  }

  @Test("a type that a reference defines cannot be defined again")
  func redefinedReference() {
    let text = #"{"type":"record","name":"n.R","fields":[]}"#
    let reference = ResolvedReference(SchemaReference(name: "n.R", subject: "r", version: 1), text: text)
    #expect(throws: SchemaError.self) { try AvroFormat().parse(text, references: [reference]) }
  }
}
