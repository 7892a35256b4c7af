import ArgumentParser
import Protobuf
import RegistryClient
import SchemaCore

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Tell whether a schema may follow the ones before it, and if not, why.",
    usage: "martlet check <files> ... [--subject <subject> | --against <file> ...]",
    discussion: """
      Compares with a subject of a running registry, at the level in force there, or with files, without a registry. \
      A folder stands for the files in it, oldest first by name: v1, v2, …, v10.

      Of Protobuf, it also tells of changes that the levels do not look at and that break somebody: readers that would \
      misread data, readers of JSON, programs compiled against the file. A rule is left out by its name with --without; \
      so are all rules of one effect (data, json, source), and all.

      With --portable, also tells what consumers built on libavro, the C implementation of Avro, would refuse or read \
      differently: in the schema, and between it and the versions that it is compared with, if there are any.

      EXAMPLES
        martlet check payment.avsc --subject payments-value
        martlet check v3.avsc --against v2.avsc
        martlet check new.avsc --against versions/ --level FULL -o json
        martlet check payment.avsc --portable
        martlet check order.proto --against order-v1.proto --imports protos/
        martlet check order.proto --subject orders-value --without source
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

  @Option(
    help:
      "How much of JSON Schema's open objects is overlooked. Without it: the policy in force for the subject, else STRICT."
  )
  var policy: CompatibilityPolicy?

  @Flag(help: "Tell what consumers built on libavro could not read. Needs nothing to compare with.")
  var portable = false

  @Option(
    help: ArgumentHelp(
      "A rule about Protobuf to leave out, by its name; or data, json, source, all. May be given several times.",
      valueName: "rule"))
  var without: [EvolutionRuleArgument] = []

  @OptionGroup var schema: SchemaFileOptions
  @OptionGroup var imports: ImportOptions
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if subject != nil && !against.isEmpty || subject == nil && against.isEmpty && !portable {
      throw ValidationError("Say what to compare with: either --subject or --against. Only --portable needs neither.")
    }
    if subject == nil && !schema.reference.isEmpty {
      throw ValidationError("--reference names registered schemas and goes with --subject.")
    }
  }

  func run() async throws {
    var reports: [CheckReport] = []
    for file in files {
      let text = try await schema.schema(from: file)
      reports.append(try await report(on: text, called: file))
    }
    let isColored = StandardOutput.isTerminal
    try await output.print(
      text: reports.map { $0.text(colored: isColored) }.joined(separator: "\n\n"),
      json: .array(reports.map(\.json)))
    if !reports.allSatisfy(\.isGood) { throw CommandFailure(.findings, "") }
  }

  private func report(on text: SchemaText, called file: String) async throws(CommandFailure) -> CheckReport {
    if subject == nil && against.isEmpty {
      let schema = try await imports.parsed(text, rules: .strict, at: file)
      return CheckReport(portability: try PortabilityText(schema: schema, called: file))
    }
    let comparison = try await comparison(of: text, called: file)
    let rules = without.reduce(into: Set(ProtobufRule.allCases)) { $0.subtract($1.rules) }
    return CheckReport(
      compatibility: comparison.verdict, evolution: try comparison.evolution(rules),
      portability: portable ? try comparison.portability() : nil)
  }

  private func comparison(of text: SchemaText, called file: String) async throws(CommandFailure) -> SchemaComparison {
    if let subject {
      return try await SubjectCheck(client: connection.client(), subject: subject, level: level, policy: policy)
        .comparison(of: text, called: file)
    }
    let check = FileCheck(
      options: schema, imports: imports, earlier: against, level: level ?? .backward, policy: policy ?? .strict)
    return try await check.comparison(of: text, called: file)
  }
}
