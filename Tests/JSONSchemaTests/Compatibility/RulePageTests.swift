import SchemaCore
import Testing

@testable import JSONSchema

@Suite struct RulePageTests {
  @Test("every difference that breaks readers has one page, whose example breaks the rule")
  func pages() throws {
    var kinds = DifferenceRule.allCases.map(DifferenceKind.rule)
    for keyword in Limit.Keyword.allCases { kinds += DifferenceKind.Change.allCases.map { .limit(keyword, $0) } }
    for keyword in DifferenceKind.Rest.allCases {
      kinds += DifferenceKind.Permission.allCases.map { .rest(keyword, $0) }
    }
    let broken = kinds.filter { !$0.isCompatible(under: .strict) }.map(\.name)
    let pages = Dictionary(grouping: JSONSchemaFormat().rulePages, by: \.rule)
    for rule in broken { #expect(pages[rule]?.count == 1, "\(rule)") }
    #expect(pages.count == Set(broken).count)
  }
}
