import SchemaCore
import Testing

@Suite struct LintVerdictTests {
  private static let rule = LintRule("money-as-float", .error, "Cents are lost.", example: "")
  private static let finding = LintFinding(rule, path: "shop.Order.price", "a double")
  private static let today = CalendarDate("2026-11-21") ?? CalendarDate(daysSinceEpoch: 0)

  private static func verdict(_ settings: LintSettings, isComplete: Bool = true) -> LintVerdict {
    var verdict = LintVerdict(settings, today: today)
    verdict.add([finding], in: "legacy/order.avsc")
    verdict.addSettings(known: [rule.name], isComplete: isComplete)
    return verdict
  }

  @Test("a finding is as grave as its rule, or as settings say")
  func severities() {
    #expect(Self.verdict(LintSettings()).worst == .error)
    #expect(Self.verdict(LintSettings(severities: ["money-as-float": .note])).worst == .note)
    #expect(Self.verdict(LintSettings(severities: ["money-as-float": .off])).entries.isEmpty)
  }

  @Test(
    "an exception hides what its rule and path mean",
    arguments: [
      ("money-as-float", nil), ("money-*", "legacy/*"), ("*", "legacy/order.avsc"),
      ("money-as-float", "legacy/*#shop.Order.price"), ("money-as-float", "*#*.price"),
    ] as [(String, String?)])
  func hides(_ rule: String, _ path: String?) {
    let ignore = LintSettings.Ignore(rule: rule, path: path, reason: "frozen")
    #expect(Self.verdict(LintSettings(ignores: [ignore])).entries.isEmpty)
  }

  @Test(
    "an exception for something else hides nothing, and is found fault with",
    arguments: [("money-as-float", "order.avsc"), ("money-as-float", "legacy/*#shop.Order.total"), ("time*", nil)]
      as [(String, String?)])
  func unused(_ rule: String, _ path: String?) {
    let ignore = LintSettings.Ignore(rule: rule, path: path, reason: "frozen")
    #expect(Self.rules(Self.verdict(LintSettings(ignores: [ignore]))) == ["money-as-float", "ignore-unused"])
    let some = Self.verdict(LintSettings(ignores: [ignore]), isComplete: false)
    #expect(Self.rules(some) == ["money-as-float"], "of some files only, the others may need it")
  }

  @Test("an exception holds on its last day, and is found fault with from the next on")
  func expiry() {
    var ignore = LintSettings.Ignore(rule: "money-as-float", reason: "frozen", until: Self.today)
    #expect(Self.verdict(LintSettings(ignores: [ignore])).entries.isEmpty)
    ignore.until = CalendarDate("2026-11-20")
    #expect(Self.rules(Self.verdict(LintSettings(ignores: [ignore]))) == ["money-as-float", "ignore-expired"])
  }

  @Test("a reason is asked for, and names that are no rules are told")
  func mistakes() {
    let settings = LintSettings(
      severities: ["moeny": .off],
      ignores: [.init(rule: "money-as-float", reason: "  "), .init(rule: "nothing", reason: "x")])
    #expect(Self.rules(Self.verdict(settings)) == ["unknown-rule", "ignore-without-reason", "unknown-rule"])
    let misspelt = Self.verdict(LintSettings(severities: ["mony-as-float": .off]))
    #expect(misspelt.entries.last?.finding.message == "mony-as-float is no rule: did you mean money-as-float?")
  }

  @Test("edits that touch earlier ones are left out")
  func edits() {
    let edits = [TextEdit(4..<5, "E"), TextEdit(0..<2, ""), TextEdit(1..<3, "x"), TextEdit(6..<6, "!")]
    #expect(TextEdit.applied(edits, to: "abcdef") == "cdEf!")
  }

  private static func rules(_ verdict: LintVerdict) -> [String] { verdict.entries.map(\.finding.rule.name) }
}
