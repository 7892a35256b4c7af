import ArgumentParser
import RegistryAPI
import RegistryClient
import SchemaCore

struct LookUpSchema: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup", abstract: "Tell under which version and ID a schema is registered.",
    usage: "martlet schema lookup <subject> <file> [<options>]",
    discussion: """
      EXAMPLES
        martlet schema lookup payments-value payment.avsc
      """)

  @Argument(help: "The subject.")
  var subject: SubjectName

  @Argument(help: "The schema's file; - is standard input.")
  var file: String

  @Flag(help: "Compare the normalized form.")
  var normalize = false

  @Flag(help: "Also find what is marked as deleted.")
  var deleted = false

  @OptionGroup var schema: SchemaFileOptions
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let client = try connection.client()
    let text = try await schema.schema(from: file)
    let found: RegisteredSchemaBody
    do throws(CommandFailure) {
      found = try await asking { () throws(ClientError) in
        try await client.lookUp(text, under: subject, normalizing: normalize, includingDeleted: deleted)
      }
    } catch {
      throw error.located(in: file)
    }
    try await output.print(text: "version \(found.version ?? 0), ID \(found.id)", json: found.json)
  }
}
