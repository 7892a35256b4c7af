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

      Of a running registry the settings of subjects without versions are not known. Exit code 0: they hold the same. \
      1: they differ. Times and the order of registrations are not compared.

      EXAMPLES
        martlet store compare http://127.0.0.1:8081 http://127.0.0.1:8082
        martlet store compare sqlite:/srv/registry.db backup:registry.backup
        martlet store compare http://127.0.0.1:8081 backup:registry.backup -o json
      """)

  @Argument(help: "The one side: an address, or a store.")
  var left: RegistryPlace

  @Argument(help: "The other side.")
  var right: RegistryPlace

  @Option(help: ArgumentHelp("A file with <name>:<password> for the left registry.", valueName: "file"))
  var leftUserFile: String?

  @Option(help: ArgumentHelp("A file with a bearer token for the left registry.", valueName: "file"))
  var leftTokenFile: String?

  @Option(help: ArgumentHelp("A file with <name>:<password> for the right registry.", valueName: "file"))
  var rightUserFile: String?

  @Option(help: ArgumentHelp("A file with a bearer token for the right registry.", valueName: "file"))
  var rightTokenFile: String?

  @Option(
    help: ArgumentHelp(
      "The authorities that may vouch for the registries, as PEM; else the system's.", valueName: "file"))
  var caFile: String?

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let one = try await left.contents(
      PeerSecrets(userFile: leftUserFile, tokenFile: leftTokenFile, caFile: caFile))
    let other = try await right.contents(
      PeerSecrets(userFile: rightUserFile, tokenFile: rightTokenFile, caFile: caFile))
    let report = ComparisonReport(
      left: left, right: right, versions: one.versions.count, RegistryDifference.all(one, other))
    try await output.print(text: report.text, json: report.json)
    if !report.differences.isEmpty { throw CommandFailure(.findings, "") }
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
