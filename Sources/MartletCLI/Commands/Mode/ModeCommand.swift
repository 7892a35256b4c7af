import ArgumentParser
import RegistryAPI
import RegistryClient
import SchemaCore

/// `martlet mode`: what may be done with a subject, a context or the registry.
struct ModeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mode", abstract: "Show and change modes: READWRITE, READONLY, IMPORT.",
    subcommands: [GetMode.self, SetMode.self, UnsetMode.self])
}

struct GetMode: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Show the mode in force.",
    usage: "martlet mode get [<subject>] [<options>]",
    discussion: """
      EXAMPLES
        martlet mode get
        martlet mode get payments-value
      """)

  @OptionGroup var target: ScopeOptions

  @Flag(help: "Only what is set right there; it is an error if nothing is.")
  var own = false

  func run() async throws {
    let client = try target.connection.client()
    let mode = try await asking { () throws(ClientError) in try await client.mode(of: target.subject, effective: !own) }
    try await target.output.print(text: mode.mode ?? "", json: mode.json)
  }
}

struct SetMode: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change a mode.",
    usage: "martlet mode set <mode> [<subject>] [<options>]",
    discussion: """
      EXAMPLES
        martlet mode set READONLY
        martlet mode set IMPORT :.staging:
      """)

  @Argument(help: "READWRITE, READONLY or IMPORT.")
  var mode: String

  @OptionGroup var target: ScopeOptions

  @Flag(help: "Begin importing although there are schemas.")
  var force = false

  func run() async throws {
    let client = try target.connection.client()
    let stored = try await asking { () throws(ClientError) in
      try await client.changeMode(mode, of: target.subject, force: force)
    }
    try await target.output.print(text: stored.mode ?? "", json: stored.json)
  }
}

struct UnsetMode: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unset", abstract: "Remove a mode, so that the one further up counts.",
    usage: "martlet mode unset [<subject>] [<options>]",
    discussion: """
      EXAMPLES
        martlet mode unset payments-value
      """)

  @OptionGroup var target: ScopeOptions

  func run() async throws {
    let client = try target.connection.client()
    let removed = try await asking { () throws(ClientError) in try await client.removeMode(of: target.subject) }
    try await target.output.print(text: removed.mode ?? "", json: removed.json)
  }
}
