/// A word, literal, sign or comment of a text whose layout is to change.
package struct SourceToken: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A name or a number.
    case word
    /// With its quotes.
    case string
    /// One byte of punctuation.
    case sign
    /// `// …`, which ends its line.
    case lineComment
    /// `/* … */`.
    case blockComment
  }

  package var kind: Kind
  package var text: String
  /// How many lines ended between it and the token before it.
  package var breaksBefore: Int
  /// True if nothing at all stands between the two.
  package var isGlued: Bool

  /// True for comments.
  package var isComment: Bool { kind == .lineComment || kind == .blockComment }

  /// True for this sign.
  package func isSign(_ sign: StaticString) -> Bool { kind == .sign && text == "\(sign)" }
}

extension SourceToken {
  /// The tokens of a text in a language with words, strings, signs and the comments of C.
  ///
  /// A text that its language's own parser has accepted is split as that parser does; any other is split somehow.
  ///
  /// - Parameter quotes: the characters that begin and end strings.
  package static func tokens(of text: String, quotes: Set<UInt8>) -> [SourceToken] {
    var scanner = SourceScanner(bytes: Array(text.utf8), quotes: quotes)
    return scanner.tokens()
  }

  /// The text with a line feed for each line break, and without a byte order mark.
  package static func withPlainLineBreaks(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() where byte != 0x0D || index + 1 == bytes.count || bytes[index + 1] != 0x0A {
      result.append(byte == 0x0D ? 0x0A : byte)
    }
    return String(decoding: result.starts(with: [0xEF, 0xBB, 0xBF]) ? result[3...] : result[...], as: UTF8.self)
  }
}

private struct SourceScanner {
  let bytes: [UInt8]
  let quotes: Set<UInt8>
  var position = 0

  mutating func tokens() -> [SourceToken] {
    var tokens: [SourceToken] = []
    while true {
      let before = position
      var breaks = 0
      while position < bytes.count, bytes[position] <= 0x20 {
        if bytes[position] == 0x0A { breaks += 1 }
        position += 1
      }
      guard position < bytes.count else { return tokens }
      let start = position
      let kind = step()
      tokens.append(
        SourceToken(
          kind: kind, text: String(decoding: bytes[start..<position], as: UTF8.self), breaksBefore: breaks,
          isGlued: start == before && !tokens.isEmpty))
    }
  }

  /// Moves past a token.
  private mutating func step() -> SourceToken.Kind {
    let byte = bytes[position]
    if byte == UInt8(ascii: "/"), next == UInt8(ascii: "/") {
      position = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
      return .lineComment
    }
    if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
      position += 2
      while position < bytes.count, bytes[position] != UInt8(ascii: "*") || next != UInt8(ascii: "/") { position += 1 }
      position = min(position + 2, bytes.count)
      return .blockComment
    }
    if quotes.contains(byte) {
      position += 1
      while position < bytes.count, bytes[position] != byte, bytes[position] != 0x0A {
        position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
      }
      position = min(position + 1, bytes.count)
      return .string
    }
    if isDigit(byte) || byte == UInt8(ascii: ".") && next.map(isDigit) == true {
      number()
      return .word
    }
    guard continuesWord(byte) else {
      position += 1
      return .sign
    }
    word()
    return .word
  }

  private var next: UInt8? { position + 1 < bytes.count ? bytes[position + 1] : nil }

  private mutating func number() {
    let isHexadecimal = bytes[position] == UInt8(ascii: "0") && next.map { $0 | 0x20 } == UInt8(ascii: "x")
    while position < bytes.count {
      let byte = bytes[position]
      let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      let last = bytes[position - (position > 0 ? 1 : 0)] | 0x20
      guard
        continuesWord(byte) || byte == UInt8(ascii: ".")
          || isSign && last == UInt8(ascii: isHexadecimal ? "p" : "e")
      else { return }
      position += 1
    }
  }

  /// Names may have dots in them, and in Avro IDL hyphens, behind which they go on.
  private mutating func word() {
    while position < bytes.count {
      let byte = bytes[position]
      let joins = byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      guard continuesWord(byte) || joins && next.map({ continuesWord($0) && !isDigit($0) }) == true else { return }
      position += 1
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private func continuesWord(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || isDigit(byte) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "`") || byte >= 0x80
  }
}
