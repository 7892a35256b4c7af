import SchemaCore

/// Splits an Avro IDL text into tokens (Avro 1.12, IDL Language).
struct IDLLexer {
  let bytes: [UInt8]
  var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }  // a byte order mark
  }

  /// The next token; `end` again and again after the last one.
  mutating func next() throws(SchemaError) -> IDLToken {
    let documentation = try skipSpace()
    let start = position
    let kind: IDLToken.Kind
    switch byte(at: position) {
    // The substitute character ended files on older systems; what comes after it does not count.
    case nil, 0x1A?:
      kind = .end
    case UInt8(ascii: "\"")?:
      kind = .string(try string())
    case let byte? where Self.beginsNumber(byte):
      kind = .number(try number())
    case let byte? where byte == UInt8(ascii: "`") || Self.beginsName(byte):
      kind = try word()
    case let byte? where Self.signs.contains(byte):
      position += 1
      kind = .sign(Unicode.Scalar(byte))
    default:
      throw error("This character has no meaning in Avro IDL: remove it, or put it into a string or a comment")
    }
    return IDLToken(kind: kind, offset: start, documentation: documentation)
  }

  /// An error at the position, or at another offset.
  func error(_ message: String, kind: SchemaError.Kind = .syntax, at offset: Int? = nil) -> SchemaError {
    let place = bytes.withUnsafeBufferPointer { TextPosition(offset: offset ?? position, in: $0) }
    return SchemaError(kind, message, at: place)
  }

  func byte(at offset: Int) -> UInt8? {
    offset < bytes.count ? bytes[offset] : nil
  }

  /// True if a name can begin with this byte. Letters that are not ASCII are refused with the names that they are in.
  static func beginsName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), 0x80...: true
    default: false
    }
  }

  private static func beginsNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."): true
    default: false
    }
  }

  private static let signs = Set("(){}[]:;,@=?<>".utf8)
}

extension IDLLexer {
  /// Moves past white space and comments; the text of the last documentation comment on the way.
  private mutating func skipSpace() throws(SchemaError) -> String? {
    var documentation: String?
    while let byte = byte(at: position) {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D:
        position += 1
      case UInt8(ascii: "/"):
        documentation = try comment() ?? documentation
      default:
        return documentation
      }
    }
    return documentation
  }

  /// Moves past the comment at the position; its text if it is documentation.
  private mutating func comment() throws(SchemaError) -> String? {
    switch byte(at: position + 1) {
    case UInt8(ascii: "/")?:
      while let byte = byte(at: position), byte != 0x0A, byte != 0x0D { position += 1 }
      return nil
    case UInt8(ascii: "*")?:
      let start = position
      position += 2
      while byte(at: position) != UInt8(ascii: "*") || byte(at: position + 1) != UInt8(ascii: "/") {
        position += 1
        if position >= bytes.count { throw error("The comment that begins here has no end: add */", at: start) }
      }
      position += 2
      let text = bytes[start..<position]
      guard text.count > 4, text.starts(with: "/**".utf8) else { return nil }
      return DocumentationComment.text(of: text.dropFirst(3).dropLast(2))
    default:
      throw error("A comment is expected after /: write // or /*")
    }
  }

  /// Reads a name: parts with dots or dashes between them, each of which may stand in backticks.
  private mutating func word() throws(SchemaError) -> IDLToken.Kind {
    var name: [UInt8] = []
    var isEscaped = false
    while true {
      let isQuoted = byte(at: position) == UInt8(ascii: "`")
      if isQuoted { position += 1 }
      let start = position
      while let byte = byte(at: position), Self.continuesName(byte) { position += 1 }
      name += bytes[start..<position]
      if isQuoted {
        guard position > start, byte(at: position) == UInt8(ascii: "`") else {
          throw error("A name in backticks is expected here, such as `error`", at: start - 1)
        }
        position += 1
        isEscaped = true
      }
      guard let separator = byte(at: position), separator == UInt8(ascii: ".") || separator == UInt8(ascii: "-"),
        let following = byte(at: position + 1), following == UInt8(ascii: "`") || Self.beginsName(following)
      else { break }
      name.append(separator)
      position += 1
    }
    let text = String(decoding: name, as: UTF8.self)
    return isEscaped ? .escapedWord(text) : .word(text)
  }

  static func continuesName(_ byte: UInt8) -> Bool {
    beginsName(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
