import CSV
import Testing

@Suite("Comma-separated values")
struct CSVReaderTests {
  private func rows(_ text: String, pieces: Int = .max) throws -> [[String]] {
    var reader = CSVReader()
    var rows: [Result<CSVRow, CSVError>] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      rows += try reader.rows(in: rest.prefix(pieces))
      rest = rest.dropFirst(pieces)
    }
    rows += try reader.end()
    return try rows.map { try $0.get().cells }
  }

  @Test(
    "cells are split as RFC 4180 says",
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
      ("a\rb\r", [["a"], ["b"]]), ("\u{FEFF}a,b", [["a", "b"]]), (",\n", [["", ""]]), ("a,\n", [["a", ""]]),
      ("\"a,b\",c", [["a,b", "c"]]), ("\"a\nb\"\n", [["a\nb"]]), ("\"a\r\nb\"\n", [["a\r\nb"]]),
      ("\"say \"\"hi\"\"\"", [["say \"hi\""]]), ("\"\"", [[""]]), ("a\n\n\r\nb", [["a"], ["b"]]), ("", []),
      (" a , b ", [[" a ", " b "]]), ("é,日\n", [["é", "日"]]),
    ] as [(String, [[String]])])
  func cells(text: String, cells: [[String]]) throws {
    #expect(try rows(text) == cells)
    #expect(try rows(text, pieces: 1) == cells)
    #expect(try rows(text, pieces: 2) == cells)
  }

  @Test("a row that is wrong is told with its line, and the others are read")
  func wrongRows() throws {
    var reader = CSVReader()
    let rows = try reader.rows(
      in: Array("a\n\"b\nc\",d\nx\"y,1\n\"z\" ,1\n\u{1}".utf8) + [0xFF, 0x0A, 0x65, 0x0A, 0x22])
    let end = try reader.end()
    let told = (rows + end).map { row in
      switch row {
      case .success(let row): "\(row.line) \(row.cells)"
      case .failure(let error): "\(error)"
      }
    }
    #expect(
      told == [
        #"1 ["a"]"#, #"2 ["b\nc", "d"]"#, "line 4: a quote is inside cell 1, which does not begin with one",
        "line 5: text follows the quote that closes cell 1", "line 6: cell 1 is not UTF-8 text", #"7 ["e"]"#,
        "line 8: the quote of the last cell is not closed",
      ])
  }

  @Test("any bytes give rows or errors, the same in pieces of any size", arguments: 1...100)
  func anyBytes(seed: Int) throws {
    let alphabet = Array("\",\n\r;a\u{FEFF}é".utf8) + [0xFF, 0]
    var state = UInt64(seed)
    let bytes = (0..<200).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return alphabet[Int(state >> 33) % alphabet.count]
    }
    func read(pieces: Int) throws -> [Result<CSVRow, CSVError>] {
      var reader = CSVReader()
      var rows: [Result<CSVRow, CSVError>] = []
      for start in stride(from: 0, to: bytes.count, by: pieces) {
        rows += try reader.rows(in: bytes[start..<min(start + pieces, bytes.count)])
      }
      return try rows + reader.end()
    }
    let whole = try read(pieces: bytes.count)
    #expect(try read(pieces: 1) == whole)
    #expect(try read(pieces: 7) == whole)
  }

  @Test("a row without an end is refused, not collected")
  func limits() {
    var reader = CSVReader(limits: .init(rowBytes: 100, cells: 5))
    let error = #expect(throws: CSVError.self) { try reader.rows(in: [0x22] + [UInt8](repeating: 0x61, count: 200)) }
    #expect(error?.kind == .limit)
    var wide = CSVReader(limits: .init(rowBytes: 100, cells: 5))
    #expect(throws: CSVError.self) { try wide.rows(in: Array("1,2,3,4,5,6,7\n".utf8)) }
  }
}
