import ArgumentParser
import RegistryClient
import SchemaCore

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Tell whether a schema may follow the ones before it, and if not, why.",
    usage: "martlet check <files> ... (--subject <subject> | --against <file> ...)",
    discussion: """
      Compares with a subject of a running registry, at the level in force there, or with files, without a registry. \
      A folder stands for the files in it, oldest first by name: v1, v2, …, v10.

      EXAMPLES
        martlet check payment.avsc --subject payments-value
        martlet check v3.avsc --against v2.avsc
        martlet check new.avsc --against versions/ --level FULL -o json
      """)

  @Argument(help: "The schemas to check.")
  var files: [String]

  @Option(help: "A subject of the registry to compare with.")
  var subject: SubjectName?

  @Option(
    help: ArgumentHelp("A file or folder to compare with; several are taken oldest first.", valueName: "file"))
  var against: [String] = []

  @Option(help: "The level. Without it: the one in force for the subject, else BACKWARD.")
  var level: CompatibilityLevel?

  @OptionGroup var schema: SchemaFileOptions
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if (subject == nil) == against.isEmpty {
      throw ValidationError("Say what to compare with: either --subject or --against.")
    }
    if !against.isEmpty && !schema.reference.isEmpty {
      throw ValidationError("--reference names registered schemas and goes with --subject.")
    }
  }

  func run() async throws {
    var verdicts: [CompatibilityText] = []
    for file in files {
      let text = try await schema.schema(from: file)
      verdicts.append(try await verdict(on: text, called: file))
    }
    let isColored = StandardOutput.isTerminal
    try await output.print(
      text: verdicts.map { $0.text(colored: isColored) }.joined(separator: "\n\n"),
      json: .array(verdicts.map(\.json)))
    if verdicts.contains(where: { $0.findings != nil }) { throw CommandFailure(.findings, "") }
  }

  private func verdict(on text: SchemaText, called file: String) async throws(CommandFailure) -> CompatibilityText {
    if let subject {
      return try await SubjectCheck(client: connection.client(), subject: subject, level: level)
        .verdict(on: text, called: file)
    }
    return try await FileCheck(options: schema, earlier: against, level: level ?? .backward)
      .verdict(on: text, called: file)
  }
}

extension SchemaText {
  /// The schema that this text of a command's input is.
  ///
  /// - Parameter name: what the input is called in errors, such as the file's path.
  func parsed(
    references: [ResolvedReference] = [], rules: ParsingRules, called name: String
  ) throws(CommandFailure) -> any ParsedSchema {
    do {
      return try InstalledFormats.all.parse(self, references: references, rules: rules)
    } catch {
      throw CommandFailure(error, in: name)
    }
  }
}
