import ArgumentParser
import RegistryAPI
import RegistryClient
import SchemaCore

/// `martlet config`: what new versions promise, for a subject, a context or the registry.
struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show and change compatibility levels and other settings.",
    subcommands: [GetConfig.self, SetConfig.self, UnsetConfig.self])
}

struct GetConfig: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Show the settings in force.",
    usage: "martlet config get [<subject>] [<options>]",
    discussion: """
      EXAMPLES
        martlet config get
        martlet config get payments-value
        martlet config get payments-value --own
      """)

  @OptionGroup var target: ScopeOptions

  @Flag(help: "Only what is set right there; it is an error if nothing is.")
  var own = false

  func run() async throws {
    let client = try target.connection.client()
    let config = try await asking { () throws(ClientError) in
      try await client.config(of: target.subject, effective: !own)
    }
    let json = ConfigBody(config).json
    try await target.output.print(text: json.memberLines, json: json)
  }
}

struct SetConfig: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change settings; what is not mentioned is kept.",
    usage: "martlet config set [<subject>] [<options>]",
    discussion: """
      EXAMPLES
        martlet config set --level FULL
        martlet config set payments-value --level BACKWARD_TRANSITIVE
        martlet config set payments-value --normalize true
      """)

  @OptionGroup var target: ScopeOptions

  @Option(help: "What new versions promise.")
  var level: CompatibilityLevel?

  @Option(help: "Whether schemas are normalized in any case.")
  var normalize: Bool?

  @Option(help: "Whether new schemas are read more strictly than stored ones.")
  var validateNewSchemas: Bool?

  @Option(help: "Whether new schemas are read most strictly, and reserved fields are checked.")
  var validateFields: Bool?

  @Option(help: "How much a comparison overlooks: STRICT or LENIENT.")
  var policy: CompatibilityPolicy?

  @Option(help: "The metadata property by which versions are grouped; only those of one group are compared.")
  var group: String?

  @Option(help: "The subject that stands for this one.")
  var alias: String?

  func validate() throws {
    if values == SubjectConfig() {
      throw ValidationError("Say what to change, such as --level, --normalize or --validate-new-schemas.")
    }
  }

  func run() async throws {
    let client = try target.connection.client()
    let change = ConfigChange(values)
    let stored = try await asking { () throws(ClientError) in try await client.changeConfig(change, of: target.subject)
    }
    let json = ConfigUpdateBody(ConfigChange(stored)).json
    try await target.output.print(text: json.memberLines, json: json)
  }

  private var values: SubjectConfig {
    SubjectConfig(
      level: level, policy: policy, group: group.map { ExactText($0) }, normalizes: normalize,
      validatesFields: validateFields, validatesNewSchemas: validateNewSchemas, alias: alias.map { ExactText($0) })
  }
}

struct UnsetConfig: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unset", abstract: "Remove settings, so that those further up count.",
    usage: "martlet config unset [<subject>] [<options>]",
    discussion: """
      EXAMPLES
        martlet config unset payments-value
      """)

  @OptionGroup var target: ScopeOptions

  func run() async throws {
    let client = try target.connection.client()
    let removed = try await asking { () throws(ClientError) in try await client.removeConfig(of: target.subject) }
    let json = ConfigBody(removed).json
    try await target.output.print(text: json.memberLines, json: json)
  }
}

extension JSONValue {
  /// An object's members, one a line.
  fileprivate var memberLines: String {
    (object?.members ?? []).map { member in
      "\(member.key): \(member.value.string ?? JSONWriter.text(member.value))"
    }.joined(separator: "\n")
  }
}
