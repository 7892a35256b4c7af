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
    try await target.output.print(text: config.json.memberLines, json: config.json)
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

  func validate() throws {
    if level == nil && normalize == nil && validateNewSchemas == nil {
      throw ValidationError("Say what to change: --level, --normalize or --validate-new-schemas.")
    }
  }

  func run() async throws {
    let client = try target.connection.client()
    let change = ConfigUpdateBody(
      level: Self.field(level), normalizes: Self.field(normalize), validatesNewSchemas: Self.field(validateNewSchemas))
    let stored = try await asking { () throws(ClientError) in try await client.changeConfig(change, of: target.subject)
    }
    try await target.output.print(text: stored.json.memberLines, json: stored.json)
  }

  private static func field<Value: Hashable & Sendable>(_ option: Value?) -> ConfigUpdateBody.Field<Value> {
    option.map { .value($0) } ?? .absent
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
    try await target.output.print(text: removed.json.memberLines, json: removed.json)
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
