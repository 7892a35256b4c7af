import SchemaCore

/// What the texts at one place are.
struct TextFacts {
  private(set) var count = 0
  /// How often each text was seen, as long as there are few different ones.
  private(set) var distinct: [ExactText: Int]? = [:]
  /// What all of them, or most, are besides text.
  private var meanings = TextMeaning.Kind.allCases.map(TextMeaning.init)
  /// What they would be as numbers.
  private(set) var numbers = NumberFacts()

  private static let maximumDistinct = 100
  private static let maximumDistinctBytes = 64

  mutating func add(_ text: String, _ context: FactsContext) {
    count += 1
    if distinct != nil {
      distinct?[ExactText(text), default: 0] += 1
      if text.utf8.count > Self.maximumDistinctBytes || (distinct?.count ?? 0) > Self.maximumDistinct { distinct = nil }
    }
    for place in meanings.indices { meanings[place].add(text, line: context.line) }
    if self[.number].isPossible, let number = JSONNumber(text) {
      numbers.add(number, line: context.line)
    }
  }

  /// What is known about one kind.
  subscript(kind: TextMeaning.Kind) -> TextMeaning { meanings[kind.rawValue] }

  /// True if every text is of the kind.
  func areAll(_ kind: TextMeaning.Kind) -> Bool { count > 0 && self[kind].matches == count }

  mutating func merge(_ other: TextFacts) {
    for place in meanings.indices { meanings[place].merge(other.meanings[place]) }
    count += other.count
    numbers.merge(other.numbers)
    if let mine = distinct, let others = other.distinct {
      let merged = mine.merging(others) { $0 + $1 }
      distinct = merged.count > Self.maximumDistinct ? nil : merged
    } else {
      distinct = nil
    }
  }
}
