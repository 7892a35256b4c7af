import ArgumentParser
import RegistryClient
import SchemaCore
import SchemaReports
import SchemaSets

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show what has to be done so that a registry holds what a folder says.",
    usage: "martlet plan [<folder>] [--registry <url>] [--prune] [--keep-ids]",
    discussion: """
      The folder has a martlet.yaml, which says which file is which subject. Nothing is changed: martlet apply does what \
      is shown, in this order.

      Exit code 0 means that there is nothing to do, 1 that there is.

      EXAMPLES
        martlet plan --registry http://127.0.0.1:8081
        martlet plan schemas/ -o json
      """)

  @OptionGroup var options: PlanOptions
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let (plan, url) = try await options.plan(connection)
    try await output.print(text: PlanText(plan: plan, url: url).text, json: PlanText(plan: plan, url: url).json)
    if !plan.isEmpty { throw CommandFailure(.findings, "") }
  }
}

/// What plan and apply have in common.
struct PlanOptions: ParsableArguments {
  @Argument(help: "A folder with a martlet.yaml. Without it: the one that we are in, or one above.")
  var folder: String?

  @Flag(help: "Delete the subjects that only the registry has, in the contexts of the folder's subjects.")
  var prune = false

  @Flag(
    name: .customLong("keep-ids"),
    help: "Register with the IDs and versions of the folder, which the registry must be empty for.")
  var keepsIDs = false

  func plan(_ connection: ConnectionOptions) async throws(CommandFailure) -> (plan: SetPlan, url: String) {
    let location = try await SetLocation.named(folder)
    let client = try connection.client(default: location.configuration.registry)
    let set = try location.set()
    let records = RegistryRecords(client: client)
    let held = try await records.all(of: Set(set.subjects.keys))
    do {
      let plan = try await SetPlan(set, records: held, options: .init(keepsIDs: keepsIDs, prunes: prune))
      return (plan, client.url)
    } catch {
      throw CommandFailure(error)
    }
  }
}

/// A plan for people and for programs.
struct PlanText {
  var plan: SetPlan
  var url: String

  var text: String {
    var lines = plan.steps.map { "  " + $0.text }
    if !plan.registryOnly.isEmpty {
      lines.append("  only in the registry, and kept: \(plan.registryOnly.map(\.description).joined(separator: ", "))")
    }
    if !plan.findings.isEmpty {
      let entry = Report.Entry(
        "plan", mark: "refused", verdict: "the registry would not take everything", findings: plan.findings)
      let report = Report(command: "plan", entries: [entry])
      lines.append(
        ReportFormat.text.text(of: report, isColored: StandardOutput.isTerminal, version: Version.text))
    }
    lines.append(summary)
    return lines.joined(separator: "\n")
  }

  var json: JSONValue {
    [
      "registry": .string(url), "steps": .array(plan.steps.map(\.json)),
      "registryOnly": .array(plan.registryOnly.map { .string($0.description) }),
      "findings": .array(plan.findings.map(\.json)),
    ]
  }

  private var summary: String {
    if plan.isEmpty { return "nothing to do: \(url) is as the folder says" }
    var counts = [("to register", 0), ("to change", 0), ("to delete", 0)]
    for step in plan.steps {
      switch step {
      case .register: counts[0].1 += 1
      case .changeConfig, .changeMode: counts[1].1 += 1
      case .deleteVersion, .deleteSubject: counts[2].1 += 1
      }
    }
    counts.append(("refused", plan.findings.count))
    return "\(url): " + counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
  }
}
