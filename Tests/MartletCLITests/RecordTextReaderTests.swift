import ArgumentParser
import CSV
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
  func keys() async throws {
    let folder = try TemporaryFolder()
    let table = "id,note\n7,x\n,y\n".utf8
    let (input, json) = (try RecordInputOptions.parse([]), try JSONFormOptions.parse([]))
    var reader = try RecordTextReader(folder.file("a.csv", table), input, json: json, keyColumn: "id")
    #expect(try await reader.next()?.key == "7")
    #expect(try await reader.next()?.key == nil)
    var other = try RecordTextReader(folder.file("b.csv", table), input, json: json, keyColumn: "ID")
    let failure = await #expect(throws: CommandFailure.self) { try await other.next() }
    #expect(failure?.message.contains("no column \"ID\"; its columns are id, note") == true)
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
      switch record.text {
      case .success(let text): records.append("\(record.line) \(String(decoding: text, as: UTF8.self))")
      case .failure(let error): records.append("\(error.line) \(error.message)")
      }
    }
    return (records, reader.form)
  }
}
