import SchemaCore

/// Finds the parts of a schema in its text, be that JSON or IDL.
struct AvroTextPlaces {
  private let json: JSONSyntax?
  /// Offsets of what an IDL text declares.
  private let idl: [String: Int]
  private let lines: TextLines

  init(_ text: String) {
    json = JSONSyntax(text)
    lines = TextLines(text)
    idl = json == nil ? Self.declarations(in: text) : [:]
  }

  /// Where a part stands, or the attribute of it if that is there.
  func position(of place: AvroLinter.Place, _ attribute: String?) -> TextPosition? {
    guard let json else {
      return (idl[Self.localName(place.path)] ?? idl[Self.typeName(place.path)]).map { lines.position(at: $0) }
    }
    return attribute.flatMap { json.position(of: place.pointer.appending($0)) } ?? json.position(of: place.pointer)
  }

  /// True if the JSON text has a value there.
  func has(_ pointer: JSONPointer) -> Bool { json?.range(of: pointer) != nil }

  func isEmptyArray(at pointer: JSONPointer) -> Bool {
    guard let json, let range = json.range(of: pointer) else { return false }
    return json.text(in: range).filter { !$0.isWhitespace } == "[]"
  }

  /// The change that takes out what stands there.
  func removal(of pointer: JSONPointer) -> [TextEdit] { json?.removal(of: pointer).map { [$0] } ?? [] }

  /// `Order.amount` of `shop.Order.amount`; names of types and fields are enough in one file.
  private static func localName(_ path: String) -> String {
    path.split(separator: ".").suffix(2).joined(separator: ".")
  }

  private static func typeName(_ path: String) -> String { path.split(separator: ".").last.map(String.init) ?? "" }

  /// Where the types of an IDL text are declared, by their names, and their fields, by `Type.field`.
  private static func declarations(in text: String) -> [String: Int] {
    var lexer = IDLLexer(text)
    var found: [String: Int] = [:]
    var type = ""
    var last: IDLToken.Kind?
    while let token = try? lexer.next(), token.kind != .end {
      defer { last = token.kind }
      switch (last, token.kind) {
      case (.word("record"), .word(let name)), (.word("error"), .word(let name)), (.word("enum"), .word(let name)),
        (.word("fixed"), .word(let name)):
        type = name
        found[name] = token.offset
      case (.word, .word(let name)), (.sign(">"), .word(let name)), (.sign("}"), .word(let name)),
        (.sign("?"), .word(let name)), (.sign(","), .word(let name)), (.sign(")"), .word(let name)):
        found["\(type).\(name)"] = found["\(type).\(name)"] ?? token.offset
      default: break
      }
    }
    return found
  }
}
