import SchemaCore
import Testing

@testable import Avro

@Suite("Limits of Avro schemas")
struct AvroLimitsTests {
  @Test("a text nested 10,000 deep is refused")
  func nesting() {
    let text = String(repeating: #"{"type":"array","items":"#, count: 10_000)
    let error = #expect(throws: SchemaError.self) { try AvroFormat().parse(text) }
    #expect(error?.kind == .limit)
  }

  @Test("a text as deep as is accepted passes through everything")
  func deepest() throws {
    let text =
      String(repeating: #"{"type":"array","items":"#, count: 255) + "\"int\"" + String(repeating: "}", count: 255)
    let schema = try AvroFormat().parse(text)
    #expect(try schema.rendered(as: .normalized) == text)
    #expect(try schema.rendered(as: .resolved) == text)
    #expect(try schema.parsingCanonicalForm() == text)
    #expect(schema.isEquivalent(to: schema))
    #expect(schema.incompatibilities(reading: schema).isEmpty)
  }

  @Test("a text longer than is accepted is refused")
  func bytes() {
    let format = AvroFormat(limits: AvroLimits(bytes: 100))
    let error = #expect(throws: SchemaError.self) {
      try format.parse(#"{"type":"int","p":"\#(String(repeating: "x", count: 100))"}"#)
    }
    #expect(error?.kind == .limit)
  }

  @Test("more named types than are accepted are refused")
  func names() {
    let types = (0..<11).map { #"{"type":"enum","name":"E\#($0)","symbols":[]}"# }
    let error = #expect(throws: SchemaError.self) {
      try AvroFormat(limits: AvroLimits(names: 10)).parse("[\(types.joined(separator: ","))]")
    }
    #expect(error?.kind == .limit)
    #expect(error?.path == JSONPointer(["10", "name"]))
  }

  @Test(
    "a name longer than is accepted is refused, with its namespace and where it is only an alias",
    arguments: [
      (#"{"type":"fixed","name":"LONG","size":1}"#, "/name"),
      (#"{"type":"enum","name":"E","namespace":"LONG","symbols":[]}"#, "/name"),
      (#"{"type":"enum","name":"E","symbols":[],"aliases":["A","LONG"]}"#, "/aliases/1"),
      (#"{"type":"record","name":"R","fields":[{"name":"LONG","type":"int"}]}"#, "/fields/0/name"),
    ], [ParsingRules.new, .stored])
  func longNames(_ pattern: (text: String, path: String), _ rules: ParsingRules) throws {
    func parse(_ count: Int) throws -> AvroDocument {
      let name = String(repeating: "n", count: count)
      return try AvroFormat().parse(pattern.text.replacing("LONG", with: name), rules: rules)
    }
    _ = try parse(AvroLimits.nameBytes - 1)
    let error = #expect(throws: SchemaError.self) { try parse(AvroLimits.nameBytes + 1) }
    #expect(error?.kind == .limit)
    #expect(error?.path?.description == pattern.path)
  }

  /// Records of which each holds the one before: names make them deeper than any text is.
  private func chain(_ count: Int) -> String {
    let records = (0..<count).map { index in
      let field = index == 0 ? "" : #"{"name":"f","type":"R\#(index - 1)"}"#
      return #"{"type":"record","name":"R\#(index)","fields":[\#(field)]}"#
    }
    return "[\(records.joined(separator: ",\n"))]"
  }

  @Test("a chain of types too deep to be compared is said to be so")
  func deepComparison() throws {
    let shallow = try AvroFormat().parse(chain(200))
    #expect(shallow.incompatibilities(reading: shallow).isEmpty)
    let reference = ResolvedReference(SchemaReference(name: "R", subject: "r", version: 1), text: chain(5_000))
    let deep = try AvroFormat().parse(#""R4999""#, references: [reference])
    #expect(deep.incompatibilities(reading: deep).map(\.kind) == [.comparisonLimit])
    #expect(deep.canonicalText == "\"R4999\"")
    #expect(throws: SchemaError.self) { try deep.rendered(as: .resolved) }
    #expect(throws: SchemaError.self) { try deep.parsingCanonicalForm() }
    #expect(deep.meaning == nil)
    #expect(deep.isEquivalent(to: deep))
  }

  @Test("types that hold one another twice over 60 levels are written in once", .timeLimit(.minutes(1)))
  func writtenInOnce() throws {
    let references = (0..<60).map { index in
      let type = index == 0 ? "int" : "R\(index - 1)"
      return ResolvedReference(
        SchemaReference(name: "R\(index)", subject: "r", version: 1),
        text:
          #"{"type":"record","name":"R\#(index)","fields":[{"name":"a","type":"\#(type)"},{"name":"b","type":"\#(type)"}]}"#
      )
    }
    let schema = try AvroFormat().parse("\"R59\"", references: references)
    let resolved = try schema.rendered(as: .resolved)
    #expect(resolved.utf8.count < 2 * references.reduce(0) { $0 + $1.text.utf8.count })
    #expect(schema.meaning != nil)
    #expect(try AvroFormat().parse(resolved).meaning == schema.meaning)
  }

  @Test(
    "recursive types whose cycles do not fit each other are compared as far as they may go",
    arguments: [(5, 7, []), (7, 5, []), (17, 19, [Incompatibility.Kind.comparisonLimit])])
  func cycles(_ reader: Int, _ writer: Int, _ expected: [Incompatibility.Kind]) throws {
    // Every record may be read as every other, so that a walk goes on until both cycles begin anew together.
    let aliases = (0..<19).map { "\"C\($0)\"" }.joined(separator: ",")
    func cycle(_ length: Int) throws -> AvroDocument {
      try AvroFormat().parse(
        (0..<length).reversed().reduce("\"C0\"") { next, index in
          let field = #"{"name":"next","type":["null",\#(next)]}"#
          return #"{"type":"record","name":"C\#(index)","aliases":[\#(aliases)],"fields":[\#(field)]}"#
        })
    }
    #expect(try cycle(reader).incompatibilities(reading: cycle(writer)).map(\.kind) == expected)
  }

  @Test("what is wrong with a type used again and again does not multiply without end")
  func doubling() throws {
    func schema(_ size: Int) throws -> AvroDocument {
      var types = [#"{"type":"fixed","name":"T0","size":\#(size)}"#]
      for index in 1...30 {
        types.append(
          #"{"type":"record","name":"T\#(index)","fields":[{"name":"a","type":"T\#(index - 1)"},{"name":"b","type":"T\#(index - 1)"}]}"#
        )
      }
      let reference = ResolvedReference(
        SchemaReference(name: "T", subject: "t", version: 1), text: "[\(types.joined(separator: ","))]")
      return try AvroFormat().parse("\"T30\"", references: [reference])
    }
    #expect(try schema(1).incompatibilities(reading: try schema(2)).count == 10_000)
  }

  @Test("10,000 fields are parsed and compared in one pass")
  func wide() throws {
    func record(_ type: String) -> String {
      let fields = (0..<10_000).map { #"{"name":"field\#($0)","type":"\#(type)"}"# }
      return #"{"type":"record","name":"Wide","fields":[\#(fields.joined(separator: ","))]}"#
    }
    let old = try AvroFormat().parse(record("int"))
    let new = try AvroFormat().parse(record("long"))
    #expect(new.incompatibilities(reading: old).isEmpty)
    #expect(old.incompatibilities(reading: new).count == 10_000)
  }
}
