import Avro
import RegistryTesting
import SchemaCore
import Testing

@Suite("Avro IDL")
struct AvroIDLTests {
  @Test("a file gives the schema that it declares, its imports written in")
  func mainSchema() throws {
    let order = try IDLFixtures.read("order.avdl")
    let expected = try Fixtures.fixture("avro/idl/order.avsc")
    #expect(try order.document().text(in: .pretty) + "\n" == expected)
    #expect(try order.document().isEquivalent(to: try AvroFormat().parse(expected)))
  }

  @Test("every type of a protocol has a schema of its own, in the order of the file")
  func protocolTypes() throws {
    let service = try IDLFixtures.read("service.avdl")
    let expected = try #require(try JSONParser.parse(try Fixtures.fixture("avro/idl/service.json")).object)
    #expect(service.typeNames.map(\.fullName) == expected.keys)
    for name in service.typeNames {
      let text = try #require(try service.document(of: name)).canonicalText
      #expect(text == expected[name.fullName].map { JSONWriter.text($0) })
    }
  }

  @Test("the types of imports stand where they are imported")
  func importOrder() throws {
    #expect(
      try IDLFixtures.read("order.avdl").typeNames.map(\.fullName) == [
        "com.example.shop.Money", "com.example.shop.Currency", "com.example.people.Customer",
        "com.example.people.Address", "com.example.stock.Shelf", "com.example.stock.Location",
        "com.example.shop.Order", "com.example.shop.Line", "com.example.shop.Status",
      ])
  }

  @Test("what a file gives is a schema by every rule, logical types included")
  func valid() throws {
    let service = try IDLFixtures.read("service.avdl")
    for name in service.typeNames {
      let document = try #require(try service.document(of: name))
      let again = try AvroFormat().parse(document.canonicalText)
      #expect(again.canonicalText == document.canonicalText)
      #expect(again.isEquivalent(to: document))
    }
  }

  @Test(
    "keywords and annotations give logical types",
    arguments: [
      ("date", LogicalType.date), ("time_ms", .timeMillis), ("timestamp_ms", .timestampMillis),
      ("local_timestamp_ms", .localTimestampMillis), ("uuid", .uuid),
      ("decimal(9,2)", .decimal(precision: 9, scale: 2)),
      ("decimal(9)", .decimal(precision: 9, scale: 0)), ("@logicalType(\"timestamp-nanos\") long", .timestampNanos),
      ("@logicalType(\"decimal\") @precision(4) bytes", .decimal(precision: 4, scale: 0)),
    ])
  func logicalTypes(_ type: String, _ expected: LogicalType) throws {
    #expect(try IDLFixtures.parse("schema \(type);").document().root.logicalType == expected)
  }

  @Test(
    "the place of null in a nullable type follows the default",
    arguments: [
      ("string? f;", #"["null","string"]"#), ("string? f = null;", #"["null","string"]"#),
      ("string? f = \"x\";", #"["string","null"]"#), ("date? f = 0;", #"[{"type":"int","logicalType":"date"},"null"]"#),
      ("array<string?> f = [\"x\"];", #"{"type":"array","items":["null","string"]}"#),
    ])
  func nullable(_ field: String, _ type: String) throws {
    let document = try IDLFixtures.parse("record R { \(field) }").document()
    let root = try #require(try JSONParser.parse(document.canonicalText).object)
    let found = root["fields"]?.array?.first?.object?["type"]
    #expect(found.map { JSONWriter.text($0) } == type)
  }

  @Test("names that share a type have a null of their own")
  func severalNames() throws {
    let text = try IDLFixtures.parse("record R { int? a, b = 1, c = null; }").document().canonicalText
    #expect(
      text == #"{"type":"record","name":"R","fields":[{"name":"a","type":["null","int"]},"#
        + #"{"name":"b","type":["int","null"],"default":1},{"name":"c","type":["null","int"],"default":null}]}"#)
  }

  @Test(
    "a schema may be of any type",
    arguments: [
      ("schema int;", "\"int\""), ("schema string?;", #"["null","string"]"#),
      (
        "namespace n; schema map<R>; record R {}",
        #"{"type":"map","values":{"type":"record","name":"R","namespace":"n","fields":[]}}"#
      ),
      ("schema uuid;", #"{"type":"string","logicalType":"uuid"}"#),
    ])
  func anyMainSchema(_ text: String, _ expected: String) throws {
    #expect(try IDLFixtures.parse(text).document().canonicalText == expected)
  }

  @Test(
    "without a schema declaration the one type counts that no other uses",
    arguments: [
      ("record A { B b; } record B {}", "A"), ("protocol P { record B {} record A { map<B?> b; } B get(A a); }", "A"),
      ("record A { A? a; }", "A"), ("enum E { X }", nil), ("record A {} record B {}", nil),
      ("record A { B? b; } record B { A? a; }", nil), ("protocol P {}", nil),
    ])
  func onlyRoot(_ text: String, _ name: String?) throws {
    let idl = try IDLFixtures.parse(text)
    if text.contains("enum") {
      #expect(try idl.document().canonicalText == #"{"type":"enum","name":"E","symbols":["X"]}"#)
    } else if let name {
      #expect(try idl.document().recordName == name)
    } else {
      let error = try #require(throws: SchemaError.self) { try idl.document() }
      #expect(error.kind == .invalid)
    }
  }

  @Test("a type that does not exist has no schema")
  func unknownType() throws {
    #expect(try IDLFixtures.parse("record A {}").document(of: AvroName(name: "B")) == nil)
  }

  @Test("a byte order mark and what follows a substitute character do not count")
  func ends() throws {
    #expect(try IDLFixtures.parse("\u{FEFF}schema int;\u{1A} nonsense").document().canonicalText == "\"int\"")
  }
}
