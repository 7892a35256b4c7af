import SchemaCore
import Testing

@testable import Avro

@Suite("What resolution refuses")
struct ResolutionErrorTests {
  struct Pair: CustomTestStringConvertible, Sendable {
    var name: String
    var writer: String
    var reader: String
    /// The kinds and paths of what is wrong; empty where only some records are refused.
    var reasons: [String]
    var testDescription: String { name }

    init(_ name: String, _ writer: String, as reader: String, _ reasons: [String]) {
      self.name = name
      self.writer = writer
      self.reader = reader
      self.reasons = reasons
    }
  }

  private static func record(_ fields: String, name: String = "R") -> String {
    ResolutionTests.record(fields, name: name)
  }

  static let certain: [Pair] = [
    Pair("long as int", #""long""#, as: #""int""#, ["TYPE_MISMATCH /"]),
    Pair("boolean as string", #""boolean""#, as: #""string""#, ["TYPE_MISMATCH /"]),
    Pair("bytes as fixed", #""bytes""#, as: #"{"type":"fixed","name":"F","size":2}"#, ["TYPE_MISMATCH /"]),
    Pair(
      "array as map", #"{"type":"array","items":"int"}"#, as: #"{"type":"map","values":"int"}"#, ["TYPE_MISMATCH /"]),
    Pair(
      "fixed of another size", #"{"type":"fixed","name":"F","size":2}"#, as: #"{"type":"fixed","name":"F","size":3}"#,
      ["FIXED_SIZE_MISMATCH /size"]),
    Pair(
      "enum of another name", #"{"type":"enum","name":"E","symbols":["A"]}"#,
      as: #"{"type":"enum","name":"G","symbols":["A"]}"#, ["NAME_MISMATCH /name"]),
    Pair("record of another name", record("", name: "A"), as: record("", name: "B"), ["NAME_MISMATCH /name"]),
    Pair("no branch", #""int""#, as: #"["null","string"]"#, ["MISSING_UNION_BRANCH /"]),
    Pair("no branch is readable", #"["null","string"]"#, as: #""int""#, ["TYPE_MISMATCH /0", "TYPE_MISMATCH /1"]),
    Pair(
      "several places at a time",
      record(#"{"name":"a","type":"long"},{"name":"in","type":{"type":"record","name":"I","fields":[]}}"#),
      as: record(
        #"""
        {"name":"in","type":{"type":"record","name":"I","fields":[{"name":"x","type":"int"}]}},
        {"name":"a","type":"int"},{"name":"b","type":"int"}
        """#),
      [
        "READER_FIELD_MISSING_DEFAULT_VALUE /fields/2", "TYPE_MISMATCH /fields/1/type",
        "READER_FIELD_MISSING_DEFAULT_VALUE /fields/0/type/fields/0",
      ]),
  ]

  @Test("what no record could be read as is refused at once, with every place", arguments: certain)
  func refusedAtOnce(_ pair: Pair) throws {
    let writer = try AvroFormat().parse(pair.writer)
    let reader = try AvroFormat().parse(pair.reader)
    let error = #expect(throws: AvroResolutionError.self) { try AvroProgram(writer: writer, reader: reader) }
    guard case .unreadable(let reasons)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reasons.map { "\($0.kind) \($0.path)" }.sorted() == pair.reasons.sorted())
    #expect(error?.description.isEmpty == false)
  }

  struct Record: CustomTestStringConvertible, Sendable {
    var name: String
    var writer: String
    var reader: String
    var hex: String
    var kind: CodecError.Kind
    var path: String
    var byteOffset: Int
    /// What the message has to name.
    var word: String
    var testDescription: String { name }

    init(
      _ name: String, _ writer: String, as reader: String, _ hex: String, _ path: String, at byteOffset: Int,
      _ kind: CodecError.Kind = .mismatch, naming word: String = ""
    ) {
      self.name = name
      self.writer = writer
      self.reader = reader
      self.hex = hex
      self.kind = kind
      self.path = path
      self.byteOffset = byteOffset
      self.word = word
    }
  }

  private static let swapped = (
    writer: record(
      #"""
      {"name":"a","type":"string"},{"name":"gone","type":{"type":"map","values":["null","string"]}},
      {"name":"b","type":{"type":"array","items":{"type":"record","name":"I","fields":[
        {"name":"x","type":"string"},{"name":"y","type":"boolean"}]}}}
      """#),
    reader: record(
      #"""
      {"name":"new","type":"string","default":"text"},
      {"name":"b","type":{"type":"array","items":{"type":"record","name":"I","fields":[
        {"name":"y","type":"boolean"},{"name":"x","type":"string"}]}}},{"name":"a","type":"string"}
      """#)
  )

  static let some: [Record] = [
    Record("null as int", #"["null","int"]"#, as: #""int""#, "00", "", at: 0, naming: "null"),
    Record(
      "null before another field", record(#"{"name":"a","type":["null","int"]},{"name":"b","type":"int"}"#),
      as: record(#"{"name":"b","type":"int"},{"name":"a","type":"int"}"#), "0002", "a", at: 0, naming: "null"),
    Record(
      "a branch that is missing", #"["null","int","string"]"#, as: #"["int","null"]"#, "0402", "", at: 0,
      naming: "string"),
    Record(
      "a symbol that is missing", record(#"{"name":"e","type":{"type":"enum","name":"E","symbols":["A","B"]}}"#),
      as: record(#"{"name":"e","type":{"type":"enum","name":"E","symbols":["A"]}}"#), "02", "e", at: 0, naming: "B"),
    Record(
      "a symbol that the writer has not", #"{"type":"enum","name":"E","symbols":["A","B"]}"#,
      as: #"{"type":"enum","name":"E","symbols":["B","A"]}"#, "04", "", at: 0, .malformed),
    Record(
      "an item of a type that does not fit", #"{"type":"array","items":"string"}"#,
      as: #"{"type":"array","items":"int"}"#, "02026100", "[0]", at: 1, naming: "string"),
    Record(
      "bytes that are no string", record(#"{"name":"x","type":"int"},{"name":"b","type":"bytes"}"#),
      as: record(#"{"name":"b","type":"string"}"#), "0002ff", "b", at: 1, .malformed),
    Record("int out of range read as double", #""int""#, as: #""double""#, "8080808010", "", at: 0, .malformed),
    Record("first field, read last", swapped.writer, as: swapped.reader, "0480", "a", at: 0, .truncated),
    Record("skipped map's count", swapped.writer, as: swapped.reader, "026103", "gone", at: 2, .truncated),
    Record(
      "skipped map's branch", swapped.writer, as: swapped.reader, "026102026b0600", #"gone["k"]"#, at: 5, .malformed),
    Record(
      "field of an item, in the writer's order", swapped.writer, as: swapped.reader, "0261000402780102ff00",
      "b[1].x", at: 7, .malformed),
    Record(
      "second field of an item", swapped.writer, as: swapped.reader, "0261000202780500", "b[0].y", at: 6, .malformed),
    Record("trailing bytes", swapped.writer, as: swapped.reader, "0261000000", "", at: 4, .trailingBytes),
  ]

  @Test("a record with what the reader does not have is refused when it is met", arguments: some)
  func refusedWhenMet(_ record: Record) throws {
    let writer = try AvroFormat().parse(record.writer)
    let reader = try AvroFormat().parse(record.reader)
    let program = try AvroProgram(writer: writer, reader: reader)
    var arena = RecordArena()
    let bytes = try #require(Hexadecimal.bytes(record.hex))
    let error = #expect(throws: CodecError.self) { try program.decode(bytes, into: &arena) }
    #expect(error?.kind == record.kind, "\(error?.description ?? "")")
    #expect(error?.path == record.path)
    #expect(error?.byteOffset == record.byteOffset)
    #expect(error?.message.contains(record.word) == true, "\(error?.description ?? "")")
  }

  static let pairs = CaseRow.shared("compat/avro.json")

  @Test(
    "what is compatible can be read, and what cannot be read is not compatible",
    .enabled(if: sharedCasesExist("compat/avro.json"), "the conformance cases are not beside the checkout"),
    arguments: pairs)
  func compatiblePairs(_ row: CaseRow) throws {
    let reader = try AvroFormat().parse(row.text("reader"), rules: .stored)
    let writer = try AvroFormat().parse(row.text("writer"), rules: .stored)
    if row.bool("backwardCompatible") == true {
      _ = try AvroProgram(writer: writer, reader: reader)
    } else {
      // Some of these pairs can be compiled, since only some records cannot be read.
      _ = try? AvroProgram(writer: writer, reader: reader)
    }
  }

  @Test("a default that is no value of its type is refused when it is needed")
  func badDefault() throws {
    let reader = try AvroFormat().parse(
      Self.record(#"{"name":"e","type":{"type":"enum","name":"E","symbols":["A"]},"default":"B"}"#), rules: .stored)
    let error = #expect(throws: AvroResolutionError.self) {
      try AvroProgram(writer: AvroFormat().parse(Self.record("")), reader: reader)
    }
    guard case .schema(let schemaError)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(schemaError.kind == .invalid)
    #expect(schemaError.message.contains("\"e\""))
  }
}
