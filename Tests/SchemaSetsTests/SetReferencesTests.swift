import SchemaCore
import SchemaSets
import Testing

@Suite struct SetReferencesTests {
  private static func references(_ yaml: String, _ files: [String: String], of path: String) throws -> [String]? {
    var references = SetReferences(try Sets.set(yaml, files))
    return try references.references(of: path)?.map { "\($0.reference.name) \($0.text)" }
  }

  @Test("what a file uses comes after what that uses itself, each once")
  func order() throws {
    let yaml = """
      schemas:
        - {path: order.avsc, references: [{name: Price, file: price.avsc}, {name: Money, file: money.avsc}]}
        - {path: price.avsc, references: [{name: Money, file: money.avsc}]}
        - {path: money.avsc}
      """
    let files = ["order.avsc": "1", "price.avsc": "2", "money.avsc": "3"]
    #expect(try Self.references(yaml, files, of: "order.avsc") == ["Money 3", "Price 2"])
    #expect(try Self.references(yaml, files, of: "money.avsc") == [])
    #expect(try Self.references(yaml, files, of: "other.avsc") == nil)
  }

  @Test("a version is taken by its number, and without one the last")
  func versions() throws {
    let yaml = """
      schemas:
        - {path: old.avsc, references: [{name: Money, subject: money, version: 1}]}
        - {path: new.avsc, references: [{name: Money, subject: money}]}
        - {path: gone.avsc, references: [{name: Money, subject: money, version: 3}, {name: A, subject: other}]}
        - {path: "money/{version}.avsc", subject: money}
      """
    let files = ["old.avsc": "", "new.avsc": "", "gone.avsc": "", "money/1.avsc": "1", "money/2.avsc": "2"]
    #expect(try Self.references(yaml, files, of: "old.avsc") == ["Money 1"])
    #expect(try Self.references(yaml, files, of: "new.avsc") == ["Money 2"])
    #expect(try Self.references(yaml, files, of: "gone.avsc") == [])
  }

  @Test("a circle ends, for the parser to find fault with")
  func circle() throws {
    let files = [
      "a.proto": "syntax = \"proto3\"; import \"b.proto\";", "b.proto": "syntax = \"proto3\"; import \"a.proto\";",
    ]
    #expect(try Self.references("schemas: [{path: '*.proto'}]", files, of: "a.proto")?.count == 2)
  }
}
