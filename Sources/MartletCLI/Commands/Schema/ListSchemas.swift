import ArgumentParser
import RegistryAPI
import RegistryClient
import SchemaCore

struct ListSchemas: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the versions of all subjects, with their IDs.",
    usage: "martlet schema list [<options>]",
    discussion: """
      EXAMPLES
        martlet schema list
        martlet schema list --prefix payments -o json
        martlet schema list --registry https://a:8081,https://b:8081 --user-file me
      """)

  @Option(help: "Only subjects whose names begin so; :.context: for another context.")
  var prefix: String?

  @Flag(help: "Also what is marked as deleted.")
  var deleted = false

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let client = try connection.client()
    let schemas = try await asking { () throws(ClientError) in
      try await client.schemas(prefix: prefix ?? ":*:", includingDeleted: deleted)
    }
    if output.output == .text && schemas.isEmpty { return }
    let rows = schemas.map { schema in
      let mark = schema.isDeleted == true ? " (deleted)" : ""
      return [
        schema.subject ?? "", "\(schema.version ?? 0)\(mark)", "\(schema.id)", schema.schema?.format.rawValue ?? "",
      ]
    }
    let table = Table(header: ["SUBJECT", "VERSION", "ID", "TYPE"], rows: rows)
    try await output.print(text: table.text, json: schemas.json)
  }
}
