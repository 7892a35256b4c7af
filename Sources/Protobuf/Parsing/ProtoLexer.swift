/// Splits the text of a `.proto` file into tokens (Protobuf language specification, Lexical Elements).
///
/// What is no token is noted as a failure and stepped over, so that one stray character hides no other problem.
struct ProtoLexer {
  /// The text and a zero byte after it, so that looking at the byte behind a token needs no test for the end.
  let bytes: ContiguousArray<UInt8>
  var position: Int
  var log: FailureLog
  /// Where the first comment begins that was moved past.
  private(set) var firstComment: Int?

  init(_ text: String, limits: ProtoLimits) {
    var bytes = ContiguousArray<UInt8>()
    bytes.reserveCapacity(text.utf8.count + 1)
    bytes.append(contentsOf: text.utf8)
    bytes.append(0)
    self.bytes = bytes
    self.position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0  // a byte order mark
    self.log = FailureLog(limit: limits.problems)
  }

  /// The offset behind the last byte of the text.
  var end: Int { bytes.count - 1 }

  /// The next token; `end` again and again after the last one, or when enough failures were met.
  mutating func next() -> ProtoToken {
    while !log.isClosed {
      skipSpace()
      let start = position
      let byte = bytes[start]
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
        repeat { position += 1 } while Self.continuesWord(bytes[position])
        if bytes[position] >= 0x80 { return foreignWord(from: start) }
        return ProtoToken(.word, start, position)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        return number()
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        return string()
      case UInt8(ascii: ".") where Self.isDigit(bytes[start + 1]):
        return number()
      case 0 where start == end:
        return ProtoToken(.end, start, start)
      case 0x80... where scalar.properties.isAlphabetic:
        return foreignWord(from: start)
      case 0x21...0x7E:
        position += 1
        return ProtoToken(.sign, start, position, sign: byte)
      default:
        skipStrangeCharacters()
      }
    }
    return ProtoToken(.end, end, end)
  }

  /// The text of a place.
  func text(_ range: Range<Int>) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
  }

  /// The text of the tokens of a place that was read before, without the white space and the comments between them.
  func words(in range: Range<Int>) -> String {
    var lexer = self
    lexer.position = range.lowerBound
    var text = ""
    while lexer.position < range.upperBound {
      let token = lexer.next()
      if token.kind == .end { break }
      text += self.text(token.start..<token.end)
    }
    return text
  }

  static func continuesWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

extension ProtoLexer {
  /// Moves past white space and comments.
  private mutating func skipSpace() {
    while true {
      switch bytes[position] {
      case 0x20, 0x09...0x0D:
        position += 1
      case UInt8(ascii: "/") where bytes[position + 1] == UInt8(ascii: "/"):
        firstComment = firstComment ?? position
        while bytes[position] != UInt8(ascii: "\n"), position < end { position += 1 }
      case UInt8(ascii: "/") where bytes[position + 1] == UInt8(ascii: "*"):
        firstComment = firstComment ?? position
        skipBlockComment()
      default:
        return
      }
    }
  }

  private mutating func skipBlockComment() {
    let start = position
    position += 2
    while position < end {
      if bytes[position] == UInt8(ascii: "*"), bytes[position + 1] == UInt8(ascii: "/") {
        position += 2
        return
      }
      if bytes[position] == UInt8(ascii: "/"), bytes[position + 1] == UInt8(ascii: "*") {
        fail("Comments do not nest: the first */ ends the comment, so /* may not stand in it", at: position)
      }
      position += 1
    }
    fail("The comment that begins here has no end: add */", at: start)
    log.close()
  }

  /// Reads a word with letters that no word may have.
  private mutating func foreignWord(from start: Int) -> ProtoToken {
    while Self.continuesWord(bytes[position]) || bytes[position] >= 0x80 { position += 1 }
    let word = text(start..<position).prefix(40)
    fail("Names have ASCII letters, digits and '_' only: give '\(word)' another name", at: start)
    return ProtoToken(.word, start, position)
  }

  private mutating func skipStrangeCharacters() {
    let start = position
    let code = String(scalar.value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
    repeat { position += 1 } while position < end && isStrange(bytes[position])
    fail("The character \(name) has no meaning outside of strings and comments: remove it", at: start)
  }

  /// The Unicode scalar at the position.
  private var scalar: Unicode.Scalar {
    String(decoding: bytes[position..<min(position + 4, end)], as: UTF8.self).unicodeScalars.first ?? "\0"
  }

  private func isStrange(_ byte: UInt8) -> Bool {
    byte >= 0x7F || byte < 0x20 && !(0x09...0x0D).contains(byte)
  }

  mutating func fail(_ message: String, at offset: Int) { log.add(SyntaxFailure(message, at: offset)) }
}
