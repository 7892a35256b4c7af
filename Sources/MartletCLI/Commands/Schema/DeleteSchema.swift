import ArgumentParser
import RegistryClient
import SchemaCore

struct DeleteSchema: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Mark a version as deleted, or delete a marked one for good.",
    usage: "martlet schema delete <subject> <version> [<options>]",
    discussion: """
      A marked version keeps its ID, so that records written with it stay readable.

      EXAMPLES
        martlet schema delete payments-value 2
        martlet schema delete payments-value 2 --permanent
      """)

  @Argument(help: "The subject.")
  var subject: SubjectName

  @Argument(help: "The version: a number, or latest.")
  var version: VersionSelector

  @Flag(help: "Delete a marked version for good.")
  var permanent = false

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let client = try connection.client()
    let number = try await asking { () throws(ClientError) in
      try await client.deleteVersion(version, of: subject, permanently: permanent)
    }
    try await output.print(text: number.description, json: .number(JSONNumber(number.rawValue)))
  }
}
