import Testing

@testable import Protobuf

@Suite("Tokens of the Protobuf language")
struct ProtoLexerTests {
  private static func value(_ text: String) -> OptionValueSyntax.Kind? {
    let file = ProtoParser.parse("option a = \(text);")
    #expect(file.problems == [], "\(text)")
    return file.syntax.options.first?.value.kind
  }

  @Test(
    "strings have their escapes resolved",
    arguments: [
      (#""""#, []), (#"'a"b'"#, Array("a\"b".utf8)),
      (#""\a\b\f\n\r\t\v\\\'\"\?""#, [7, 8, 12, 10, 13, 9, 11, 92, 39, 34, 63]),
      (#""\0\7\12\1234""#, [0, 7, 10, 83, 52]), (#""\777""#, [255]), (#""\x4\x41\X4a1\xff""#, [4, 65, 74, 49, 255]),
      (#""\u00e9\U0001F600""#, Array("é😀".utf8)), (#""\ud83d\ude00""#, Array("😀".utf8)), (#""é\n""#, Array("é\n".utf8)),
      (#""a" 'b' /* c */ "d""#, Array("abd".utf8)), (#""//" "/*""#, Array("///*".utf8)),
    ] as [(String, [UInt8])])
  func strings(_ text: String, _ bytes: [UInt8]) {
    #expect(Self.value(text) == .string(StringSyntax(bytes: bytes)))
  }

  @Test(
    "whole numbers keep their digits", arguments: ["0", "42", "0x1F", "0Xff", "017", "18446744073709551616"],
    ["", "-", "- "])
  func integers(_ digits: String, _ sign: String) {
    #expect(Self.value(sign + digits) == .integer((sign.isEmpty ? "" : "-") + digits))
  }

  @Test(
    "fractions and exponents make other numbers",
    arguments: ["1.5", "1.", ".5", "1e10", "1E+10", "1.5e-7", "0.0", "0e1"])
  func floats(_ digits: String) {
    #expect(Self.value(digits) == .float(digits))
    #expect(Self.value("-" + digits) == .float("-" + digits))
  }

  @Test("words keep their sign", arguments: ["inf", "-inf", "nan", "-nan", "true", "SPEED", "_a1"])
  func words(_ word: String) {
    #expect(Self.value(word) == .identifier(word))
  }

  @Test(
    "the numbers of fields are decimal, hexadecimal or octal",
    arguments: [("7", 7), ("0x1f", 31), ("017", 15), ("0", 0), ("2147483647", 2_147_483_647)] as [(String, Int64)])
  func numbers(_ text: String, _ value: Int64) {
    let file = ProtoParser.parse("extend A { optional int32 b = \(text); }")
    guard case .extend(let extend)? = file.syntax.declarations.first, case .field(let field)? = extend.elements.first
    else {
      Issue.record("no field is read")
      return
    }
    #expect(field.number.value == value)
  }

  @Test(
    "white space and comments stand between any two tokens",
    arguments: [
      "option\ta\u{B}=\u{C}1\r\n;", "/**/option/***/a//\n=/* / * // */1/**/;//", "\u{FEFF}option a = 1;",
      "// ünï\u{1}cödé\noption a = 1;//", "option a = 1; /* \u{0} */",
    ])
  func space(_ text: String) {
    let file = ProtoParser.parse(text)
    #expect(file.problems == [])
    #expect(file.syntax.options.first?.value.kind == .integer("1"))
  }

  @Test("names with dots may have white space and comments around these")
  func dottedNames() {
    let file = ProtoParser.parse("package a . /* b */ c.\nd; option (. e . f).g = 1;")
    #expect(file.problems == [])
    #expect(file.syntax.package?.text == "a.c.d")
    #expect(file.syntax.options.first?.name.parts == [.custom(".e.f"), .simple("g")])
  }
}
