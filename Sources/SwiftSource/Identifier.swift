/// Makes Swift names of those that schemas have.
package enum Identifier {
  /// `order_item` and `orderItem` as `OrderItem`.
  package static func upperCamel(_ name: String) -> String {
    words(name).map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// `UNIT_PRICE`, `unit_price` and `UnitPrice` as `unitPrice`, `URLPath` as `urlPath`.
  package static func lowerCamel(_ name: String) -> String {
    let words = words(name)
    guard let first = words.first else { return "" }
    return loweredStart(first)
      + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// The parts between underscores; in a name of several in capitals alone each in lower case.
  private static func words(_ name: String) -> [String] {
    let isLoud = !name.contains(where: \.isLowercase)
    let parts = name.split(separator: "_").map(String.init)
    // A number keeps its distance from one before it: v1_2 and v12 are two names.
    return parts.enumerated().map { place, part in
      let isAfterDigit = place > 0 && parts[place - 1].last?.isNumber == true && part.first?.isNumber == true
      return (isAfterDigit ? "_" : "") + (isLoud && parts.count > 1 ? part.lowercased() : part)
    }
  }

  /// The first word in lower case: all of an abbreviation, but not the capital that begins the next word.
  private static func loweredStart(_ word: String) -> String {
    let capitals = word.prefix(while: \.isUppercase).count
    let next = word.dropFirst(capitals).first
    let isWhole = capitals <= 1 || next?.isLetter != true
    let lowered = isWhole ? capitals : capitals - 1
    return word.prefix(lowered).lowercased() + word.dropFirst(lowered)
  }

  /// The name as it must be written: between backticks if it is a word of the language.
  package static func escaped(_ name: String) -> String { keywords.contains(name) ? "`\(name)`" : name }

  /// The name as it must be written in front of an argument, where most words of the language mean nothing.
  package static func label(_ name: String) -> String { ["inout", "let", "var"].contains(name) ? "`\(name)`" : name }

  /// Names for the members of one type: each different from the others and from those that mean something there.
  package static func members(_ names: [String], reserved: Set<String>) -> [String] {
    var taken = reserved.union(unusable)
    // Two names that would become one stay as they are.
    let counts = names.reduce(into: [String: Int]()) { $0[lowerCamel($1), default: 0] += 1 }
    return names.map { name in
      let camel = lowerCamel(name)
      let isPlain = !camel.isEmpty && camel.first?.isNumber == false && counts[camel] == 1
      let chosen = unique(isPlain ? camel : name, taken: taken)
      taken.insert(chosen)
      return chosen
    }
  }

  /// The name itself, or with a word or a number behind it that makes it another.
  package static func unique(_ name: String, taken: Set<String>, word: String = "Value") -> String {
    if !taken.contains(name) { return name }
    let base = name.allSatisfy { $0 == "_" } ? "value" : name + word
    var candidate = base
    var number = 2
    while taken.contains(candidate) {
      candidate = "\(base)\(number)"
      number += 1
    }
    return candidate
  }

  /// What no member can be called, not even between backticks.
  private static let unusable: Set<String> = [
    "", "_", "__", "___", "self", "Self", "Type", "Protocol", "init", "hashValue", "avroSchema", "avroIndex",
  ]

  private static let keywords: Set<String> = [
    "Any", "as", "associatedtype", "await", "break", "case", "catch", "class", "continue", "default", "defer", "deinit",
    "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import",
    "in", "init", "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol",
    "public", "repeat", "rethrows", "return", "static", "struct", "subscript", "super", "switch", "throw", "throws",
    "true", "try", "typealias", "var", "where", "while",
  ]
}
