/// One character, or a set of them, in a regular expression.
enum PatternAtom {
  case scalar(UInt32)
  /// As it is written in a class of PCRE2.
  case set(String)
}

/// Reads what stands behind a backslash, in a class and outside.
struct PatternEscape {
  let input: [Unicode.Scalar]
  var position: Int

  mutating func take() throws(PatternError) -> PatternAtom {
    guard let scalar = next() else { throw failure("it ends with a backslash") }
    switch scalar {
    case "d", "D", "w", "W": return .set("\\" + String(scalar))
    case "s": return .set(Self.space)
    case "S": return .set(Self.noSpace)
    case "t": return .scalar(0x09)
    case "n": return .scalar(0x0A)
    case "v": return .scalar(0x0B)
    case "f": return .scalar(0x0C)
    case "r": return .scalar(0x0D)
    case "c": return try control()
    case "0":
      if let digit = peek(), ("0"..."9").contains(digit) { throw failure("octal escapes are not accepted") }
      return .scalar(0)
    case "x": return .scalar(try hexadecimal(count: 2))
    case "u": return .scalar(try unicode())
    case "p", "P": return .set("\\" + String(scalar) + "{" + (try property()) + "}")
    case "a"..."z", "A"..."Z", "1"..."9":
      throw failure("\\\(scalar) is no escape of ECMA-262")
    default: return .scalar(scalar.value)
    }
  }

  // Line ends and white space (ECMA-262, 12.2 and 12.3), and everything else.
  private static let space =
    #"\x{9}-\x{d}\x{20}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}"#
  private static let noSpace =
    #"\x{0}-\x{8}\x{e}-\x{1f}\x{21}-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}\x{202a}-\x{202e}"#
    + #"\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff}"#

  private mutating func control() throws(PatternError) -> PatternAtom {
    guard let letter = next(), ("a"..."z").contains(letter) || ("A"..."Z").contains(letter) else {
      throw failure(#"a letter is expected after \c"#)
    }
    return .scalar(letter.value & 0x1F)
  }

  private mutating func unicode() throws(PatternError) -> UInt32 {
    if peek() == "{" {
      position += 1
      var value: UInt32 = 0
      var count = 0
      while let scalar = next() {
        if scalar == "}" && count > 0 { return value }
        guard let digit = Self.digit(scalar), value << 4 | digit <= 0x10FFFF else { break }
        value = value << 4 | digit
        count += 1
      }
      throw failure(#"a code point in hexadecimal digits and } are expected after \u{"#)
    }
    let first = try hexadecimal(count: 4)
    // Two escapes for the halves of a surrogate pair are one character.
    guard (0xD800..<0xDC00).contains(first), peek() == "\\", peek(at: 1) == "u" else { return first }
    let start = position
    position += 2
    if let second = try? hexadecimal(count: 4), (0xDC00..<0xE000).contains(second) {
      return 0x10000 + ((first & 0x3FF) << 10 | second & 0x3FF)
    }
    position = start
    return first
  }

  private mutating func hexadecimal(count: Int) throws(PatternError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let scalar = next(), let digit = Self.digit(scalar) else {
        throw failure("\(count) hexadecimal digits are expected")
      }
      value = value << 4 | digit
    }
    return value
  }

  private mutating func property() throws(PatternError) -> String {
    var name = ""
    guard next() == "{" else { throw failure(#"a property's name in { } is expected after \p"#) }
    while let scalar = next(), scalar != "}" {
      guard scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_" || scalar == "=" else {
        throw failure("this is not a property's name")
      }
      name.unicodeScalars.append(scalar)
    }
    guard let translated = UnicodePropertyNames.translate(name) else {
      throw failure("there is no property of characters named \(name)")
    }
    return translated
  }

  private static func digit(_ scalar: Unicode.Scalar) -> UInt32? {
    switch scalar {
    case "0"..."9": scalar.value - 0x30
    case "a"..."f": scalar.value - 0x57
    case "A"..."F": scalar.value - 0x37
    default: nil
    }
  }

  private func peek(at distance: Int = 0) -> Unicode.Scalar? {
    position + distance < input.count ? input[position + distance] : nil
  }

  private mutating func next() -> Unicode.Scalar? {
    guard let scalar = peek() else { return nil }
    position += 1
    return scalar
  }

  private func failure(_ message: String) -> PatternError { PatternError("\(message) (character \(position))") }
}
