import ArgumentParser
import Glibc
import Registry
import RegistryAPI
import RegistryClient
import SchemaCore
import SchemaSets

struct Apply: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Do what has to be done so that a registry holds what a folder says.",
    usage: "martlet apply [<folder>] [--prune] [--keep-ids] [--yes] [<options>]",
    discussion: """
      Does what martlet plan shows, in its order: settings, schemas in the order in which they refer to each other, \
      modes. What is there already is left alone, so that it can be run again after a failure, and goes on.

      Nothing is done if the registry would refuse anything. What only the registry has is kept, unless --prune says \
      otherwise: then it is marked as deleted, and martlet asks first.

      EXAMPLES
        martlet apply --registry http://127.0.0.1:8081
        martlet apply backup/ --keep-ids --registry http://127.0.0.1:8082
      """)

  @OptionGroup var options: PlanOptions

  @Flag(help: "Delete without asking.")
  var yes = false

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let (plan, url) = try await options.plan(connection)
    let text = PlanText(plan: plan, url: url)
    if !plan.findings.isEmpty {
      try await output.print(text: text.text, json: text.json)
      throw CommandFailure(.findings, "nothing was done")
    }
    try await confirm(plan)
    let location = try await SetLocation.named(options.folder)
    let applier = PlanApplier(client: try connection.client(default: location.configuration.registry))
    for (index, step) in plan.steps.enumerated() {
      if output.output == .text { try await OutputBuffer.print("  \(step.text)") }
      do {
        try await applier.perform(step)
      } catch {
        throw CommandFailure(
          error.code,
          "\(error.message); \(index) of \(plan.steps.count) steps are done: run it again to go on")
      }
    }
    let count = plan.steps.count
    let summary =
      count == 0 ? "nothing to do: \(url) is as the folder says" : "\(count) \(count == 1 ? "step" : "steps") done"
    try await output.print(text: summary, json: text.json)
  }

  /// Has somebody say how much is deleted, who must know it for that.
  private func confirm(_ plan: SetPlan) async throws(CommandFailure) {
    let count = plan.steps.count(where: \.isDeletion)
    if count == 0 || yes { return }
    guard isatty(0) == 1 else {
      throw CommandFailure(.usage, "--prune would delete \(count) subjects or versions: say --yes if that is meant")
    }
    for step in plan.steps where step.isDeletion { StandardError.print("  \(step.text)") }
    StandardError.print("martlet: to delete these, type their number:")
    if readLine()?.filter({ !$0.isWhitespace }) != String(count) {
      throw CommandFailure(.usage, "nothing was done")
    }
  }
}

/// Does the steps of a plan in a running registry.
struct PlanApplier {
  var client: SchemaRegistryClient

  func perform(_ step: PlanStep) async throws(CommandFailure) {
    try await asking { () throws(ClientError) in try await send(step) }
  }

  private func send(_ step: PlanStep) async throws(ClientError) {
    switch step {
    case .changeConfig(let scope, _, let config):
      _ = try await client.changeConfig(ConfigChange(config), of: scope.requested)
    case .changeMode(let scope, _, let mode):
      _ = try await client.changeMode(mode.rawValue, of: scope.requested)
    case .register(let registration):
      let version = registration.isImport ? registration.expectedVersion : nil
      let id = registration.isImport ? registration.expectedID : nil
      _ = try await client.register(
        SchemaBody(registration.schema, version: version?.rawValue, id: id?.rawValue), under: registration.subject)
    case .deleteVersion(let key):
      _ = try await client.deleteVersion(.number(key.version), of: key.subject)
    case .deleteSubject(let subject, _):
      _ = try await client.deleteSubject(subject)
    }
  }
}

extension SubjectName {
  /// The scope as requests name it: the default context has no name.
  var requested: SubjectName? { isContext && context.isDefault ? nil : self }
}
