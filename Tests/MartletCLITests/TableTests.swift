import Testing

@testable import MartletCLI

@Suite struct TableTests {
  @Test("columns are as wide as their widest cell, and lines end without spaces")
  func columns() {
    let table = Table(header: ["NAME", "ID"], rows: [["payments", "1"], ["ü", "20"], ["x", ""]])
    #expect(table.text == "NAME      ID\npayments  1\nü         20\nx")
  }

  @Test("without rows there is the header")
  func header() {
    #expect(Table(header: ["A", "B"], rows: []).text == "A  B")
  }
}
