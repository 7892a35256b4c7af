import CSV
import Testing

@Suite("Tables of comma-separated values")
struct CSVTableTests {
  private func read(_ text: String, separator: UInt8? = nil, pieces: Int = .max) throws -> (
    columns: [String], rows: [String]
  ) {
    var table = CSVTable(separator: separator)
    var rows: [Result<CSVRow, CSVError>] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      rows += try table.rows(in: Array(rest.prefix(pieces)))
      rest = rest.dropFirst(pieces)
    }
    rows += try table.end()
    let shown = rows.map { row in
      switch row {
      case .success(let row): row.cells.joined(separator: "·")
      case .failure(let error): error.description
      }
    }
    return (table.columns, shown)
  }

  @Test(
    "the header tells the separator",
    arguments: ["a,b,c\n1,2,3", "a;b;c\n1;2;3", "a\tb\tc\n1\t2\t3", "a|b|c\n1|2|3", "\"a\";\"b\";c\n1;2;3"])
  func separators(text: String) throws {
    for pieces in [1, 3, .max] {
      let table = try read(text, pieces: pieces)
      #expect(table.columns == ["a", "b", "c"] && table.rows == ["1·2·3"])
    }
  }

  @Test("separators in quotes do not tell, and one that is given counts")
  func givenSeparator() throws {
    #expect(try read("\"x,y,z\";b\n1;2").columns == ["x,y,z", "b"])
    #expect(try read("a;b,c\n1;2,3", separator: UInt8(ascii: ",")).columns == ["a;b", "c"])
    #expect(try read("one\n1\n").columns == ["one"])
  }

  @Test("rows of another length than the header are told with their line")
  func ragged() throws {
    let table = try read("a,b\n1,2\n3\n4,5,6\n7,8")
    #expect(
      table.rows == [
        "1·2", "line 3: the row has 1 cells, the header has 2", "line 4: the row has 3 cells, the header has 2", "7·8",
      ])
  }

  @Test("columns without a name get one, two of one name are refused")
  func names() throws {
    #expect(try read(",b\n1,2").columns == ["column1", "b"])
    #expect(#expect(throws: CSVError.self) { try read("a,a\n1,2") }?.kind == .header)
    #expect(#expect(throws: CSVError.self) { try read("") }?.kind == .header)
  }
}
