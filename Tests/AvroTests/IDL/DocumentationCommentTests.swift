import Avro
import SchemaCore
import Testing

@Suite("Documentation comments of Avro IDL")
struct DocumentationCommentTests {
  @Test(
    "the signs that only lay a comment out are left out",
    arguments: [
      ("/** one */", "one"), ("/**\n * one\n *   two\n *\n * three\n */", "one\n  two\n\nthree"),
      ("/**\n ** one\n ** two\n */", "one\ntwo"), ("/**\n   one\n   two\n     three */", "one\ntwo\n  three"),
      ("/** one\n  two\n three */", "one\n two\nthree"), ("/** one\n * two */", "one\n* two"),
      ("/**\n * one\n two\n */", "* one\ntwo"), ("/**\r\n * one\r\n * two\r\n */", "one\r\ntwo"),
      ("/** a */ /** b */", "b"), ("/** a */ // c\n /* d */", "a"), ("/***/", nil), ("/**/", nil), ("/* a */", nil),
      ("/** */", nil), ("/** é **/", "é *"),
    ])
  func layout(_ comment: String, _ expected: String?) throws {
    let document = try IDLFixtures.parse("\(comment)\nrecord R {}").document()
    guard case .record(let record) = document.definition(of: document.root).type else {
      Issue.record("the root is no record")
      return
    }
    #expect(record.documentation == expected)
  }

  @Test("only what stands in front of a declaration or of a name documents it")
  func places() throws {
    let text = """
      @a(1) /** type */ record /** no */ R /** no */ {
        /** both */ int /** one */ x, y /** no */;
        /** no */ @b(2) /** no */ array</** no */ int> @order("ignore") /** z */ z;
      /** no */ }
      """
    let document = try IDLFixtures.parse(text).document()
    guard case .record(let record) = document.definition(of: document.root).type else {
      Issue.record("the root is no record")
      return
    }
    #expect(record.documentation == "type")
    #expect(record.fields.map(\.documentation) == ["one", "both", "z"])
  }
}
