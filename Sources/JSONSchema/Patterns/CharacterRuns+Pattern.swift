extension CharacterRuns {
  /// Reads a regular expression of ECMA-262; nil if it is not of this kind, or is none at all.
  init?(_ pattern: String) {
    var reader = RunReader(pattern)
    guard let runs = reader.runs() else { return nil }
    self.init(runs, reachesEnd: reader.reachesEnd)
  }
}

/// Reads runs of characters from a regular expression. What it does not know it leaves to others, with nil.
private struct RunReader {
  private let input: [Unicode.Scalar]
  private var position = 0
  private(set) var reachesEnd = false

  private static let maximumLength = 256
  private static let maximumRuns = 32
  private static let maximumCount = 1_000

  init(_ pattern: String) {
    input = Array(pattern.unicodeScalars.prefix(Self.maximumLength + 1))
  }

  mutating func runs() -> [CharacterRuns.Run]? {
    guard input.count <= Self.maximumLength, take("^") else { return nil }
    var runs: [CharacterRuns.Run] = []
    while position < input.count {
      if input[position] == "$" {
        reachesEnd = true
        return position == input.count - 1 ? runs : nil
      }
      guard runs.count < Self.maximumRuns, let characters = characters(), let counts = counts() else { return nil }
      runs.append(CharacterRuns.Run(characters: characters, minimum: counts.minimum, maximum: counts.maximum))
    }
    return runs
  }

  private mutating func characters() -> ASCIISet? {
    let scalar = input[position]
    position += 1
    switch scalar {
    case "[": return characterClass()
    case "\\": return escape()
    case "(", ")", "|", ".", "*", "+", "?", "{", "}", "]", "^", "$": return nil
    default: return Self.one(scalar.value)
    }
  }

  private mutating func characterClass() -> ASCIISet? {
    var members = ASCIISet()
    if peek() == "^" || peek() == "]" { return nil }
    while let scalar = peek(), scalar != "]" {
      position += 1
      if scalar == "\\" {
        guard let set = escape() else { return nil }
        members.formUnion(set)
        // A range from an escape on is left to others.
        if peek() == "-", peek(at: 1) != "]" { return nil }
      } else if peek() == "-", let high = peek(at: 1), high != "]" {
        guard high != "\\", high.isASCII, scalar.isASCII, scalar <= high else { return nil }
        position += 2
        members.insert(UInt8(scalar.value)...UInt8(high.value))
      } else {
        guard let set = Self.one(scalar.value) else { return nil }
        members.formUnion(set)
      }
    }
    return take("]") ? members : nil
  }

  private mutating func escape() -> ASCIISet? {
    guard let next = peek(), !["b", "B", "k", "1", "2", "3", "4", "5", "6", "7", "8", "9"].contains(next) else {
      return nil
    }
    var escape = PatternEscape(input: input, position: position)
    guard let atom = try? escape.take() else { return nil }
    position = escape.position
    switch atom {
    case .scalar(let value): return Self.one(value)
    case .set("\\d"): return Self.digits
    case .set("\\w"): return Self.wordCharacters
    case .set: return nil
    }
  }

  /// How often what stands before may be there; nil if that is said in an unknown way.
  private mutating func counts() -> (minimum: Int, maximum: Int)? {
    let start = position
    guard let counts = greedyCounts() else { return nil }
    // To take as few as possible matches the same texts.
    if position > start { _ = take("?") }
    return counts
  }

  private mutating func greedyCounts() -> (minimum: Int, maximum: Int)? {
    if take("*") { return (0, .max) }
    if take("+") { return (1, .max) }
    if take("?") { return (0, 1) }
    guard take("{") else { return (1, 1) }
    guard let minimum = number() else { return nil }
    if take("}") { return (minimum, minimum) }
    guard take(",") else { return nil }
    if take("}") { return (minimum, .max) }
    guard let maximum = number(), take("}") else { return nil }
    return (minimum, maximum)
  }

  private mutating func number() -> Int? {
    let start = position
    var value = 0
    while let digit = peek()?.value, (0x30...0x39).contains(digit), value <= Self.maximumCount {
      value = value * 10 + Int(digit - 0x30)
      position += 1
    }
    return position > start && value <= Self.maximumCount ? value : nil
  }

  private static func one(_ value: UInt32) -> ASCIISet? {
    value < 0x80 ? ASCIISet(UInt8(value)...UInt8(value)) : nil
  }

  private static let digits = ASCIISet(0x30...0x39)
  private static let wordCharacters = {
    var set = ASCIISet(0x30...0x39)
    set.insert(0x41...0x5A)
    set.insert(0x5F...0x5F)
    set.insert(0x61...0x7A)
    return set
  }()

  private func peek(at distance: Int = 0) -> Unicode.Scalar? {
    input.indices.contains(position + distance) ? input[position + distance] : nil
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == scalar else { return false }
    position += 1
    return true
  }
}
