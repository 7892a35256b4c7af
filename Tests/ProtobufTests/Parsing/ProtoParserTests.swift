import Testing

@testable import Protobuf

@Suite("The grammar of Protobuf")
struct ProtoParserTests {
  private static func file(_ text: String) -> FileSyntax {
    let file = ProtoParser.parse(text)
    #expect(file.problems == [], "\(text)")
    return file.syntax
  }

  /// The elements of the one message of a text.
  private static func elements(_ body: String, _ head: String = "syntax = \"proto3\";") -> [MessageElementSyntax] {
    guard case .message(let message)? = file("\(head) message M { \(body) }").declarations.first else { return [] }
    return message.elements
  }

  private static func name(_ text: String) -> NameSyntax { NameSyntax(text: text, place: SourcePlace(0)) }
  private static func number(_ value: Int64) -> NumberSyntax { NumberSyntax(value: value, place: SourcePlace(0)) }
  private static func value(_ kind: OptionValueSyntax.Kind) -> OptionValueSyntax {
    OptionValueSyntax(kind: kind, place: SourcePlace(0))
  }

  private static func option(_ parts: [OptionNameSyntax.Part], _ kind: OptionValueSyntax.Kind) -> OptionSyntax {
    OptionSyntax(name: OptionNameSyntax(parts: parts, place: SourcePlace(0)), value: value(kind))
  }

  @Test("an empty file says nothing", arguments: ["", " ", ";", "// nothing", ";;;\n"])
  func empty(_ text: String) {
    #expect(Self.file(text) == FileSyntax())
  }

