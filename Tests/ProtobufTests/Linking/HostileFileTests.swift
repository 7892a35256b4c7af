import Testing

@testable import Protobuf

@Suite("Files that are made to hurt")
struct HostileFileTests {
  private static let linker = Linker(rules: LinkRules(visibility: .imports, isStrict: true))

  private func link(_ text: String) -> [ProtoProblem] {
    do {
      _ = try Self.linker.link([ProtoParser.parse(text, name: "a.proto")])
      return []
    } catch {
      return error.problems
    }
  }

  @Test("a message may have very many fields")
  func manyFields() {
    let fields = (1...5_000).map { "int32 f\($0) = \($0);" }.joined()
    #expect(link("syntax = \"proto3\"; message M { \(fields) }") == [])
  }

  @Test("very many fields of one number are told of up to a limit")
  func manyProblems() {
    let fields = (1...5_000).map { "int32 f\($0) = 1;" }.joined()
    #expect(link("syntax = \"proto3\"; message M { \(fields) }").count == LinkRules.maximumProblems)
  }

  @Test("very many reserved ranges that overlap cost no more than others")
  func overlaps() {
    let ranges = (1...5_000).map { "\($0) to 500000000" }.joined(separator: ", ")
    #expect(link("message M { reserved \(ranges); }").count == LinkRules.maximumProblems)
  }

  @Test("an import chain may be long, but not without end")
  func chains() {
    func link(_ count: Int) throws(ProtoProblems) -> FileSet {
      try Self.linker.link([ProtoParser.parse("import \"1\";", name: "0")]) { name in
        let number = Int(name) ?? 0
        return ProtoParser.parse(number < count ? "import \"\(number + 1)\";" : "", name: name)
      }
    }
    #expect(throws: Never.self) { try link(90) }
    let error = #expect(throws: ProtoProblems.self) { try link(Int.max - 1) }
    #expect(error?.problems.map(\.kind) == [.limit])
  }

  @Test("options may be nested deep, and set again and again")
  func options() {
    let head = """
      import "google/protobuf/descriptor.proto";
      message I { optional I i = 1; repeated I l = 2; }
      extend google.protobuf.MessageOptions { optional I i = 5000; }

      """
    let steps = String(repeating: ".i", count: 500)
    let deep = link(head + "message M { option (i)\(steps) = {}; }")
    #expect(deep.map(\.kind) == [.rule])
    let many = (0..<2_000).map { _ in "option (i).l = {};" }.joined()
    #expect(link(head + "message M { \(many) }") == [])
  }

  @Test("what many declarations say about each other is looked up, not searched for")
  func lookups() {
    let ranges = (1...2_000).map { "\($0)" }.joined(separator: ", ")
    let fields = (1...2_000).map { "optional int32 e\($0) = \($0);" }.joined()
    #expect(link("message M { extensions \(ranges); } extend M { \(fields) }") == [])
    let values = (0..<2_000).map { "V\($0) = \($0);" }.joined()
    let defaults = (1...2_000).map { "optional E e\($0) = \($0) [default = V\($0 - 1)];" }.joined()
    #expect(link("enum E { \(values) } message M { \(defaults) }") == [])
  }

  @Test("messages as deep as the parser takes them fit on a small stack")
  func smallStack() {
    let depth = ProtoLimits().nesting - 1
    let text =
      "message M { " + (1..<depth).map { "optional group G\($0) = 1 { " }.joined()
      + String(repeating: "}", count: depth)
    let aggregate = """
      import "google/protobuf/descriptor.proto";
      message I { optional I i = 1; }
      extend google.protobuf.MessageOptions { optional I i = 5000; }
      message M { option (i) = \(String(repeating: "{ i ", count: depth - 2)) { \(String(repeating: "}", count: depth - 1)); }
      """
    onSmallStack { #expect(link(text) + link(aggregate) == []) }
  }

  @Test("numbers out of range are refused, not wrapped around")
  func numbers() {
    let lenient = Linker(rules: LinkRules(visibility: .references, isStrict: false))
    for text in [
      "message M { optional int32 a = 4294967297; }", "enum E { A = 9223372036854775807; }",
      "message M { reserved 1 to 9223372036854775807; }", "enum E { A = 1; reserved -9223372036854775807 to 1; }",
    ] {
      #expect(throws: ProtoProblems.self) { try lenient.link([ProtoParser.parse(text, name: "a.proto")]) }
      #expect(!link(text).isEmpty)
    }
  }

  @Test("names with strange dots are unknown", arguments: ["a..b", "..a", ".", "M.", ".M.M.M"])
  func dots(name: String) {
    #expect(!link("message M { optional \(name) a = 1; }").isEmpty)
  }

  @Test("every beginning of a file is linked or refused")
  func beginnings() {
    let text = ProtocComparisonTests.files["custom options"] ?? ""
    #expect(link(text) == [])
    for count in stride(from: 0, to: text.count, by: 37) { _ = link(String(text.prefix(count))) }
  }
}
