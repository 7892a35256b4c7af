import ArgumentParser
import Registry
import RegistryClient
import SchemaCore

struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Copy what a registry holds into another running one, IDs and versions kept.",
    usage: "martlet migrate <from> <to> [--dry-run] [<options>]",
    discussion: """
      Copies contexts, versions with their IDs, references, marks of deletion, settings, encryption keys and modes, by the \
      REST API alone: from any registry that speaks it, or from a store or a backup. At the end every ID is read back.

      Meanwhile the contexts concerned are in mode IMPORT, so that nobody else registers there. It can be run again at any \
      time: what is there already is left alone, so that it goes on after a failure, and takes what was added since. What \
      only the target has is kept.

      A running source lists no subjects that have settings and no versions, but for those that another one's name stands \
      for (aliases): name them with --settings-of. Of a store everything is known.

      Nothing is done if the target has other schemas under the same IDs or versions. Exit code 0: the target holds \
      everything. 1: it does not, or would not without --dry-run.

      EXAMPLES
        martlet migrate http://old.example.com:8081 http://127.0.0.1:8081 --dry-run
        martlet migrate http://old.example.com:8081 http://127.0.0.1:8081
        martlet migrate backup:registry.backup http://127.0.0.1:8081 --keep-modes
        martlet migrate http://old:8081 http://new:8081 --from-user-file old.txt
      """)

  @Argument(help: "Where from: the address of a registry, or a store.", transform: RegistryPlace.argument)
  var from: RegistryPlace

  @Argument(help: "Where to: the address of a running registry.", transform: RegistryPlace.argument)
  var to: RegistryPlace

  @Flag(help: "Only say what would be done.")
  var dryRun = false

  @Flag(help: "Leave the target's modes as they are, as after the source was made read-only.")
  var keepModes = false

  @Option(
    help: ArgumentHelp(
      "A subject without versions whose settings are copied too; may be given several times.", valueName: "subject"))
  var settingsOf: [SubjectName] = []

  @OptionGroup var source: AccessOptions<SourceRegistry>
  @OptionGroup var target: AccessOptions<TargetRegistry>
  @OptionGroup var output: OutputOptions

  func run() async throws {
    guard case .address(let address) = to else {
      throw CommandFailure(
        .usage, "\(to) is not the address of a registry; a store is copied by martlet store backup and restore")
    }
    let client = try RegistryPlace.client(of: address, target)
    let source = try await from.contents(source, settingsOf: Set(settingsOf))
    let held = try await RegistryContents(of: client, settingsOf: source.scopes)
    let plan = MigrationPlan(from: source, to: held, keepsModes: keepModes)
    var report = MigrationReport(from: from.description, to: to.description, plan)
    if dryRun || !plan.conflicts.isEmpty {
      report.remaining = plan.conflicts
      try await output.print(text: report.planned, json: report.json)
      if !plan.isEmpty { throw CommandFailure(.findings, "") }
      return
    }
    var migrator = Migrator(client: client)
    try await migrator.carryOut(plan)
    report.remaining = migrator.refusals
    report.remaining += try await MigrationCheck(client: client, keepsModes: keepModes).missing(from: source)
    try await output.print(text: report.done(checked: MigrationCheck.places(in: source).count), json: report.json)
    if !report.remaining.isEmpty { throw CommandFailure(.findings, "") }
  }
}

/// What a migration does, for people and for programs.
struct MigrationReport {
  let from: String
  let to: String
  let plan: MigrationPlan
  /// What the target does not hold, a line each.
  var remaining: [String] = []

  init(from: String, to: String, _ plan: MigrationPlan) {
    self.from = from
    self.to = to
    self.plan = plan
  }

  private var steps: [(name: String, count: Int, text: String)] {
    [
      ("registrations", plan.registrationCount, "to register"),
      ("deletions", plan.deletions.count, "to mark as deleted"),
      ("settings", plan.settings.count, plan.settings.count == 1 ? "setting" : "settings"),
      ("keys", plan.keys.count, plan.keys.count == 1 ? "key" : "keys"),
      ("modes", plan.modes.count, plan.modes.count == 1 ? "mode" : "modes"),
    ]
  }

  private var counts: String { steps.filter { $0.count > 0 }.map { "\($0.count) \($0.text)" }.joined(separator: ", ") }

  /// What would be done.
  var planned: String {
    if !plan.conflicts.isEmpty {
      return (plan.conflicts + ["\(to) holds other schemas than \(from): nothing was done"]).joined(separator: "\n")
    }
    return plan.isEmpty ? "nothing to do: \(to) holds what \(from) holds" : "\(from) to \(to): \(counts)"
  }

  /// What was done.
  ///
  /// - Parameter checked: how many IDs were read back.
  func done(checked: Int) -> String {
    let work = plan.isEmpty ? "nothing to do" : counts
    if remaining.isEmpty { return "\(from) to \(to): \(work); \(checked) IDs read back, and all as they were" }
    return (remaining + ["\(to) does not hold everything: see above, and run it again"]).joined(separator: "\n")
  }

  var json: JSONValue {
    var object: JSONObject = ["from": .string(from), "to": .string(to)]
    for step in steps { object[step.name] = .number(JSONNumber(step.count)) }
    object["complete"] = .bool(remaining.isEmpty)
    object["remaining"] = .array(remaining.map(JSONValue.string))
    return .object(object)
  }
}
