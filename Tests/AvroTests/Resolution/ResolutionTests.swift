import SchemaCore
import Testing

@testable import Avro

/// What a value becomes when it is read with another schema.
@Suite("Resolution")
struct ResolutionTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var name: String
    var writer: String
    var reader: String
    /// The value as the writer's JSON form has it, and as the reader's has it.
    var written: String
    var read: String
    var testDescription: String { name }

    init(_ name: String, _ writer: String, as reader: String, _ written: String, is read: String) {
      self.name = name
      self.writer = writer
      self.reader = reader
      self.written = written
      self.read = read
    }
  }

  static func record(_ fields: String, name: String = "R", more: String = "") -> String {
    #"{"type":"record","name":"\#(name)"\#(more),"fields":[\#(fields)]}"#
  }

  static let scalars: [Example] = [
    Example("int as long", #""int""#, as: #""long""#, "-2147483648", is: "-2147483648"),
    Example("int as float", #""int""#, as: #""float""#, "16777217", is: "16777216.0"),
    Example("int as double", #""int""#, as: #""double""#, "16777217", is: "16777217.0"),
    Example("long as float", #""long""#, as: #""float""#, "-9007199254740993", is: "-9.007199e+15"),
    Example("long as double", #""long""#, as: #""double""#, "9007199254740993", is: "9007199254740992.0"),
    Example("float as double", #""float""#, as: #""double""#, "0.1", is: "0.10000000149011612"),
    Example("float infinity as double", #""float""#, as: #""double""#, #""-Infinity""#, is: #""-Infinity""#),
    Example("string as bytes", #""string""#, as: #""bytes""#, #""é""#, is: #""Ã©""#),
    Example("bytes as string", #""bytes""#, as: #""string""#, #""Ã©""#, is: #""é""#),
    Example(
      "ints as longs", #"{"type":"array","items":"int"}"#, as: #"{"type":"array","items":"long"}"#, "[1,-2,3]",
      is: "[1,-2,3]"),
    Example(
      "floats in a map as doubles", #"{"type":"map","values":"float"}"#, as: #"{"type":"map","values":"double"}"#,
      #"{"k":0.5}"#, is: #"{"k":0.5}"#),
    Example(
      "enum whose symbols moved", #"{"type":"enum","name":"E","symbols":["A","B"]}"#,
      as: #"{"type":"enum","name":"E","symbols":["C","B","A"]}"#, #""B""#, is: #""B""#),
    Example(
      "unknown symbol as the reader's default", #"{"type":"enum","name":"E","symbols":["A","B"],"default":"A"}"#,
      as: #"{"type":"enum","name":"E","symbols":["A","C"],"default":"C"}"#, #""B""#, is: #""C""#),
    Example(
      "fixed of another namespace", #"{"type":"fixed","name":"a.F","size":2}"#,
      as: #"{"type":"fixed","name":"b.F","size":2}"#, #""xy""#, is: #""xy""#),
    Example(
      "fixed by an alias", #"{"type":"fixed","name":"a.F","size":2}"#,
      as: #"{"type":"fixed","name":"b.G","aliases":["a.F"],"size":2}"#, #""xy""#, is: #""xy""#),
    Example(
      "enum by an alias", #"{"type":"enum","name":"Old","symbols":["A"]}"#,
      as: #"{"type":"enum","name":"New","aliases":["Old"],"symbols":["A"]}"#, #""A""#, is: #""A""#),
  ]

  static let unions: [Example] = [
    Example("int as a union of it", #""int""#, as: #"["null","int"]"#, "7", is: #"{"int":7}"#),
    Example("the exact branch before a promotion", #""int""#, as: #"["double","long","int"]"#, "7", is: #"{"int":7}"#),
    Example("the first promotion", #""int""#, as: #"["string","double","long"]"#, "7", is: #"{"double":7.0}"#),
    Example("null as a union", #""null""#, as: #"["int","null"]"#, "null", is: "null"),
    Example("a branch as its type", #"["null","int"]"#, as: #""long""#, #"{"int":7}"#, is: "7"),
    Example("null of a union", #"["int","null"]"#, as: #""null""#, "null", is: "null"),
    Example("branches in another order", #"["null","string"]"#, as: #"["string","null"]"#, "null", is: "null"),
    Example(
      "branches in another order, not null", #"["null","string"]"#, as: #"["string","null"]"#, #"{"string":"a"}"#,
      is: #"{"string":"a"}"#),
    Example(
      "a nullable's value promoted", #"["null","int"]"#, as: #"["null","double"]"#, #"{"int":1}"#,
      is: #"{"double":1.0}"#),
    Example(
      "a branch more", #"["null","int"]"#, as: #"["null","int","string"]"#, #"{"int":1}"#, is: #"{"int":1}"#),
    Example(
      "a branch less that is not met", #"["null","int","string"]"#, as: #"["int","null"]"#, #"{"int":1}"#,
      is: #"{"int":1}"#),
    Example(
      "two branches as one", #"["int","long"]"#, as: #"["long"]"#, #"{"int":1}"#, is: #"{"long":1}"#),
    Example(
      "of records the one with the same full name",
      #"{"type":"record","name":"b.R","fields":[{"name":"v","type":"int"}]}"#,
      as: #"""
        [{"type":"record","name":"a.R","fields":[{"name":"v","type":"int"}]},
         {"type":"record","name":"b.R","fields":[{"name":"v","type":"long"}]}]
        """#, #"{"v":1}"#, is: #"{"b.R":{"v":1}}"#),
    Example(
      "of records the one with the alias",
      #"{"type":"record","name":"c.R","fields":[]}"#,
      as: #"""
        [{"type":"record","name":"a.R","fields":[]},
         {"type":"record","name":"b.Q","aliases":["c.R"],"fields":[]}]
        """#, "{}", is: #"{"b.Q":{}}"#),
    Example(
      "of records the one with the last name",
      #"{"type":"record","name":"c.R","fields":[]}"#,
      as: #"[{"type":"record","name":"a.Q","fields":[]},{"type":"record","name":"b.R","fields":[]}]"#, "{}",
      is: #"{"b.R":{}}"#),
    Example(
      "array and map as branches", #"{"type":"array","items":"int"}"#,
      as: #"[{"type":"map","values":"int"},{"type":"array","items":"double"}]"#, "[1]", is: #"{"array":[1.0]}"#),
  ]

  static let records: [Example] = [
    Example(
      "fields in another order", record(#"{"name":"a","type":"int"},{"name":"b","type":"string"}"#),
      as: record(#"{"name":"b","type":"string"},{"name":"a","type":"int"}"#), #"{"a":1,"b":"x"}"#,
      is: #"{"b":"x","a":1}"#),
    Example(
      "rows of fields of many sizes in another order",
      record(
        #"""
        {"name":"a","type":["null","int"]},{"name":"b","type":{"type":"array","items":"string"}},
        {"name":"c","type":"int"},{"name":"d","type":{"type":"map","values":"long"}},{"name":"e","type":"boolean"}
        """#),
      as: record(
        #"""
        {"name":"e","type":"boolean"},{"name":"d","type":{"type":"map","values":"long"}},{"name":"c","type":"int"},
        {"name":"x","type":"string","default":"new"},
        {"name":"b","type":{"type":"array","items":"string"}},{"name":"a","type":["null","int"]}
        """#), #"{"a":{"int":1},"b":["p","q"],"c":3,"d":{"k":4},"e":true}"#,
      is: #"{"e":true,"d":{"k":4},"c":3,"x":"new","b":["p","q"],"a":{"int":1}}"#),
    Example(
      "a field less of every type",
      record(
        #"""
        {"name":"a","type":"int"},{"name":"n","type":"null"},{"name":"o","type":"boolean"},
        {"name":"l","type":"long"},{"name":"f","type":"float"},{"name":"d","type":"double"},
        {"name":"y","type":"bytes"},{"name":"s","type":"string"},
        {"name":"x","type":{"type":"fixed","name":"F","size":3}},
        {"name":"e","type":{"type":"enum","name":"E","symbols":["A"]}},
        {"name":"ls","type":{"type":"array","items":"long"}},{"name":"ds","type":{"type":"array","items":"double"}},
        {"name":"ss","type":{"type":"array","items":"string"}},{"name":"m","type":{"type":"map","values":"int"}},
        {"name":"u","type":["null","int","string"]},{"name":"v","type":["null","R"]},{"name":"z","type":"int"}
        """#), as: record(#"{"name":"z","type":"int"}"#),
      #"""
      {"a":1,"n":null,"o":true,"l":2,"f":1.5,"d":2.5,"y":"ab","s":"cd","x":"efg","e":"A","ls":[1,2],"ds":[1.5],
       "ss":["p","q"],"m":{"k":1},"u":{"string":"s"},"v":{"R":{"a":1,"n":null,"o":true,"l":2,"f":1.5,"d":2.5,"y":"ab",
       "s":"cd","x":"efg","e":"A","ls":[],"ds":[],"ss":[],"m":{},"u":null,"v":null,"z":8}},"z":9}
      """#, is: #"{"z":9}"#),
    Example(
      "a default of every type", record(""),
      as: record(
        #"""
        {"name":"n","type":"null","default":null},{"name":"o","type":"boolean","default":true},
        {"name":"i","type":"int","default":-1},{"name":"l","type":"long","default":2},
        {"name":"f","type":"float","default":1.5},{"name":"d","type":"double","default":2},
        {"name":"y","type":"bytes","default":"\u00ff"},{"name":"s","type":"string","default":"é"},
        {"name":"x","type":{"type":"fixed","name":"F","size":2},"default":"xy"},
        {"name":"e","type":{"type":"enum","name":"E","symbols":["A","B"]},"default":"B"},
        {"name":"a","type":{"type":"array","items":"string"},"default":["p","q"]},
        {"name":"m","type":{"type":"map","values":{"type":"array","items":"int"}},"default":{"k":[1,2]}},
        {"name":"u","type":["null","string"],"default":"second"},
        {"name":"r","type":{"type":"record","name":"In","fields":[
          {"name":"p","type":"int"},{"name":"q","type":["null","In"],"default":null}]},
         "default":{"p":1,"q":{"p":2}}}
        """#), "{}",
      is: #"{"n":null,"o":true,"i":-1,"l":2,"f":1.5,"d":2.0,"y":"ÿ","s":"é","x":"xy","e":"B","a":["p","q"],"#
        + #""m":{"k":[1,2]},"u":{"string":"second"},"r":{"p":1,"q":{"In":{"p":2,"q":null}}}}"#),
    Example(
      "a field by its alias", record(#"{"name":"old","type":"int"}"#),
      as: record(#"{"name":"new","aliases":["older","old"],"type":"long"}"#), #"{"old":5}"#, is: #"{"new":5}"#),
    Example(
      "a field of the name before one of an alias", record(#"{"name":"a","type":"int"},{"name":"b","type":"int"}"#),
      as: record(#"{"name":"b","aliases":["a"],"type":"int"}"#), #"{"a":1,"b":2}"#, is: #"{"b":2}"#),
    Example(
      "a field that another one has by its name takes its default", record(#"{"name":"a","type":"int"}"#),
      as: record(#"{"name":"b","aliases":["a"],"type":"int","default":7},{"name":"a","type":"int"}"#), #"{"a":1}"#,
      is: #"{"b":7,"a":1}"#),
    Example(
      "a record by an alias", record("", name: "Old"), as: record("", name: "New", more: #","aliases":["Old"]"#), "{}",
      is: "{}"),
    Example(
      "a recursive record whose fields changed",
      record(#"{"name":"v","type":"int"},{"name":"gone","type":"string"},{"name":"next","type":["null","R"]}"#),
      as: record(
        #"{"name":"next","type":["null","R"]},{"name":"v","type":"long"},{"name":"w","type":"int","default":3}"#),
      #"{"v":1,"gone":"x","next":{"R":{"v":2,"gone":"y","next":null}}}"#,
      is: #"{"next":{"R":{"next":null,"v":2,"w":3}},"v":1,"w":3}"#),
    Example(
      "a recursion that the reader does not have",
      record(#"{"name":"v","type":"int"},{"name":"next","type":["null","R"]}"#),
      as: record(#"{"name":"v","type":"int"}"#),
      #"{"v":1,"next":{"R":{"v":2,"next":null}}}"#, is: #"{"v":1}"#),
    Example(
      "a recursion that the writer does not have", record(#"{"name":"v","type":"int"}"#),
      as: record(#"{"name":"v","type":"int"},{"name":"next","type":["null","R"],"default":null}"#), #"{"v":1}"#,
      is: #"{"v":1,"next":null}"#),
    Example(
      "a record that becomes two by what holds it",
      record(
        #"{"name":"a","type":{"type":"record","name":"a.S","fields":[{"name":"v","type":"int"}]}},{"name":"b","type":"a.S"}"#
      ),
      as: record(
        #"""
        {"name":"b","type":{"type":"record","name":"b.S","fields":[{"name":"v","type":"long"}]}},
        {"name":"a","type":{"type":"record","name":"c.S","fields":[{"name":"w","type":"int","default":0}]}}
        """#), #"{"a":{"v":1},"b":{"v":2}}"#, is: #"{"b":{"v":2},"a":{"w":0}}"#),
  ]

  @Test("a value is read as the other schema has it", arguments: scalars + unions + records)
  func resolved(_ example: Example) throws {
    let writer = try AvroFormat().parse(example.writer)
    let reader = try AvroFormat().parse(example.reader)
    let program = try AvroProgram(writer: writer, reader: reader)
    var arena = RecordArena()
    var bytes: [UInt8] = []
    let writing = try AvroProgram(writer)
    try writing.fill(&arena, withJSON: example.written.utf8)
    try writing.encode(&arena, into: &bytes)
    try program.decode(bytes, into: &arena)
    #expect(String(decoding: try program.jsonText(of: arena), as: UTF8.self) == example.read)

    var again: [UInt8] = []
    try program.encode(&arena, into: &again)
    let plain = try AvroProgram(reader)
    try plain.decode(again, into: &arena)
    #expect(String(decoding: try plain.jsonText(of: arena), as: UTF8.self) == example.read)
  }

  @Test("schemas that differ in nothing that records show need no resolution")
  func same() throws {
    let writer = try AvroFormat().parse(Self.record(#"{"name":"a","type":"int"},{"name":"b","type":["null","long"]}"#))
    let reader = try AvroFormat().parse(
      Self.record(#"{"name":"c","aliases":["a"],"type":"long"},{"name":"b","type":["null","long"],"doc":"b"}"#))
    #expect(try AvroProgram(writer: writer, reader: writer).resolution == nil)
    let program = try AvroProgram(writer: writer, reader: reader)
    var arena = RecordArena()
    let error = #expect(throws: CodecError.self) { try program.decode([2], into: &arena) }
    #expect(error?.path == "b")
  }

  @Test("records of several schemas take turns in one arena")
  func oneArena() throws {
    let writer = try AvroFormat().parse(Self.record(#"{"name":"a","type":"string"}"#))
    let readers = try [#""one""#, #""two, which is longer""#].map { text in
      try AvroFormat().parse(
        Self.record(#"{"name":"a","type":"string"},{"name":"b","type":"string","default":\#(text)}"#))
    }
    let programs = try readers.map { try AvroProgram(writer: writer, reader: $0) }
    var arena = RecordArena()
    for round in 0..<10 {
      let program = programs[round % 2]
      let text = String(repeating: "x", count: round)
      try program.decode([UInt8(2 * round)] + text.utf8, into: &arena)
      let read = ["one", "two, which is longer"][round % 2]
      #expect(String(decoding: try program.jsonText(of: arena), as: UTF8.self) == #"{"a":"\#(text)","b":"\#(read)"}"#)
      if round % 3 == 0 { try program.fill(&arena, withJSON: #"{"a":"filled"}"#.utf8) }
      if round % 4 == 0 { #expect(throws: CodecError.self) { try program.decode([], into: &arena) } }
    }
  }

  @Test("a codec reads a frame's bytes, which stand without their count, as a string")
  func bareBytes() throws {
    let format = AvroFormat()
    let codec = try AvroRecordCodec(writer: format.parse(#""bytes""#), reader: format.parse(#""string""#))
    #expect(try codec.decode(Array("é".utf8)) == Array(#""é""#.utf8))
    #expect(try codec.encode(json: #""é""#.utf8) == [4] + Array("é".utf8))
    #expect(throws: CodecError.self) { try codec.decode([0xFF]) }
  }
}