  @Test("a file has an edition, a package, imports and options")
  func head() {
    let file = Self.file(
      """
      edition = "20" '23';
      import "a.proto"; import public 'b.proto'; import weak "c" "d";
      package e.f;
      option g = 1;
      """)
    let place = SourcePlace(0)
    #expect(file.edition == EditionSyntax(keyword: .edition, value: "2023", place: place))
    #expect(file.package == Self.name("e.f"))
    #expect(
      file.imports == [
        ImportSyntax(modifier: nil, path: "a.proto", place: place),
        ImportSyntax(modifier: .public, path: "b.proto", place: place),
        ImportSyntax(modifier: .weak, path: "cd", place: place),
      ])
    #expect(file.options == [Self.option([.simple("g")], .integer("1"))])
  }

  @Test("declarations keep their order, and places lead to their names")
  func declarations() {
    let text = "service A {} message B {} enum C {} message D {} extend B { optional int32 e = 1; }"
    let names = Self.file(text).declarations.map { declaration in
      switch declaration {
      case .message(let message): message.name
      case .enumeration(let enumeration): enumeration.name
      case .extend(let extend): extend.extendee
      case .service(let service): service.name
      }
    }
    #expect(names.map(\.text) == ["A", "B", "C", "D", "B"])
    for name in names { #expect(text.utf8.dropFirst(name.place.offset).starts(with: name.text.utf8)) }
  }

  @Test("fields have labels, types, numbers and options")
  func fields() {
    func field(
      _ type: FieldTypeSyntax, _ name: String, _ number: Int64, _ label: FieldLabel? = nil,
      _ options: [OptionSyntax] = []
    ) -> MessageElementSyntax {
      .field(
        FieldSyntax(label: label, type: type, name: Self.name(name), number: Self.number(number), options: options))
    }
    #expect(
      Self.elements(
        """
        string a = 1; optional .p.T b = 2; repeated a.b.C c = 0x3 [packed = true, (d).e = "f"];
        map<string, p.T> g = 4; map h = 5; maps i = 7 [json_name = "j"];
        """)
        == [
          field(.scalar(.string), "a", 1), field(.named(Self.name(".p.T")), "b", 2, .optional),
          field(
            .named(Self.name("a.b.C")), "c", 3, .repeated,
            [
              Self.option([.simple("packed")], .identifier("true")),
              Self.option([.custom("d"), .simple("e")], .string(StringSyntax(bytes: Array("f".utf8)))),
            ]),
          field(.map(key: .scalar(.string), value: .named(Self.name("p.T"))), "g", 4),
          field(.named(Self.name("map")), "h", 5),
          field(
            .named(Self.name("maps")), "i", 7, nil,
            [Self.option([.simple("json_name")], .string(StringSyntax(bytes: Array("j".utf8))))]),
        ])
  }

  @Test("each scalar type has its word", arguments: ScalarType.allCases)
  func scalars(_ type: ScalarType) {
    let place = SourcePlace(0)
    #expect(
      Self.elements("\(type.rawValue) a = 1; \(type.rawValue)s b = 2;") == [
        .field(FieldSyntax(type: .scalar(type), name: Self.name("a"), number: NumberSyntax(value: 1, place: place))),
        .field(
          FieldSyntax(
            type: .named(Self.name("\(type.rawValue)s")), name: Self.name("b"),
            number: NumberSyntax(value: 2, place: place))),
      ])
  }

  @Test("groups and oneofs have bodies")
  func groupsAndOneofs() {
    let elements = Self.elements(
      "repeated group G = 1 [deprecated = true] { optional int32 a = 2; } oneof o { option x = 1; int32 b = 3; group H = 4 {} }",
      "syntax = \"proto2\";")
    guard elements.count == 2, case .group(let group) = elements[0], case .oneof(let oneof) = elements[1] else {
      Issue.record("the group and the oneof are not read")
      return
    }
    #expect(group.label == .repeated && group.message.name.text == "G" && group.message.elements.count == 1)
    #expect(group.number.value == 1 && group.options.count == 1)
    #expect(oneof.elements.count == 3)
    guard case .option = oneof.elements[0], case .field = oneof.elements[1], case .group = oneof.elements[2] else {
      Issue.record("the oneof is not read")
      return
    }
  }

  @Test("numbers and names are reserved, and ranges left to extensions")
  func ranges() {
    func range(_ lower: Int64, _ upper: RangeSyntax.Upper? = nil) -> RangeSyntax {
      RangeSyntax(lower: Self.number(lower), upper: upper)
    }
    let place = SourcePlace(0)
    #expect(
      Self.elements("reserved 1, 2 to 2, 5 to max; reserved \"a\", 'b' 'c'; extensions 7, 8 to 9 [x = 1];") == [
        .reserved(
          ReservedSyntax(values: .ranges([range(1), range(2, .number(Self.number(2))), range(5, .max)]), place: place)),
        .reserved(ReservedSyntax(values: .names([Self.name("a"), Self.name("bc")], quoted: true), place: place)),
        .extensions(
          ExtensionsSyntax(
            ranges: [range(7), range(8, .number(Self.number(9)))],
            options: [Self.option([.simple("x")], .integer("1"))],
            place: place)),
      ])
    #expect(
      Self.elements("reserved a, max;", "edition = \"2023\";") == [
        .reserved(ReservedSyntax(values: .names([Self.name("a"), Self.name("max")], quoted: false), place: place))
      ])
  }

  @Test("enums have values, options and reserved values of both signs")
  func enums() {
    let file = Self.file(
      "enum E { option allow_alias = true; A = 0; B = -0x1 [c = 1]; reserved -5 to -1, 9 to max; ; }")
    guard case .enumeration(let enumeration)? = file.declarations.first, enumeration.elements.count == 4,
      case .value(let value) = enumeration.elements[2], case .reserved(let reserved) = enumeration.elements[3]
    else {
      Issue.record("the enum is not read")
      return
    }
    #expect(value.number.value == -1 && value.options.count == 1)
    #expect(
      reserved.values
        == .ranges([
          RangeSyntax(lower: Self.number(-5), upper: .number(Self.number(-1))),
          RangeSyntax(lower: Self.number(9), upper: .max),
        ]))
  }

  @Test("methods stream in both directions and have options")
  func services() {
    let file = Self.file(
      "service S { option a = 1; rpc A(B) returns (.c.D); rpc E(stream F) returns (stream G) { option (h) = 1; ; }; }")
    guard case .service(let service)? = file.declarations.first, service.elements.count == 3,
      case .method(let first) = service.elements[1], case .method(let second) = service.elements[2]
    else {
      Issue.record("the service is not read")
      return
    }
    #expect(
      first.output.text == ".c.D" && !first.isClientStreaming && !first.isServerStreaming && first.options.isEmpty)
    #expect(second.input.text == "F" && second.isClientStreaming && second.isServerStreaming)
    #expect(second.options == [Self.option([.custom("h")], .integer("1"))])
  }

  @Test("aggregates hold fields of all kinds, with any separator")
  func aggregates() {
    func field(_ name: AggregateFieldSyntax.Name, _ kind: OptionValueSyntax.Kind) -> AggregateFieldSyntax {
      AggregateFieldSyntax(name: name, value: Self.value(kind), place: SourcePlace(0))
    }
    let file = Self.file(
      """
      option (a).b.(.c.d) = { e: 1, f: -2.5; g: inf h { i: 'j' "k" } l < > m: [1, [], {},] [n . o]: { }
        [type.googleapis.com/p.Q] { r: true } s [ <t: 1> ], };
      """)
    #expect(
      file.options == [
        Self.option(
          [.custom("a"), .simple("b"), .custom(".c.d")],
          .aggregate([
            field(.simple("e"), .integer("1")), field(.simple("f"), .float("-2.5")),
            field(.simple("g"), .identifier("inf")),
            field(.simple("h"), .aggregate([field(.simple("i"), .string(StringSyntax(bytes: Array("jk".utf8))))])),
            field(.simple("l"), .aggregate([])),
            field(
              .simple("m"), .list([Self.value(.integer("1")), Self.value(.list([])), Self.value(.aggregate([]))])),
            field(.custom("n.o"), .aggregate([])),
            field(.any("type.googleapis.com/p.Q"), .aggregate([field(.simple("r"), .identifier("true"))])),
            field(.simple("s"), .list([Self.value(.aggregate([field(.simple("t"), .integer("1"))]))])),
          ]))
      ])
  }

  private static let keywords = [
    "syntax", "edition", "package", "import", "public", "weak", "option", "message", "enum", "service", "extend",
    "extensions", "reserved", "oneof", "map", "group", "optional", "required", "repeated", "rpc", "returns", "stream",
    "to", "max", "inf", "nan", "true", "default", "json_name", "int32", "string",
  ]

  @Test("every keyword is a name where a name is expected", arguments: keywords)
  func names(_ word: String) {
    _ = Self.file(
      "package \(word).\(word); message \(word) {} service \(word)s { rpc \(word)(.\(word)) returns (a.\(word)); }")
    _ = Self.file("option \(word) = \(word); option (\(word)).\(word) = { \(word): \(word) [\(word)]: \(word) };")
    _ = Self.file("syntax = \"proto3\"; message M { a.\(word) \(word) = 1; oneof \(word) { .\(word) \(word) = 2; } }")
    _ = Self.file("enum \(word) { reserved \"\(word)\"; \(word)1 = 0; }")
    if word != "option", word != "reserved" { _ = Self.file("enum E { \(word) = 0; }") }
  }
}
