import ArgumentParser
import RecordCodec

/// What is done with schemas that have rules, which clients of other makers execute and this one does not.
struct RuleOptions: ParsableArguments {
  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      "For schemas whose rules would have to be executed, such as the encryption of a field: refuse, or ignore the rules.",
      valueName: "policy"))
  var policy: RulesPolicy = .refuse
}
