import SchemaCore

extension SchemaBuilder {
  /// The type of numbers. A whole number is a long even if an int would do: what comes later may be larger.
  mutating func numberType(_ facts: NumberFacts, _ place: Place, standsWithText: Bool) -> JSONValue {
    if facts.integers == facts.count && facts.beyondLong == 0 { return "long" }
    let isWhole = facts.integers == facts.count
    let needsDecimal = facts.beyondDouble > 0 || isWhole
    if needsDecimal && !standsWithText && (options.detectsLogicalTypes || facts.beyondDouble > 0),
      facts.wholeDigits + facts.scale <= Self.maximumPrecision
    {
      note(
        .assumption, place, "numbers that no long or double holds; a decimal keeps them, which is text in plain JSON")
      return Self.decimal(wholeDigits: facts.wholeDigits, scale: facts.scale)
    }
    if facts.beyondDouble > 0 {
      note(.loss, place, "\(facts.beyondDouble) numbers are too large for any type, and cannot be encoded")
    }
    if facts.rounded > 0, let example = facts.roundedExample {
      note(
        .loss, place,
        "\(facts.rounded) of \(facts.count) numbers have more digits than a double keeps, such as \(example.text) in line \(example.line)"
      )
    }
    if facts.integers > 0 {
      note(
        .change, place,
        "\(facts.integers) of \(facts.count) numbers are whole, and come back with a fraction, as in 5.0")
    }
    return "double"
  }

  /// The type of texts.
  mutating func textType(_ facts: TextFacts, _ place: Place, standsWithNumbers: Bool) -> JSONValue {
    if options.detectsLogicalTypes {
      if facts.areAll(.uuid) { return ["type": "string", "logicalType": "uuid"] }
      if !standsWithNumbers {
        if let type = timeType(facts, place) { return type }
        if facts.areAll(.decimal), let scale = facts[.decimal].scale {
          return Self.decimal(wholeDigits: facts[.decimal].wholeDigits, scale: scale)
        }
      }
      noteNearlyAll(facts, place)
    }
    if !isTable && facts.areAll(.number) {
      note(.candidate, place, "texts that are all numbers; kept as text")
    }
    return enumType(facts, place) ?? "string"
  }

  /// The type of the cells of a column.
  mutating func cellType(_ facts: TextFacts, _ place: Place) -> JSONValue {
    if facts.areAll(.boolean) { return "boolean" }
    guard facts.areAll(.number) else { return textType(facts, place, standsWithNumbers: false) }
    let isWhole = facts.numbers.integers == facts.numbers.count
    if !isWhole && options.detectsLogicalTypes && facts.areAll(.decimal) {
      return textType(facts, place, standsWithNumbers: false)
    }
    return numberType(facts.numbers, place, standsWithText: false)
  }

  private mutating func timeType(_ facts: TextFacts, _ place: Place) -> JSONValue? {
    let units = ["millis", "micros", "nanos"]
    if facts.areAll(.date) { return ["type": "int", "logicalType": "date"] }
    if facts.areAll(.time) {
      let time = facts[.time]
      return ["type": time.unit == 0 ? "int" : "long", "logicalType": .string("time-" + units[time.unit])]
    }
    if facts.areAll(.timestamp) {
      let time = facts[.timestamp]
      if time.zones > 0 {
        note(
          .loss, place,
          "\(time.zones) of \(facts.count) times have a zone other than Z; the time is kept, the zone is not")
      }
      return ["type": "long", "logicalType": .string("timestamp-" + units[time.unit])]
    }
    if facts.areAll(.localTimestamp) {
      return ["type": "long", "logicalType": .string("local-timestamp-" + units[facts[.localTimestamp].unit])]
    }
    return nil
  }

  /// Few different texts that are seen again and again.
  private mutating func enumType(_ facts: TextFacts, _ place: Place) -> JSONValue? {
    guard let distinct = facts.distinct, distinct.count * 2 <= facts.count else { return nil }
    let symbols = distinct.keys.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let areNames = symbols.allSatisfy(NameMaker.isName)
    if areNames && symbols.count <= options.enumLimit {
      let name = names.type(place.key, parent: place.parent, avoiding: [])
      return ["type": "enum", "name": .string(name), "symbols": .array(symbols.map(JSONValue.string))]
    }
    if symbols.count <= Self.shownSymbols && symbols.count * 10 <= facts.count {
      let shown = symbols.map { "\"\($0)\"" }.joined(separator: ", ")
      note(
        .candidate, place,
        "only \(shown)"
          + (areNames ? "; an enum with an enum limit of \(symbols.count)" : "; no enum, whose symbols are names"))
    }
    return nil
  }

  /// Texts of which most, but not all, would have a type of their own.
  private mutating func noteNearlyAll(_ facts: TextFacts, _ place: Place) {
    for kind in TextMeaning.Kind.allCases where ![.boolean, .number].contains(kind) {
      let meaning = facts[kind]
      guard meaning.misses > 0, meaning.matches >= 4 * meaning.misses, let example = meaning.counterExample else {
        continue
      }
      note(
        .candidate, place,
        "\(meaning.matches) of \(facts.count) texts are of type \(kind), but not \"\(example.text)\" in line \(example.line)"
      )
    }
  }

  /// Room for larger numbers of the same kind, up to what other systems take.
  private static func decimal(wholeDigits: Int, scale: Int) -> JSONValue {
    let needed = wholeDigits + scale
    let precision = needed <= 18 ? 18 : needed <= 38 ? 38 : needed
    return [
      "type": "bytes", "logicalType": "decimal", "precision": .number(JSONNumber(precision)),
      "scale": .number(JSONNumber(scale)),
    ]
  }

  /// The longest decimals that are read.
  private static let maximumPrecision = 2000
  private static let shownSymbols = 10
}
