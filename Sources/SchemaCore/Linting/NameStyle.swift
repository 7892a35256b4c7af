/// How words are joined in a name.
package enum NameStyle: String, Hashable, Sendable {
  case pascal = "PascalCase"
  case camel = "camelCase"
  case snake = "snake_case"
  case capitals = "UPPER_SNAKE_CASE"

  /// True if the name is written so. Leading underscores, which mark what is internal, are not looked at.
  package func fits(_ name: String) -> Bool {
    let bytes = Array(name.utf8.drop { $0 == UInt8(ascii: "_") })
    guard let first = bytes.first else { return true }
    let hasUnderscore = bytes.contains(UInt8(ascii: "_"))
    switch self {
    case .pascal:
      // Capitals alone are another style, but not in short names such as `R12`.
      let isLoud = !bytes.contains(where: Self.isLower) && bytes.count(where: Self.isUpper) > 3
      return Self.isUpper(first) && !hasUnderscore && !isLoud
    case .camel: return Self.isLower(first) && !hasUnderscore
    case .snake: return Self.isLower(first) && !bytes.contains(where: Self.isUpper) && Self.hasSingleUnderscores(bytes)
    case .capitals:
      return Self.isUpper(first) && !bytes.contains(where: Self.isLower) && Self.hasSingleUnderscores(bytes)
    }
  }

  /// The name in this style.
  package func written(_ name: String) -> String {
    let words = Self.words(of: name)
    switch self {
    case .pascal: return words.map { Self.capitalized($0) }.joined()
    case .camel: return (words.first ?? "") + words.dropFirst().map { Self.capitalized($0) }.joined()
    case .snake: return words.joined(separator: "_")
    case .capitals: return words.joined(separator: "_").uppercased()
    }
  }

  /// The words in a name of any style, in lower case: `orderID`, `order_id` and `ORDER_ID` have the same.
  package static func words(of name: String) -> [String] {
    var words: [[UInt8]] = []
    let bytes = Array(name.utf8)
    var isOpen = false
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == 0x20 {
        isOpen = false
        continue
      }
      let follows = index > 0 && isOpen
      let beginsWord =
        isUpper(byte) && follows
        && (!isUpper(bytes[index - 1]) || index + 1 < bytes.count && isLower(bytes[index + 1]))
      if !isOpen || beginsWord { words.append([]) }
      words[words.count - 1].append(isUpper(byte) ? byte | 0x20 : byte)
      isOpen = true
    }
    return words.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func capitalized(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
  private static func isUpper(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
  private static func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

  private static func hasSingleUnderscores(_ bytes: [UInt8]) -> Bool {
    zip(bytes, bytes.dropFirst()).allSatisfy { $0 != UInt8(ascii: "_") || $1 != UInt8(ascii: "_") }
      && bytes.last != UInt8(ascii: "_")
  }
}

/// What the name of a field lets expect of its values.
package enum NameMeaning {
  private static let moneyWords: Set<String> = [
    "amount", "balance", "cost", "discount", "fee", "fees", "money", "payment", "price", "revenue", "salary",
    "subtotal",
    "surcharge", "tax", "total", "turnover", "wage",
  ]
  /// Words with which a total is one of something else, or a price is no price.
  private static let otherWords: Set<String> = [
    "count", "rate", "ratio", "percent", "percentage", "factor", "weight", "share", "score", "bytes", "seconds", "id",
  ]
  private static let timeEndings: Set<String> = ["at", "date", "datetime", "time", "timestamp", "ts", "instant"]
  private static let timeWords: Set<String> = ["birthday", "birthdate", "timestamp", "datetime", "deadline"]
  private static let otherTimes: Set<String> = ["zone", "timezone", "format", "unit", "id", "type", "name"]

  /// True for names such as `totalPrice` and `tax_amount`.
  package static func isMoney(_ name: String) -> Bool {
    let words = NameStyle.words(of: name)
    return words.contains(where: moneyWords.contains) && !words.contains(where: otherWords.contains)
  }

  /// True for names such as `createdAt` and `delivery_date`.
  package static func isTime(_ name: String) -> Bool {
    let words = NameStyle.words(of: name)
    guard let last = words.last, !otherTimes.contains(last) else { return false }
    return words.contains(where: timeWords.contains) || timeEndings.contains(last) && (words.count > 1 || last != "at")
  }
}
