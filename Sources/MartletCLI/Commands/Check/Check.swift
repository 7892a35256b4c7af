import ArgumentParser
import Protobuf
import RegistryClient
import SchemaCore
import SchemaReports
import SchemaSets

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Tell whether schemas may follow the ones before them, and if not, why.",
    usage: "martlet check [<files> ...] [--subject <subject> | --against <what> ...]",
    discussion: """
      Without files, checks all schemas of the folder that martlet.yaml describes, as if they were registered in the \
      order in which they refer to each other: against a registry (--against registry), a commit (git:origin/main), \
      another folder, or a snapshot of a registry. Without --against, versions are compared with each other only. Of \
      files and folders that are named, those schemas are looked at that the martlet.yaml above them names; where none \
      does, each file is compared with what it was.

      Files can also be compared with a subject of a running registry, at the level in force there, or with other files. \
      After --against, a folder then stands for the files in it, oldest first by name: v1, v2, …, v10.

      Of Protobuf, it also tells of changes that the levels do not look at and that break somebody: readers that would \
      misread data, readers of JSON, programs compiled against the file. A rule is left out by its name with --without; \
      so are all rules of one effect (data, json, source), and all.

      With --portable, also tells what consumers built on libavro, the C implementation of Avro, would refuse or read \
      differently: in the schema, and between it and the versions that it is compared with, if there are any.

      EXAMPLES
        martlet check --against git:origin/main \\
          --report text --report sarif=check.sarif
        martlet check schemas/ --against git:origin/main
        martlet check --against registry --registry http://127.0.0.1:8081
        martlet check payment.avsc --subject payments-value
        martlet check v3.avsc --against v2.avsc
        martlet check new.avsc --against versions/ --level FULL -o json
        martlet check payment.avsc --portable
        martlet check order.proto --against order-v1.proto --imports protos/
        martlet check order.proto --subject orders-value --without source
        martlet check --explain READER_FIELD_MISSING_DEFAULT_VALUE
      """)

  @Argument(help: "The schemas to check, or folders. Without them: the folder whose martlet.yaml we are in or below.")
  var files: [String] = []

  @Option(help: "A subject of the registry to compare with.")
  var subject: SubjectName?

  @Option(
    help: ArgumentHelp(
      "What to compare with: registry, git:<commit>, a file or folder; several files are taken oldest first.",
      valueName: "what"))
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

  @Option(help: ArgumentHelp("Print the page about a rule, and do nothing else.", valueName: "rule"))
  var explain: String?

  @OptionGroup var schema: SchemaFileOptions
  @OptionGroup var imports: ImportOptions
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var report: ReportOptions

  func validate() throws {
    if explain != nil { return }
    if subject != nil && !against.isEmpty {
      throw ValidationError("Say what to compare with: either --subject or --against.")
    }
    if subject != nil && files.isEmpty {
      throw ValidationError("Say which file to compare with \(subject?.name ?? "").")
    }
    if subject == nil && !schema.reference.isEmpty {
      throw ValidationError("--reference names registered schemas and goes with --subject.")
    }
  }

  func run() async throws {
    if let explain { return try await RuleExplanation.print(explain) }
    let overrides = SetCheck.Overrides(level: level, policy: policy)
    var result = Report(command: "check", rules: RuleExplanation.catalog)
    if isAboutSets {
      var summaries: [String] = []
      let isAgainstFolder = against.contains(where: SchemaFiles.isFolder)
      let found = try await CheckTargets(files, isAgainstFolder: isAgainstFolder, options: schema, imports: imports)
      for target in found.targets {
        let checked = try await FolderCheck(
          target: target, against: against, overrides: overrides, connection: connection,
          examination: examination(without: target.location.configuration.without)
        ).report()
        result.entries += checked.entries
        summaries.append(checked.summary)
      }
      result.summary = summaries.joined(separator: "\n")
    } else {
      result.entries = try await fileEntries(overrides)
    }
    try await report.write(result)
  }

  /// True if schemas are looked at in the set that they belong to, and not each by itself.
  private var isAboutSets: Bool {
    if subject != nil { return false }
    if files.isEmpty || files.contains(where: { SetLocation.isConfiguration($0) || SchemaFiles.isFolder($0) }) {
      return true
    }
    return against.contains { $0 == "registry" || $0.hasPrefix("git:") }
  }

  private func fileEntries(_ overrides: SetCheck.Overrides) async throws(CommandFailure) -> [Report.Entry] {
    if subject == nil && against.isEmpty && !portable {
      throw CommandFailure(.usage, "say what to compare with: --subject or --against; only --portable needs neither")
    }
    var entries: [Report.Entry] = []
    let examination = try examination(without: [])
    for file in files {
      let text = try await schema.schema(from: file)
      let used = try await references(of: text, at: file)
      let candidate = try text.parsed(references: used, rules: .strict, called: file)
      if subject == nil && against.isEmpty {
        entries += try examination.entries(of: candidate, called: file)
        continue
      }
      let (comparison, target) = try await comparison(of: text, candidate, using: used, called: file)
      let verdicts = try await Self.verdicts(comparison, overrides)
      for verdict in verdicts {
        entries += try examination.entries(of: verdict, candidate, called: file, target: target)
      }
    }
    return entries
  }

  /// What a schema uses: what the registry has of one that is compared with a subject, else files.
  private func references(
    of text: SchemaText, at file: String
  ) async throws(CommandFailure) -> [ResolvedReference] {
    guard let subject else {
      var sets = SetFiles()
      return try await sets.references(of: text, at: file, imports: imports)
    }
    let client = try connection.client()
    return try await asking { () throws(ClientError) in
      try await client.resolvedReferences(of: text, in: subject.context)
    }
  }

  /// What to compare a file with, and what that is called.
  private func comparison(
    of text: SchemaText, _ candidate: any ParsedSchema, using used: [ResolvedReference], called file: String
  ) async throws(CommandFailure) -> ((SchemaSet, any Baseline), String) {
    if let subject {
      let check = SubjectCheck(client: try connection.client(), subject: subject)
      return (try await check.comparison(of: text, called: file), subject.description)
    }
    let check = FileCheck(options: schema, imports: imports, earlier: against)
    return (try await check.comparison(of: text, candidate, using: used, called: file), against.joined(separator: ", "))
  }

  static func verdicts(
    _ comparison: (SchemaSet, any Baseline), _ overrides: SetCheck.Overrides
  ) async throws(CommandFailure) -> [SetVerdict] {
    do {
      return try await SetCheck(comparison.0, against: comparison.1, overrides: overrides).verdicts()
    } catch {
      throw CommandFailure(error)
    }
  }

  private func examination(without names: [String]) throws(CommandFailure) -> SchemaExamination {
    var left = without
    for name in names {
      guard let argument = EvolutionRuleArgument(argument: name) else {
        throw CommandFailure(.usage, "\(SetConfiguration.fileName): without: \(name) is no rule about changes")
      }
      left.append(argument)
    }
    let rules = left.reduce(into: Set(ProtobufRule.allCases)) { $0.subtract($1.rules) }
    return SchemaExamination(evolutionRules: rules, isPortable: portable)
  }
}
