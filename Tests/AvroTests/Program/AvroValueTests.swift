import SchemaCore
import Testing

@testable import Avro

@Suite("Avro values")
struct AvroValueTests {
  static let schema = #"""
    {"type":"record","name":"R","fields":[
      {"name":"id","type":"int"},{"name":"names","type":{"type":"array","items":"string"}},
      {"name":"either","type":["null","string",{"type":"record","name":"P","fields":[{"name":"x","type":"long"}]}]}]}
    """#

  @Test("a field is found by its name")
  func subscripts() throws {
    let program = try AvroProgram(AvroFormat().parse(Self.schema))
    var arena = RecordArena()
    try program.fill(&arena, withJSON: Array(#"{"id":7,"names":["a"],"either":{"P":{"x":1}}}"#.utf8))
    guard case .record(let record) = try program.value(of: arena) else {
      Issue.record("the root is a record")
      return
    }
    #expect(record["id"] == .int(7))
    #expect(record["names"] == .array([.string("a")]))
    #expect(record["none"] == nil)
    #expect(record.type.fieldNames == ["id", "names", "either"])
    guard case .record(let point)? = record["either"] else {
      Issue.record("the value of a union is that of its branch")
      return
    }
    #expect(point.type.name == AvroName("P"))
    #expect(point["x"] == .long(1))
  }

  @Test("a value of another type is refused with its field")
  func mismatches() throws {
    let program = try AvroProgram(AvroFormat().parse(Self.schema))
    guard case .record(let type, _) = program.layout.root else {
      Issue.record("the root is a record")
      return
    }
    var arena = RecordArena()
    let table: [([AvroValue], String)] = [
      ([.long(1), .array([]), .null], "id: expected int, found long"),
      ([.int(1), .array([.string("a"), .null]), .null], "names[1]: expected string, found null"),
      ([.int(1), .array([]), .int(1)], "either: expected one of null, string, P, found int"),
      ([.int(1)], "R has 3 fields, the value has 1"),
    ]
    for (fields, message) in table {
      let value = AvroValue.record(AvroRecordValue(type, fields: fields))
      let error = #expect(throws: CodecError.self) { try program.fill(&arena, with: value) }
      #expect(error?.description == message)
    }
  }

  @Test("symbols and fixed values are checked when they are made")
  func construction() throws {
    let enumeration = AvroEnumType(AvroEnum(name: AvroName("E"), symbols: ["A", "B"]))
    #expect(AvroEnumValue(enumeration, symbol: "B")?.index == 1)
    #expect(AvroEnumValue(enumeration, symbol: "C") == nil)
    #expect(AvroEnumValue(enumeration, index: 2) == nil)
    let fixed = AvroFixedType(AvroFixed(name: AvroName("F"), size: 2))
    #expect(AvroFixedValue(fixed, bytes: [1, 2])?.bytes == [1, 2])
    #expect(AvroFixedValue(fixed, bytes: [1]) == nil)
  }
}
