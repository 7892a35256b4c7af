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
  @OptionGroup var contract: ContractOptions
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let client = try connection.client()
    let text = try await contract.added(to: schema.schema(from: file))
    let found: RegisteredSchemaBody
    do throws(ClientError) {
      found = try await client.lookUp(
        text, under: subject, normalizing: normalize, includingDeleted: deleted, explaining: true)
    } catch {
      for match in Self.nearMatches(in: error) { StandardError.print("note: \(match.explanation)") }
      throw CommandFailure(error).located(in: file)
    }
    try await output.print(text: "version \(found.version ?? 0), ID \(found.id)", json: found.json)
  }

  /// What a registry that explains tells of versions that are nearly the schema. Other registries tell nothing.
  private static func nearMatches(in error: ClientError) -> [NearMatchBody] {
    (error.details["nearMatches"]?.array ?? []).compactMap { try? NearMatchBody(json: $0) }
  }
}
