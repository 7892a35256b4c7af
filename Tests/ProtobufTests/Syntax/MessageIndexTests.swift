import Testing

@testable import Protobuf

@Suite("Message indexes and root types")
struct MessageIndexTests {
  private static let text = """
    package p.q;
    enum First { A = 0; }
    message One { enum E { B = 0; } map<string, Two> m = 1; optional group G = 2 { optional int32 i = 1; } message In {} }
    enum Second { C = 0; }
    message Two { message In { message Deep {} } message Other {} }
    """

  @Test(
    "messages are counted, enums and the messages of maps and groups are not",
    arguments: [
      ("p.q.One", [0]), ("p.q.One.In", [0, 0]), ("p.q.Two", [1]), ("p.q.Two.In.Deep", [1, 0, 0]),
      ("p.q.Two.Other", [1, 1]),
    ])
  func indexes(name: String, indexes: [Int]) throws {
    let file = try TextSamples.parse(Self.text)
    #expect(file.messageIndexes(of: name) == indexes)
    #expect(file.messageName(at: indexes) == name)
    let canonical = try TextSamples.parse(CanonicalText.text(of: file))
    #expect(canonical.messageIndexes(of: name) == indexes)
  }

  @Test("map entries that a descriptor made are counted, as its text declares them")
  func descriptorEntries() throws {
    let file = try TextSamples.parse(
      "syntax = \"proto3\"; message M { message AEntry { option map_entry = true; string key = 1; string value = 2; } message B {} }"
    )
    #expect(file.messageIndexes(of: "M.B") == [0, 1])
    #expect(file.messageName(at: [0, 0]) == "M.AEntry")
  }

  @Test(
    "a name that is none of the file's messages has no indexes",
    arguments: [
      "", "p", "p.q", "p.q.", "One", "q.One", ".p.q.One", "p.q.First", "p.q.One.G", "p.q.One.E", "p.q.One.In.",
    ])
  func noIndexes(name: String) throws {
    #expect(try TextSamples.parse(Self.text).messageIndexes(of: name) == nil)
  }

  @Test("indexes that lead nowhere have no name", arguments: [[], [2], [-1], [0, 1], [1, 0, 0, 0]])
  func noName(indexes: [Int]) throws {
    #expect(try TextSamples.parse(Self.text).messageName(at: indexes) == nil)
  }

  @Test("the root is the first message, or the first enum where there is none")
  func root() throws {
    #expect(try TextSamples.parse(Self.text).rootTypeName == "p.q.One")
    #expect(try TextSamples.parse("enum E { A = 0; } enum F { B = 0; }").rootTypeName == "E")
    #expect(try TextSamples.parse("package p;").rootTypeName == nil)
  }

  @Test("a file with one public import and nothing else passes that file on")
  func wrapper() throws {
    #expect(try TextSamples.parse("import public \"a.proto\"; option java_package = \"j\";").wrappedImport == "a.proto")
    for text in [
      "", "import \"a\";", "import public \"a\"; import public \"b\";", "import public \"a\"; import \"b\";",
      "import public \"a\"; message M {}",
    ] {
      #expect(try TextSamples.parse(text).wrappedImport == nil)
    }
  }
}
