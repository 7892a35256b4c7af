import SchemaCore

/// Reads an Avro IDL file (Avro 1.12, IDL Language): the syntax of protocols and that of schemas.
///
/// Names are only put into their namespaces here; what they mean is known when all imports are read.
struct IDLParser {
  private(set) var token: IDLToken
  private var lexer: IDLLexer
  private let maximumDepth: Int
  private var depth = 0
  /// How many bytes of types may still be repeated for further names: a short text could repeat a long type endlessly.
  private var repeatedBytesLeft: Int
  /// The namespace of what is declared here.
  var namespace = ""
  var file = IDLFile()

  /// Reads a text.
  ///
  /// - Throws: `SchemaError` with line and column.
  static func file(_ text: String, maximumDepth: Int) throws(SchemaError) -> IDLFile {
    var parser = try IDLParser(text, maximumDepth: maximumDepth)
    try parser.readFile()
    return parser.file
  }

  private init(_ text: String, maximumDepth: Int) throws(SchemaError) {
    lexer = IDLLexer(text)
    token = try lexer.next()
    self.maximumDepth = maximumDepth
    repeatedBytesLeft = 1 << 16 + 8 * text.utf8.count
  }

  private mutating func readFile() throws(SchemaError) {
    var mayBeProtocol = true
    if try accept(word: "namespace") {
      namespace = try identifier("a namespace").text
      try expect(";", after: "the namespace")
      mayBeProtocol = false
    }
    if try accept(word: "schema") {
      file.items.append(.mainSchema(try fullType().schema(forDefault: nil)))
      try expect(";", after: "the schema")
      mayBeProtocol = false
    }
    while token.kind != .end {
      let annotations = try annotations()
      if mayBeProtocol, try accept(word: "protocol") {
        try readProtocol(annotations)
        guard token.kind == .end else {
          throw unexpected("the end of the file", "a file holds one protocol and nothing beside it")
        }
        return
      }
      mayBeProtocol = false
      guard try readImportOrType(annotations) else {
        throw unexpected(
          "import, record, error, enum or fixed",
          "protocol, namespace and schema stand at the beginning of a file, and messages within a protocol")
      }
    }
  }

  private mutating func readProtocol(_ annotations: IDLAnnotations) throws(SchemaError) {
    let identifier = try identifier("the protocol's name")
    let name = AvroName(identifier.text, within: try namespace(of: annotations) ?? "")
    namespace = name.namespace
    try expect("{", after: "the protocol's name")
    while try !accept("}") {
      let annotations = try self.annotations()
      if try readImportOrType(annotations) { continue }
      try readMessage(annotations)
    }
  }

  /// False if neither stands here.
  private mutating func readImportOrType(_ annotations: IDLAnnotations) throws(SchemaError) -> Bool {
    let offset = token.offset
    guard case .word(let word) = token.kind else { return false }
    switch word {
    case "import":
      if let offset = annotations.offset { throw error("An import cannot have annotations: remove them", at: offset) }
      try advance()
      try readImport(from: offset)
    case "record", "error":
      try advance()
      try record(annotations, isError: word == "error")
    case "enum":
      try advance()
      try enumeration(annotations)
    case "fixed":
      try advance()
      try fixed(annotations)
    default:
      return false
    }
    return true
  }

  private mutating func readImport(from offset: Int) throws(SchemaError) {
    guard case .word(let word) = token.kind, let kind = IDLFile.ImportKind(rawValue: word) else {
      throw unexpected("idl, protocol or schema", "an import says what the file is written in")
    }
    try advance()
    guard case .string(let path) = token.kind else {
      throw unexpected("the file's path in double quotes", "such as \"common.avdl\"")
    }
    try advance()
    try expect(";", after: "the import")
    file.items.append(.import(kind, path: path, offset: offset))
  }
}

extension IDLParser {
  /// A name as it is written, without its backticks.
  struct Identifier {
    var text: String
    var isEscaped: Bool
    var offset: Int
  }

  mutating func advance() throws(SchemaError) {
    token = try lexer.next()
  }

  /// Moves past a keyword, if it is here.
  mutating func accept(word: String) throws(SchemaError) -> Bool {
    guard token.kind == .word(word) else { return false }
    try advance()
    return true
  }

  /// Moves past a sign, if it is here.
  mutating func accept(_ sign: Unicode.Scalar) throws(SchemaError) -> Bool {
    guard token.kind == .sign(sign) else { return false }
    try advance()
    return true
  }

  mutating func expect(_ sign: Unicode.Scalar, after what: String) throws(SchemaError) {
    if try accept(sign) { return }
    throw error("'\(sign)' is expected after \(what), found \(token.description)", kind: .syntax)
  }

  mutating func identifier(
    _ what: String, _ advice: String = "names have letters, digits and _"
  ) throws(SchemaError) -> Identifier {
    let offset = token.offset
    switch token.kind {
    case .word(let text):
      try advance()
      return Identifier(text: text, isEscaped: false, offset: offset)
    case .escapedWord(let text):
      try advance()
      return Identifier(text: text, isEscaped: true, offset: offset)
    default:
      throw unexpected(what, advice)
    }
  }

  /// Reads something within brackets, as far down as they may go.
  mutating func nested<Value>(
    _ read: (inout IDLParser) throws(SchemaError) -> Value
  ) throws(SchemaError) -> Value {
    if depth == maximumDepth { throw error("This is nested more than \(maximumDepth) deep", kind: .limit) }
    depth += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  /// Takes the bytes of a type that is repeated from those that are left.
  mutating func spendRepeated(_ bytes: Int) throws(SchemaError) {
    repeatedBytesLeft -= bytes
    if repeatedBytesLeft < 0 {
      throw error(
        "Too many names share long types: give each name a type, or the types names of their own", kind: .limit)
    }
  }

  func error(_ message: String, kind: SchemaError.Kind = .invalid, at offset: Int? = nil) -> SchemaError {
    lexer.error(message, kind: kind, at: offset ?? token.offset)
  }

  func unexpected(_ expected: String, _ advice: String) -> SchemaError {
    error("Expected \(expected), found \(token.description): \(advice)", kind: .syntax)
  }
}
