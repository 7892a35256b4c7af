import ArgumentParser
import Kafka
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct RecordTextReaderTests {
  @Test(
    "the ending tells what an input is, unless the options do",
    arguments: [
      ([], "a.jsonl", .json), ([], "-", .json), ([], "a.CSV", .csv), ([], "a.tsv", .csv),
      (["--from", "csv"], "-", .csv), (["--from", "json"], "a.csv", .json), (["--separator", ";"], "-", .csv),
    ] as [([String], String, RecordInputOptions.Kind)])
  func kinds(arguments: [String], path: String, kind: RecordInputOptions.Kind) throws {
    #expect(try RecordInputOptions.parse(arguments).kind(of: path) == kind)
  }

  @Test("a separator is one character, or tab by its name", arguments: ["tab", "\t", ";", "|"])
  func separators(argument: String) throws {
    let separator = try #require(CSVSeparator(argument: argument))
    #expect(separator.byte == (argument == "tab" ? 9 : Array(argument.utf8)[0]))
  }

  @Test("what cannot separate cells is refused", arguments: ["", ",,", "\"", "\n", "é"])
  func noSeparators(argument: String) {
    #expect(CSVSeparator(argument: argument) == nil)
  }

  @Test("lines are given as they are, in the form that is asked for")
  func lines() async throws {
    let (records, form) = try await read("{\"a\":1}\n\n[2]\n", "in.jsonl", ["--json", "plain"])
    #expect(records == ["1 {\"a\":1}", "3 [2]"])
    #expect(form == .plain)
  }

  @Test("rows of a table are objects of texts, and wrong rows are told with their lines")
  func rows() async throws {
    let (records, form) = try await read("a;b\n1;\"x\ny\"\n2\n;3", "in.csv")
    #expect(
      records == [#"2 {"a":"1","b":"x\ny"}"#, "4 the row has 1 cells, the header has 2", #"5 {"a":"","b":"3"}"#])
    #expect(form == .cells)
  }

  @Test("a column of a table is the key too, and an empty cell none")
  func columnKeys() async throws {
    let folder = try TemporaryFolder()
    let table = "id,note\n7,x\n,y\n".utf8
    let (input, json) = (try RecordInputOptions.parse([]), try JSONFormOptions.parse([]))
    var reader = try RecordTextReader(folder.file("a.csv", table), input, json: json, keys: .field("id"))
    #expect(try await reader.next()?.get().key == .value("7"))
    #expect(try await reader.next()?.get().key == nil)
    var other = try RecordTextReader(folder.file("b.csv", table), input, json: json, keys: .field("ID"))
    let failure = await #expect(throws: CommandFailure.self) { _ = try await other.next() }
    #expect(failure?.message.contains("no column \"ID\"; its columns are id, note") == true)
  }

  @Test(
    "the key of a line stands before its separator or in a field, and a line without a separator is told",
    arguments: [
      (.before(separator: Array("::".utf8)), "a::1", "a", "1"), (.before(separator: [9]), "\t2", "", "2"),
      (.before(separator: Array("::".utf8)), "a::b::3", "a", "b::3"),
      (.field("id"), #"{"id":"x"}"#, "x", #"{"id":"x"}"#),
      (.field("id"), #"{"id":12.50}"#, "12.50", #"{"id":12.50}"#),
      (.field("id"), #"{"id":null}"#, nil, #"{"id":null}"#),
      (.field("id"), #"{"n":1}"#, nil, #"{"n":1}"#), (.before(separator: [58]), "no key", nil, nil),
      (.field("id"), "{", nil, nil),
    ] as [(RecordKeyOptions.Place, String, String?, String?)])
  func lineKeys(place: RecordKeyOptions.Place, line: String, key: String?, value: String?) async throws {
    let record = try await first(line, ["--from", "json"], place)
    switch record {
    case .success(let record):
      #expect(record.key.map { String(decoding: $0.plainBytes, as: UTF8.self) } == key)
      #expect(String(decoding: record.value, as: UTF8.self) == value)
    case .failure(let problem):
      #expect(value == nil, "\(problem)")
      #expect(problem.line == 1)
    }
  }

  @Test(
    "a record that is null and nothing else is a tombstone",
    arguments: [("null", true), (" null\t", true), ("\"null\"", false), ("nul l", false), ("{}", false), ("0", false)])
  func tombstones(line: String, isTombstone: Bool) async throws {
    #expect(try await first(line, []).get().isTombstone == isTombstone)
  }

  @Test("an envelope gives key, headers, timestamp and value, and a broken one says what is wrong")
  func envelopes() async throws {
    let text = """
      {"topic":"t","partition":3,"offset":9,"timestamp":5,"headers":[{"name":"a","value":"x"},{"name":"b","base64":"AP8="},\
      {"name":"c","value":null}],"key":"AAE=","keyEncoding":"base64","schema":{"id":1},"value":{"n": 1.50}}
      """
    let record = try await first(text, ["--from", "envelope"]).get()
    #expect(record.key == .bytes([0, 1]))
    #expect(record.facts.timestamp == 5)
    #expect(record.facts.headers.map(\.name) == ["a", "b", "c"])
    #expect(record.facts.headers.map(\.value) == [[0x78], [0, 255], nil])
    #expect(String(decoding: record.value, as: UTF8.self) == #"{"n":1.50}"#)
    #expect(try await first(#"{"key":{"id":1},"value":null}"#, ["--from", "envelope"]).get().key == .value(["id": 1]))
    for broken in [
      "[]", "{}", "{", #"{"key":"?","keyEncoding":"base64","value":1}"#, #"{"headers":{},"value":1}"#,
      #"{"headers":[{"name":"a","value":1}],"value":1}"#,
    ] {
      let awaited = try await first(broken, ["--from", "envelope"])
      #expect(throws: InputProblem.self, "\(broken)") { try awaited.get() }
    }
  }

  @Test("a table without a usable header is refused", arguments: ["", "a,a\n1,2\n"])
  func headers(text: String) async throws {
    let failure = await #expect(throws: CommandFailure.self) { try await read(text, "in.csv") }
    #expect(failure?.code == .usage)
  }

  private func read(
    _ text: String, _ name: String, _ json: [String] = []
  ) async throws -> (records: [String], form: JSONForm) {
    let folder = try TemporaryFolder()
    var reader = try RecordTextReader(
      folder.file(name, text.utf8), RecordInputOptions.parse([]), json: JSONFormOptions.parse(json))
    var records: [String] = []
    while let record = try await reader.next() {
      switch record {
      case .success(let record): records.append("\(record.line) \(String(decoding: record.value, as: UTF8.self))")
      case .failure(let problem): records.append("\(problem.line) \(problem.message)")
      }
    }
    return (records, reader.form)
  }

  private func first(
    _ text: String, _ input: [String], _ keys: RecordKeyOptions.Place = .nowhere
  ) async throws -> Result<InputRecord, InputProblem> {
    let folder = try TemporaryFolder()
    var reader = try RecordTextReader(
      folder.file("in", text.utf8), RecordInputOptions.parse(input), json: JSONFormOptions.parse([]), keys: keys)
    return try #require(try await reader.next())
  }
}
