import ArgumentParser
import RegistryClient
import SchemaCore

struct DeleteSubject: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Mark all versions of a subject as deleted, or delete marked ones for good.",
    usage: "martlet subject delete <subject> [<options>]",
    discussion: """
      EXAMPLES
        martlet subject delete payments-value
        martlet subject delete payments-value --permanent
      """)

  @Argument(help: "The subject.")
  var subject: SubjectName

  @Flag(help: "Delete marked versions for good.")
  var permanent = false

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let client = try connection.client()
    let versions = try await asking { () throws(ClientError) in
      try await client.deleteSubject(subject, permanently: permanent)
    }
    let numbers = versions.map { JSONValue.number(JSONNumber($0.rawValue)) }
    try await output.print(text: versions.map(\.description).joined(separator: "\n"), json: .array(numbers))
  }
}
