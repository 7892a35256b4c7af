import ArgumentParser
import RegistryAPI
import RegistryClient
import SchemaCore

struct GetSchema: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Print a registered schema.",
    usage: "martlet schema get (<subject> | --id <id>) [<options>]",
    discussion: """
      EXAMPLES
        martlet schema get payments-value
        martlet schema get payments-value --version 1
        martlet schema get --id 7 -o json
      """)

  @Argument(help: "The subject.")
  var subject: SubjectName?

  @Option(help: "The version: a number, or latest, which it is without this.")
  var version: VersionSelector?

  @Option(help: "The ID, instead of a subject; with a subject, the ID in its context.")
  var id: SchemaID?

  @Option(help: ArgumentHelp("Another form of the text: resolved writes references in.", valueName: "form"))
  var format: String?

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if version != nil && id != nil { throw ValidationError("--id names the schema already: leave out --version.") }
    if subject == nil && id == nil { throw ValidationError("Name a subject, or an ID with --id.") }
  }

  func run() async throws {
    let client = try connection.client()
    if let id {
      let body = try await asking { () throws(ClientError) in
        try await client.schema(id: id, subject: subject, format: format)
      }
      try await output.print(text: body.schema.text, json: body.json)
    } else if let subject {
      let body = try await asking { () throws(ClientError) in
        try await client.version(version ?? .latest, of: subject, format: format)
      }
      try await output.print(text: body.schema?.text ?? "", json: body.json)
    }
  }
}
