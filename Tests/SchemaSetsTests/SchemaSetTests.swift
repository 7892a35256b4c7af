import SchemaCore
import SchemaSets
import Testing

@Suite struct SchemaSetTests {
  @Test("files are subjects by patterns, and the nearest entry counts")
  func mapping() throws {
    let set = try Sets.set(
      """
      schemas:
        - {path: "{topic}/{name}.avsc", subject: "{topic}-{name}"}
        - {path: orders/key.avsc, subject: special}
        - {path: "**/*.proto"}
      """,
      [
        "orders/value.avsc": "\"int\"", "orders/key.avsc": "\"int\"", "a/b c/é.proto": "syntax = \"proto3\";",
        "README.md": "",
      ])
    #expect(set.names.map(\.description) == ["orders-value", "special", "é"])
  }

  @Test("versions are sorted by their numbers, and two files of one version are refused")
  func versions() throws {
    let yaml = "schemas: [{path: \"{subject}/v{version}.avsc\"}]"
    let set = try Sets.set(yaml, ["s/v10.avsc": "\"long\"", "s/v2.avsc": "\"int\""])
    #expect(set.subjects[SubjectName(name: "s")]?.map(\.path) == ["s/v2.avsc", "s/v10.avsc"])
    #expect(throws: SetError.self) {
      try Sets.set("schemas: [{path: \"*/s.avsc\"}]", ["a/s.avsc": "\"int\"", "b/s.avsc": "\"int\""])
    }
    #expect(throws: SetError.self) { try Sets.set("schemas: [{path: gone.avsc}]", [:]) }
    #expect(throws: SetError.self) { try Sets.set("schemas: [{path: \"*.avsc\"}]", ["a.json": "{}"]) }
    #expect(throws: SetError.self) { try Sets.set("schemas: [{path: \"*.txt\"}]", ["a.txt": "{}"]) }
  }

  @Test("what is referred to comes first, by configuration or by what a file imports")
  func order() throws {
    let set = try Sets.set(
      """
      schemas:
        - {path: a.avsc, references: [{name: R, file: z.avsc}]}
        - {path: z.avsc}
        - {path: "*.proto"}
        - {path: "common/*.proto"}
      """,
      [
        "a.avsc": "\"R\"", "z.avsc": Sets.record("R", []),
        "b.proto": "syntax = \"proto3\"; import \"money.proto\"; message M {}",
        "common/money.proto": "syntax = \"proto3\"; message Money {}",
      ])
    #expect(try set.ordered().map(\.path) == ["z.avsc", "a.avsc", "common/money.proto", "b.proto"])
  }

  @Test("a circle of references is named, file by file")
  func circle() throws {
    let set = try Sets.set(
      """
      schemas:
        - {path: a.avsc, references: [{name: B, subject: b}]}
        - {path: b.avsc, references: [{name: C, subject: c}]}
        - {path: c.avsc, references: [{name: A, subject: a}]}
      """, ["a.avsc": "\"B\"", "b.avsc": "\"C\"", "c.avsc": "\"A\""])
    let error = #expect(throws: SetError.self) { try set.ordered() }
    #expect(error?.kind == .circle)
    #expect(error?.message.contains("a.avsc → b.avsc → c.avsc → a.avsc") == true, "\(error?.message ?? "")")
  }
}
