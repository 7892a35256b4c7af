import ArgumentParser
import RegistryClient

struct ListSubjects: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the subjects.",
    usage: "martlet subject list [<options>]",
    discussion: """
      EXAMPLES
        martlet subject list
        martlet subject list --prefix payments
      """)

  @Option(help: "Only those whose names begin so; :.context: for another context.")
  var prefix: String?

  @Flag(help: "Also those that are marked as deleted.")
  var deleted = false

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let client = try connection.client()
    let subjects = try await asking { () throws(ClientError) in
      try await client.subjects(prefix: prefix, deleted: deleted ? .included : .hidden)
    }
    try await output.print(list: subjects)
  }
}
