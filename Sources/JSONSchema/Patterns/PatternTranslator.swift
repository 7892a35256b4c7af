/// Writes a regular expression of ECMA-262 as one of PCRE2.
///
/// The two agree in most, and differ in what escapes mean, in classes without members, in white space and the dot. What
/// only PCRE2 knows is refused, so that a schema means the same everywhere. As in a browser's Unicode mode, characters
/// are code points; unlike there, signs may be escaped that need not be, because many schemas do so.
struct PatternTranslator {
  private var input: [Unicode.Scalar]
  private var position = 0
  private var output = ""
  private var groups: PatternGroups
  /// True if what stands before can be repeated.
  private var isRepeatable = false
  private var openGroups = 0

  /// - Throws: `PatternError` with what is wrong, and at which character.
  static func translate(_ pattern: String) throws(PatternError) -> String {
    let input = Array(pattern.unicodeScalars)
    guard input.count <= maximumLength else {
      throw PatternError("it has \(input.count) characters; at most \(maximumLength) are accepted")
    }
    var translator = PatternTranslator(input: input, groups: try PatternGroups(of: input))
    try translator.translate()
    return translator.output
  }

  static let maximumLength = 32_768

  private init(input: [Unicode.Scalar], groups: PatternGroups) {
    self.input = input
    self.groups = groups
  }

  private mutating func translate() throws(PatternError) {
    while let scalar = peek() {
      position += 1
      switch scalar {
      case "(": try openGroup()
      case ")":
        if openGroups == 0 { throw failure("there is no ( for this )") }
        openGroups -= 1
        write(")")
      case "[": try translateClass()
      case "\\": try translateEscape()
      case ".": write(#"[^\n\r\x{2028}\x{2029}]"#)
      case "*", "+", "?": try repeatLast(String(scalar))
      case "{":
        if let counts = takeCounts() { try repeatLast(counts) } else { write(#"\{"#) }
      case "|", "^":
        output.unicodeScalars.append(scalar)
        isRepeatable = false
      case "]", "}": write("\\" + String(scalar))
      default: write(String(scalar))
      }
    }
    if openGroups > 0 { throw failure("a group that begins with ( has no end") }
  }

  private mutating func write(_ text: String) {
    output += text
    isRepeatable = true
  }

  private mutating func openGroup() throws(PatternError) {
    openGroups += 1
    guard take("?") else {
      output += "("
      isRepeatable = false
      return
    }
    if take(":") {
      output += "(?:"
    } else if take("=") {
      output += "(?="
    } else if take("!") {
      output += "(?!"
    } else if take("<") {
      if take("=") {
        output += "(?<="
      } else if take("!") {
        output += "(?<!"
      } else {
        // The name was read before; groups are referred to by their numbers.
        while let scalar = peek(), scalar != ">" {
          position += 1
          _ = scalar
        }
        position += 1
        output += "("
      }
    } else {
      throw failure("ECMA-262 knows no group that begins like this")
    }
    isRepeatable = false
  }

  private mutating func repeatLast(_ quantifier: String) throws(PatternError) {
    guard isRepeatable else { throw failure("there is nothing to repeat") }
    output += quantifier
    if take("?") { output += "?" }
    isRepeatable = false
  }

  /// `{n}`, `{n,}` or `{n,m}` behind the brace; nil, and nothing taken, if it is something else.
  private mutating func takeCounts() -> String? {
    var text = "{"
    for place in position..<input.count {
      let scalar = input[place]
      text.unicodeScalars.append(scalar)
      switch scalar {
      case "0"..."9": continue
      case "," where text.utf8.count > 2 && !text.dropLast().contains(","): continue
      case "}" where text.utf8.count > 2:
        position = place + 1
        return text
      default: return nil
      }
    }
    return nil
  }

  private mutating func translateEscape() throws(PatternError) {
    guard let scalar = peek() else { throw failure("it ends with a backslash") }
    switch scalar {
    case "b", "B":
      position += 1
      output += "\\" + String(scalar)
      isRepeatable = false
    case "k":
      position += 1
      write("\\g{\(try groupNumber())}")
    case "1"..."9":
      var number = 0
      while let digit = peek()?.value, (0x30...0x39).contains(digit), number < 10_000 {
        number = number * 10 + Int(digit - 0x30)
        position += 1
      }
      guard number <= groups.count else { throw failure("there is no group \(number) to refer to") }
      write("\\g{\(number)}")
    default:
      switch try atom() {
      case .scalar(let value): write(Self.text(of: value))
      case .set(let set): write("[" + set + "]")
      }
    }
  }

  private mutating func groupNumber() throws(PatternError) -> Int {
    guard take("<") else { throw failure(#"a group's name in < > is expected after \k"#) }
    var name = ""
    while let scalar = peek(), scalar != ">" {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard take(">"), let number = groups.numbers[name] else { throw failure("there is no group named \(name)") }
    return number
  }

  private mutating func translateClass() throws(PatternError) {
    let isNegated = take("^")
    var members = ""
    var isRange = false
    var previous: PatternAtom?
    while let scalar = peek(), scalar != "]" {
      if scalar == "-", !isRange, case .scalar? = previous, let next = peek(at: 1), next != "]" {
        position += 1
        isRange = true
        continue
      }
      let atom = try classAtom()
      switch (isRange, previous, atom) {
      case (true, .scalar(let low)?, .scalar(let high)):
        if high < low { throw failure("this range of characters is out of order") }
        members += "-" + Self.text(of: high)
        previous = nil
      case (true, _, .set(let set)):
        members += #"\-"# + set
        previous = nil
      case (_, _, .scalar(let value)):
        members += Self.text(of: value)
        previous = atom
      case (_, _, .set(let set)):
        members += set
        previous = nil
      }
      isRange = false
    }
    guard take("]") else { throw failure("a class that begins with [ has no end") }
    if members.isEmpty {
      write(isNegated ? "(?s:.)" : "(?!)")
    } else {
      write((isNegated ? "[^" : "[") + members + "]")
    }
  }

  private mutating func classAtom() throws(PatternError) -> PatternAtom {
    let scalar = input[position]
    position += 1
    guard scalar == "\\" else { return .scalar(scalar.value) }
    if take("b") { return .scalar(0x08) }
    return try atom()
  }

  /// What the escape behind the backslash stands for.
  private mutating func atom() throws(PatternError) -> PatternAtom {
    var escape = PatternEscape(input: input, position: position)
    defer { position = escape.position }
    return try escape.take()
  }

  /// A character, written so that it can have no other meaning.
  private static func text(of value: UInt32) -> String { "\\x{" + String(value, radix: 16) + "}" }

  private func peek(at distance: Int = 0) -> Unicode.Scalar? {
    position + distance < input.count ? input[position + distance] : nil
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == scalar else { return false }
    position += 1
    return true
  }

  private func failure(_ message: String) -> PatternError { PatternError("\(message) (character \(position))") }
}
