import Protobuf
import SchemaCore
import Testing

@Suite("Differences of imported types")
struct ImportedDifferencesTests {
  private func reference(_ name: String, version: Int32, _ text: String) -> ResolvedReference {
    ResolvedReference(
      SchemaReference(name: name, subject: name, version: version), text: "syntax = \"proto3\"; \(text)")
  }

  private func schema(_ text: String, _ references: ResolvedReference...) throws -> ProtobufSchema {
    try ProtobufFormat().parse("syntax = \"proto3\"; \(text)", references: references)
  }

  @Test("are looked for where the reference has another version, and told at the type and at the field")
  func otherVersion() throws {
    let text = "import \"a.proto\"; message M { A a = 1; }"
    let original = try schema(text, reference("a.proto", version: 1, "message A { int32 x = 1; }"))
    let update = try schema(text, reference("a.proto", version: 2, "message A { string x = 1; bool y = 2; }"))
    #expect(
      update.differences(from: original).map(\.name)
        == ["FIELD_SCALAR_KIND_CHANGED #/A/1", "FIELD_ADDED #/A/2", "FIELD_NAMED_TYPE_CHANGED #/M/1"])
    #expect(update.incompatibilities(reading: original).map(\.path) == ["#/A/1", "#/M/1"])
  }

  @Test("are not looked for within one version")
  func sameVersion() throws {
    let text = "import \"a.proto\"; message M { A a = 1; }"
    let schema = try schema(text, reference("a.proto", version: 1, "message A { int32 x = 1; }"))
    #expect(schema.differences(from: schema).isEmpty)
  }

  @Test("are found where files are compared that have no versions of their own")
  func sameVersionOtherText() throws {
    let text = "import \"a.proto\"; message M { A a = 1; }"
    let original = try schema(text, reference("a.proto", version: 1, "message A { int32 x = 1; }"))
    let update = try schema(text, reference("a.proto", version: 1, "message A { string x = 1; }"))
    #expect(!update.incompatibilities(reading: original).isEmpty)
  }

  @Test("are told at every use, and through chains of types")
  func chains() throws {
    let text = "import \"a.proto\"; message M { A a = 1; A b = 2; }"
    let original = try schema(
      text, reference("a.proto", version: 1, "message A { B b = 1; } message B { int32 x = 1; }"))
    let update = try schema(
      text, reference("a.proto", version: 2, "message A { B b = 1; } message B { double x = 1; }"))
    let once = ["FIELD_SCALAR_KIND_CHANGED #/B/1", "FIELD_NAMED_TYPE_CHANGED #/A/1"]
    #expect(
      update.differences(from: original).map(\.name)
        == once + ["FIELD_NAMED_TYPE_CHANGED #/M/1"] + once + ["FIELD_NAMED_TYPE_CHANGED #/M/2"])
  }

  @Test("do not go round in circles")
  func circles() throws {
    let text = "import \"a.proto\"; message M { A a = 1; }"
    let types = "message A { B b = 1; A self = 2; } message B { A a = 1; repeated B more = 2;"
    let original = try schema(text, reference("a.proto", version: 1, "\(types) int32 x = 3; }"))
    let update = try schema(text, reference("a.proto", version: 2, "\(types) fixed32 x = 3; }"))
    #expect(
      update.differences(from: original).map(\.name)
        == ["FIELD_SCALAR_KIND_CHANGED #/B/3", "FIELD_NAMED_TYPE_CHANGED #/A/1", "FIELD_NAMED_TYPE_CHANGED #/M/1"])
  }

  @Test("end where types are used in more ways than can be told")
  func manyWays() throws {
    let count = 60
    func types(_ last: String) -> String {
      (0..<count).map { "message T\($0) { T\($0 + 1) a = 1; T\($0 + 1) b = 2; }" }.joined(separator: "\n")
        + "message T\(count) { \(last) x = 1; }"
    }
    let text = "import \"a.proto\"; message M { T0 t = 1; }"
    let original = try schema(text, reference("a.proto", version: 1, types("int32")))
    let update = try schema(text, reference("a.proto", version: 2, types("string")))
    #expect(update.incompatibilities(reading: original).count == 10_000)
    let same = try schema(text, reference("a.proto", version: 2, types("int64")))
    #expect(same.incompatibilities(reading: original).isEmpty)
  }

  @Test("end where every type uses every other")
  func mesh() throws {
    let count = 30
    func types(_ last: String) -> String {
      (0..<count).map { index in
        let fields = (0..<count).map { "T\($0) f\($0) = \($0 + 1);" }.joined(separator: " ")
        return "message T\(index) { \(fields) \(index == count - 1 ? "\(last) x = 100;" : "") }"
      }.joined(separator: "\n")
    }
    let text = "import \"a.proto\"; message M { T0 t = 1; }"
    let original = try schema(text, reference("a.proto", version: 1, types("int32")))
    let update = try schema(text, reference("a.proto", version: 2, types("string")))
    #expect(
      update.incompatibilities(reading: original).map(\.path).contains("#/M/1")
        || update.incompatibilities(reading: original).count == 10_000)
    let same = try schema(text, reference("a.proto", version: 2, types("int64")))
    #expect(same.incompatibilities(reading: original).isEmpty)
  }

  @Test("a change of the imported file's package is none")
  func package() throws {
    let original = try schema(
      "import \"a.proto\"; message M { p.A a = 1; }", reference("a.proto", version: 1, "package p; message A {}"))
    let update = try schema(
      "import \"b.proto\"; message M { q.A a = 1; }", reference("b.proto", version: 1, "package q; message A {}"))
    #expect(update.differences(from: original).isEmpty)
  }

  @Test("well-known types need no reference and do not differ")
  func wellKnown() throws {
    let text = "import \"google/protobuf/struct.proto\"; message M { google.protobuf.Struct s = 1; }"
    let original = try schema(text)
    #expect(original.differences(from: original).isEmpty)
    let update = try schema(
      "import \"google/protobuf/struct.proto\"; message M { google.protobuf.Value s = 1; }")
    #expect(update.differences(from: original).map(\.name) == ["FIELD_NAMED_TYPE_CHANGED #/M/1"])
  }
}
