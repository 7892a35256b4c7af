import ArgumentParser
import Protobuf

/// Rules on the command line: one by its name, all of one effect, or all.
struct EvolutionRuleArgument: ExpressibleByArgument {
  var rules: Set<ProtobufRule>

  init?(argument: String) {
    if argument == "all" {
      rules = Set(ProtobufRule.allCases)
    } else if let effect = ProtobufRule.Effect(rawValue: argument) {
      rules = Set(ProtobufRule.allCases.filter { $0.effect == effect })
    } else if let rule = ProtobufRule(rawValue: argument.uppercased()) {
      rules = [rule]
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] {
    ["all"] + ProtobufRule.Effect.allCases.map(\.rawValue) + ProtobufRule.allCases.map(\.rawValue)
  }
}
