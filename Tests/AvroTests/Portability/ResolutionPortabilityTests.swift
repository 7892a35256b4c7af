import Glibc
import ReferenceCodecs
import SchemaCore
import Testing

@testable import Avro

@Suite("Portability of changes")
struct ResolutionPortabilityTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var name: String
    var reader: String
    var writer: String
    /// A record of the writer's.
    var record: String
    /// What libavro makes of it, as a record of the reader's; nil if it refuses it.
    var read: String?
    var findings: [String]
    var testDescription: String { name }
  }

  private static func record(_ fields: String, name: String = "R") -> String {
    #"{"type":"record","name":"\#(name)","fields":[\#(fields)]}"#
  }

  private static func enumeration(_ symbols: String) -> String {
    #"{"type":"enum","name":"E","symbols":[\#(symbols)]}"#
  }

  static let examples: [Example] = [
    Example(
      name: "fields in another order, one less, int as long", reader: record(#"{"name":"b","type":"long"}"#),
      writer: record(#"{"name":"a","type":"string"},{"name":"b","type":"int"}"#), record: "026104", read: "04",
      findings: []),
    Example(
      name: "a new field with a default", reader: record(#"{"name":"a","type":"int","default":1}"#),
      writer: record(""), record: "", read: nil, findings: ["DEFAULT_NEEDED /fields/0 refused"]),
    Example(
      name: "an alias of a record", reader: #"{"type":"record","name":"S","aliases":["R"],"fields":[]}"#,
      writer: record(""), record: "", read: nil, findings: ["ALIAS_NEEDED / refused"]),
    Example(
      name: "an alias of a field", reader: record(#"{"name":"a","type":"int","aliases":["b"]}"#),
      writer: record(#"{"name":"b","type":"int"}"#), record: "02", read: nil,
      findings: ["ALIAS_NEEDED /fields/0 refused"]),
    Example(
      name: "a record in another namespace", reader: #"{"type":"record","name":"x.R","fields":[]}"#,
      writer: record(""), record: "", read: "", findings: []),
    Example(
      name: "a fixed in another namespace", reader: #"{"type":"fixed","name":"x.F","size":1}"#,
      writer: #"{"type":"fixed","name":"F","size":1}"#, record: "07", read: nil, findings: ["FIXED_MOVED / refused"]),
    Example(
      name: "bytes as string", reader: #""string""#, writer: #""bytes""#, record: "0261", read: nil,
      findings: ["BYTES_AS_STRING / refused"]),
    Example(
      name: "string as bytes", reader: #""bytes""#, writer: #""string""#, record: "0261", read: nil,
      findings: ["BYTES_AS_STRING / refused"]),
    Example(
      name: "a symbol at the end", reader: enumeration(#""A","B","C""#), writer: enumeration(#""A","B""#),
      record: "02", read: "02", findings: []),
    Example(
      name: "symbols in another order", reader: enumeration(#""B","A""#), writer: enumeration(#""A","B""#),
      record: "02", read: "02", findings: ["SYMBOLS_MOVED / misread"]),
    Example(
      name: "a symbol that the default stands for",
      reader: #"{"type":"enum","name":"E","symbols":["A"],"default":"A"}"#, writer: enumeration(#""A","B""#),
      record: "02", read: "02", findings: ["SYMBOLS_MOVED / misread"]),
    Example(
      name: "int as a union", reader: #"["null","int"]"#, writer: #""int""#, record: "02", read: "0202", findings: []),
    Example(
      name: "int as a union with long in front", reader: #"["null","long","int"]"#, writer: #""int""#, record: "02",
      read: "0202", findings: ["BRANCH_BY_ORDER /1 misread"]),
    Example(
      name: "bytes as a union with string", reader: #"["null","string"]"#, writer: #""bytes""#, record: "0261",
      read: nil, findings: ["BYTES_AS_STRING /1 refused"]),
    Example(
      name: "an empty array in a union", reader: #"["null",{"type":"array","items":"int"}]"#,
      writer: #"["null",{"type":"array","items":"int"}]"#, record: "0200", read: nil,
      findings: ["EMPTY_BRANCH_VALUE /1 refused"]),
    Example(
      name: "an array in a union", reader: #"["null",{"type":"array","items":"int"}]"#,
      writer: #"["null",{"type":"array","items":"int"}]"#, record: "02020600", read: "02020600",
      findings: ["EMPTY_BRANCH_VALUE /1 refused"]),
    Example(
      name: "a record without fields in a union", reader: #"["null",\#(record(""))]"#, writer: record(""),
      record: "", read: nil, findings: ["EMPTY_BRANCH_VALUE /1 refused"]),
    Example(
      name: "a branch that is not read in a record that does not have it",
      reader: #"["null",\#(record(#"{"name":"a","type":"int","default":1}"#))]"#, writer: #"["null",\#(record(""))]"#,
      record: "00", read: "00", findings: ["DEFAULT_NEEDED /1/fields/0 refused"]),
    Example(
      name: "a recursive record", reader: record(#"{"name":"n","type":["null","R"]},{"name":"v","type":"long"}"#),
      writer: record(#"{"name":"v","type":"int"},{"name":"n","type":["null","R"]}"#), record: "02020400",
      read: "02000402", findings: []),
  ]

  @Test("libavro reads what this says that it reads, and nothing else", arguments: examples)
  func example(_ example: Example) throws {
    let record = try #require(Hexadecimal.bytes(example.record))
    let read = Result { try LibavroCodec(reader: example.reader, writer: example.writer).reencoded(record) }
    #expect((try? read.get()) == example.read.flatMap(Hexadecimal.bytes))
    let reader = try AvroFormat().parse(example.reader)
    let writer = try AvroFormat().parse(example.writer)
    #expect(reader.incompatibilities(reading: writer).isEmpty)
    #expect(
      reader.portabilityFindings(reading: writer).map { "\($0.rule.rawValue) \($0.path) \($0.effect)" }
        == example.findings)
  }

  @Test("what is refused within an array or a map ends the process")
  func crash() async throws {
    let reader = try AvroFormat().parse(#"{"type":"map","values":"string"}"#)
    let writer = try AvroFormat().parse(#"{"type":"map","values":"bytes"}"#)
    #expect(reader.portabilityFindings(reading: writer).map(\.effect) == [.crash])
    await #expect(processExitsWith: .signal(SIGSEGV)) {
      signal(SIGSEGV, SIG_DFL)
      let reader = #"{"type":"map","values":"string"}"#
      _ = try LibavroCodec(reader: reader, writer: #"{"type":"map","values":"bytes"}"#)
    }
  }

  @Test("a finding below a type that is used twice is listed once, with its worst effect")
  func repeated() throws {
    let inner = Self.record(#"{"name":"b","type":"int","default":1}"#, name: "S")
    let reader = try AvroFormat().parse(
      Self.record(#"{"name":"s","type":\#(inner)},{"name":"l","type":{"type":"array","items":"S"}}"#))
    let writer = try AvroFormat().parse(
      Self.record(
        #"{"name":"s","type":\#(Self.record("", name: "S"))},{"name":"l","type":{"type":"array","items":"S"}}"#))
    let findings = reader.portabilityFindings(reading: writer)
    #expect(findings.map { "\($0.path) \($0.effect)" } == ["/fields/0/type/fields/0 crash"])
  }
}
