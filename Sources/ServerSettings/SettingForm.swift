/// How the values of a setting are written.
struct SettingForm<Value: Sendable>: Sendable {
  /// What is expected, for people: "a number from 1 to 9".
  let expected: String
  /// The value that a text stands for; nil if it stands for none.
  let read: @Sendable (String) -> Value?
  /// The value as it is read.
  let text: @Sendable (Value) -> String
  /// What is wrong with a text that stands for none, as part of a sentence; nil if what is expected says it all.
  var problem: @Sendable (String) -> String? = { _ in nil }
}

extension SettingForm where Value == String {
  static let text = SettingForm(expected: "a text", read: { $0 }, text: { $0 })
}

extension SettingForm where Value == String? {
  /// A file; an empty text is none.
  static let path = SettingForm(
    expected: "the path of a file", read: { .some($0.isEmpty ? nil : $0) }, text: { $0 ?? "" })

  /// A text that is not shown; an empty one is none.
  static let secret = SettingForm(
    expected: "a text", read: { .some($0.isEmpty ? nil : $0) }, text: { $0 == nil ? "" : "***" })
}

extension SettingForm where Value == Bool {
  static let flag = SettingForm(expected: "true or false", read: { Bool($0.lowercased()) }, text: { String($0) })
}

extension SettingForm where Value == Int {
  static func count(_ range: ClosedRange<Int>) -> SettingForm {
    SettingForm(
      expected: "a number from \(range.lowerBound) to \(range.upperBound)",
      read: { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }, text: { String($0) })
  }

  /// Bytes, with or without a unit: `512 KiB`.
  static func bytes(upTo maximum: Int) -> SettingForm {
    let units = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
    return SettingForm(
      expected: "a size such as 512 KiB or 10 MiB, at most \(text(maximum, in: units))",
      read: { number($0, in: units, 1...maximum) }, text: { text($0, in: units) })
  }

  fileprivate static func number(
    _ text: String, in units: [(name: String, factor: Int)], _ range: ClosedRange<Int>
  ) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    let factor = unit.isEmpty ? 1 : units.first { $0.name.lowercased() == unit.lowercased() }?.factor
    guard let factor, let count = Int(digits) else { return nil }
    let (product, isTooLarge) = count.multipliedReportingOverflow(by: factor)
    return !isTooLarge && range.contains(product) ? product : nil
  }

  fileprivate static func text(_ value: Int, in units: [(name: String, factor: Int)]) -> String {
    guard value > 0, let unit = units.first(where: { value.isMultiple(of: $0.factor) }) else { return String(value) }
    return "\(value / unit.factor) \(unit.name)"
  }
}

extension SettingForm where Value == Duration {
  /// A time with its unit: `30 s`. A number alone is seconds.
  static func time(upTo maximum: Duration) -> SettingForm {
    let units = [("h", 3_600_000), ("min", 60_000), ("s", 1_000), ("ms", 1)]
    let limit = Int(maximum.components.seconds) * 1_000
    return SettingForm(
      expected: "a time such as 500 ms, 30 s or 10 min, at most \(SettingForm<Int>.text(limit, in: units))",
      read: { text in
        let text = text.allSatisfy(\.isNumber) ? text + " s" : text
        return SettingForm<Int>.number(text, in: units, 1...limit).map { .milliseconds($0) }
      },
      text: { duration in
        let (seconds, attoseconds) = duration.components
        return SettingForm<Int>.text(Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000), in: units)
      })
  }
}

extension SettingForm where Value == [String] {
  /// Texts with commas between them.
  static let list = SettingForm(
    expected: "texts with commas between them",
    read: { text in
      text.split(separator: ",").map { part in
        String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
    },
    text: { $0.joined(separator: ",") })
}

extension SettingForm where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of the words that a type knows, in any case.
  static var choice: SettingForm {
    SettingForm(
      expected: "one of " + Value.allCases.map(\.rawValue).joined(separator: ", "),
      read: { text in Value.allCases.first { $0.rawValue.lowercased() == text.lowercased() } }, text: { $0.rawValue })
  }
}

extension SettingForm {
  /// The same, or a word for nil.
  func orNil(_ word: String) -> SettingForm<Value?> {
    SettingForm<Value?>(
      expected: "\(expected), or \(word)", read: { [read] in $0 == word ? .some(nil) : read($0).map { .some($0) } },
      text: { [text] in $0.map(text) ?? word })
  }
}
