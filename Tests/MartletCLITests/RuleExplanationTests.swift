import Avro
import Protobuf
import SchemaCore
import SchemaReports
import Testing

@testable import MartletCLI

@Suite struct RuleExplanationTests {
  @Test("every rule that can be reported has a page, and every page says everything")
  func pages() {
    let names = Set(RuleExplanation.catalog.names)
    let reported =
      ProtobufRule.allCases.map(\.rawValue) + PortabilityRule.allCases.map(\.rawValue)
      + ProtobufDifference.Kind.allCases.filter { !$0.isCompatible }.map(\.rawValue)
      + [
        Incompatibility.Kind.nameMismatch, .fixedSizeMismatch, .missingEnumSymbols, .readerFieldMissingDefaultValue,
        .typeMismatch, .missingUnionBranch, .ambiguousField, .comparisonLimit, .formatChanged,
      ].map(\.rawValue)
    for rule in reported { #expect(names.contains(rule), "\(rule)") }
    for page in RuleExplanation.catalog.pages {
      #expect(!page.summary.isEmpty && !page.reason.isEmpty && !page.advice.isEmpty, "\(page.rule)")
      #expect(!page.summary.hasSuffix("."), "\(page.rule)")
    }
  }
}
