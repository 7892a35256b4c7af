import ArgumentParser
import RegistryAPI
import SchemaCore

struct RegisterSchema: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register", abstract: "Register a schema under a subject and print its ID.",
    usage: "martlet schema register <subject> <file> [<options>]",
    discussion: """
      A schema that is there already keeps its ID and version. One that is not compatible with the versions before it \
      is refused, with the reasons.

      EXAMPLES
        martlet schema register payments-value payment.avsc
        martlet schema register orders-value order.avsc \\
          --reference com.example.Payment=payments-value:1
        martlet schema register orders-value order.avsc \\
          --metadata order.metadata.json --rule-set order.rules.json
        ID=$(martlet schema register payments-value payment.avsc)
      """)

  @Argument(help: "The subject, such as <topic>-value.")
  var subject: SubjectName

  @Argument(help: "The schema's file; - is standard input.")
  var file: String

  @Flag(help: "Store the normalized form.")
  var normalize = false

  @OptionGroup var schema: SchemaFileOptions
  @OptionGroup var contract: ContractOptions
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let client = try connection.client()
    let text = try await contract.added(to: schema.schema(from: file))
    let registration = Registration(client: client, subject: subject, normalizing: normalize)
    let registered = try await registration.register(text, called: file)
    try await output.print(text: String(registered.id), json: registered.json)
  }
}
