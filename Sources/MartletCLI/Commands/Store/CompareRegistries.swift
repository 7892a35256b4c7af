import ArgumentParser
import Registry
import SchemaCore

struct CompareRegistries: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare what two registries, stores or backups hold.",
    usage: "martlet store compare <left> <right> [<options>]",
    discussion: """
      Compares every context, subject, version, ID, text, reference, mark of deletion, setting, mode and encryption key. \
      Each side is the address of a running registry, a store, or a backup (backup:<file>).

      A running registry lists no subjects that have settings and no versions. It is asked for those that the other side, \
      if that is a store or the left one, or --settings-of names, and for aliases. Exit code 0: they hold the same. 1: they \
      differ. Times and the order of registrations are not compared.

      EXAMPLES
        martlet store compare http://127.0.0.1:8081 http://127.0.0.1:8082
        martlet store compare sqlite:/srv/registry.db backup:registry.backup
        martlet store compare http://127.0.0.1:8081 backup:registry.backup -o json
      """)

  @Argument(help: "The one side: an address, or a store.", transform: RegistryPlace.argument)
  var left: RegistryPlace

  @Argument(help: "The other side.", transform: RegistryPlace.argument)
  var right: RegistryPlace

  @Option(
    help: ArgumentHelp(
      "A subject without versions whose settings are compared too; may be given several times.", valueName: "subject"))
  var settingsOf: [SubjectName] = []

  @OptionGroup var leftAccess: AccessOptions<LeftRegistry>
  @OptionGroup var rightAccess: AccessOptions<RightRegistry>
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let (one, other) = try await contents()
    let report = ComparisonReport(
      left: left, right: right, versions: one.versions.count, RegistryDifference.all(one, other))
    try await output.print(text: report.text, json: report.json)
    if !report.differences.isEmpty { throw CommandFailure(.findings, "") }
  }

  /// What both hold. A running registry is asked for what the other side has settings for.
  private func contents() async throws(CommandFailure) -> (RegistryContents, RegistryContents) {
    let named = Set(settingsOf)
    if left.isAddress && !right.isAddress {
      let other = try await right.contents(rightAccess)
      return (try await left.contents(leftAccess, settingsOf: named.union(other.scopes)), other)
    }
    let one = try await left.contents(leftAccess, settingsOf: named)
    return (one, try await right.contents(rightAccess, settingsOf: named.union(one.scopes)))
  }
}

/// The outcome of a comparison, for people and for programs.
struct ComparisonReport {
  let left: String
  let right: String
  let versionCount: Int
  let differences: [RegistryDifference]

  init(left: RegistryPlace, right: RegistryPlace, versions: Int, _ differences: [RegistryDifference]) {
    self.left = left.description
    self.right = right.description
    versionCount = versions
    self.differences = differences
  }

  var text: String {
    if differences.isEmpty {
      return "\(left) and \(right) hold the same: \(versionCount) \(versionCount == 1 ? "version" : "versions")"
    }
    let lines = differences.map { difference in
      switch difference.kind {
      case .onlyLeft: "only in \(left): \(difference.key)"
      case .onlyRight: "only in \(right): \(difference.key)"
      case .different: "\(difference.key): \(difference.details.joined(separator: ", "))"
      }
    }
    let count = differences.count
    return (lines + ["\(count) \(count == 1 ? "difference" : "differences")"]).joined(separator: "\n")
  }

  var json: JSONValue {
    [
      "left": .string(left), "right": .string(right), "same": .bool(differences.isEmpty),
      "versions": .number(JSONNumber(versionCount)),
      "differences": .array(
        differences.map { difference in
          [
            "kind": .string(difference.kind.rawValue), "about": .string(difference.key.description),
            "details": .array(difference.details.map(JSONValue.string)),
          ]
        }),
    ]
  }
}
