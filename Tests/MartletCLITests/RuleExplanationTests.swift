import Avro
import Protobuf
import SchemaCore
import SchemaReports
import SchemaSets
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
      + RegistrationRule.allCases.map(\.rawValue) + LintRules.all.map(\.rule.name)
    for rule in reported { #expect(names.contains(rule), "\(rule)") }
    for page in RuleExplanation.catalog.pages {
      #expect(!page.summary.isEmpty && !page.reason.isEmpty && !page.advice.isEmpty, "\(page.rule)")
      #expect(!page.summary.hasSuffix("."), "\(page.rule)")
    }
  }

  @Test(
    "of what is no rule, what may have been meant is named",
    arguments: [
      ("READER_FIELD_MISING_DEFAULT_VALUE", "did you mean READER_FIELD_MISSING_DEFAULT_VALUE?"),
      ("money_as_float", "did you mean money-as-float?"), ("Missing-Enum-Symbol", "did you mean MISSING_ENUM_SYMBOLS?"),
      ("money", "did you mean money-as-float?"), ("nothing", "martlet lint --list"), ("", "martlet lint --list"),
      ("e", "martlet lint --list"),
    ])
  func unknown(_ name: String, _ advice: String) async throws {
    let failure = await #expect(throws: CommandFailure.self) { try await RuleExplanation.print(name) }
    #expect(failure?.code == .usage)
    #expect(failure?.message.hasPrefix("there is no rule \(name): ") == true)
    #expect(failure?.message.contains(advice) == true, "\(failure?.message ?? "")")
  }
}
