import ArgumentParser
import RegistryAPI
import RegistryClient
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
    let registered: RegisteredSchemaBody
    do throws(ClientError) {
      registered = try await client.register(text, under: subject, normalizing: normalize)
    } catch {
      switch error.kind {
      case .refused(status: 409, code: _): try await explain(text, client)
      // Read here, a text that is no schema gets its error with the place in the file in front.
      case .refused(status: _, code: 42201) where text.references.isEmpty:
        _ = try text.parsed(rules: .new, called: file)
      default: break
      }
      throw CommandFailure(error).located(in: file)
    }
    try await output.print(text: String(registered.id), json: registered.json)
  }

  /// Says why in the words of `check`, which compares the same schemas by the same rules.
  private func explain(_ text: SchemaText, _ client: SchemaRegistryClient) async throws(CommandFailure) {
    let check = SubjectCheck(client: client, subject: subject)
    let verdict = try await check.comparison(of: text, called: file).verdict
    if verdict.findings == nil { return }
    StandardError.print(verdict.text(colored: StandardError.isTerminal))
    throw CommandFailure(.findings, "nothing was registered")
  }
}
